import { type Static, Type } from 'typebox'
import { checkShape, type Problem, readYaml } from '../dialogue/problem.ts'

/** Unasked messages, from `flows/_notices.yaml`. */
export const NoticesFile = Type.Object(
  {
    schema: Type.Integer(),
    notices: Type.Record(
      Type.String(),
      Type.Object(
        {
          /** One wording, or several of which one is picked. */
          say: Type.Union([
            Type.String({ minLength: 1 }),
            Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
          ]),
          /** Buttons that stand for themselves: a tap says `say`, which can also be typed. */
          buttons: Type.Optional(
            Type.Array(
              Type.Object({ label: Type.String(), say: Type.String() }, { additionalProperties: false }),
            ),
          ),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

export type Notices = Static<typeof NoticesFile>['notices']

/** Reads the notices and holds them against what the areas declare; every problem is added to the list. */
export function loadNotices(
  text: string | undefined,
  declared: Readonly<Record<string, readonly string[]>>,
  problems: Problem[],
): Notices | null {
  const file = '_notices.yaml'
  if (text === undefined) {
    problems.push({ file, line: 1, path: '', what: 'this file is missing' })
    return null
  }
  const source = readYaml(file, text, problems)
  if (!source || !checkShape(source, NoticesFile, problems)) return null
  const { notices } = source.content as Static<typeof NoticesFile>
  const report = (name: string, what: string) =>
    problems.push({ file, line: source.lineOf(['notices', name]), path: `notices.${name}`, what })
  for (const name of Object.keys(notices)) if (!(name in declared)) report(name, 'nothing sends this notice')
  for (const [name, allowed] of Object.entries(declared)) {
    const notice = notices[name]
    if (!notice) {
      report(name, 'is missing')
      continue
    }
    const texts = [notice.say, ...(notice.buttons ?? []).flatMap(b => [b.label, b.say])].flat()
    for (const used of texts.flatMap(t => [...t.matchAll(/\{(\w+)\}/g)].map(m => m[1] ?? '')))
      if (!allowed.includes(used))
        report(name, `does not know {${used}}; it may use ${allowed.join(', ') || 'no names'}`)
  }
  return notices
}
