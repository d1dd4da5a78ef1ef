import { eq } from 'drizzle-orm'
import { type Static, Type } from 'typebox'
import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import type { Application } from '../applications/store.ts'
import { FIELDS, type FormKind } from './lines.ts'
import { checkCode, opinionsOn } from './store.ts'

const Instant = Type.Integer({ description: 'ms UTC' })

/** A request as it is printed for the archive. */
export const Form = Type.Object({
  no: Type.String(),
  kind: Type.String(),
  status: Type.String(),
  person: Type.String(),
  unit: Type.String(),
  post: Type.String(),
  created: Instant,
  printed: Instant,
  printedBy: Type.String({ description: 'Who printed it, 姓名' }),
  lines: Type.Array(Type.Object({ field: Type.Enum([...FIELDS]), value: Type.String() })),
  opinions: Type.Array(
    Type.Object({
      person: Type.String(),
      post: Type.String(),
      instead: Type.String({ description: 'Whose turn it was, where he stood in for him; else empty' }),
      verdict: Type.String(),
      reason: Type.String({ description: 'Empty where there is none, or it is not the reader’s to see' }),
      at: Instant,
    }),
  ),
  code: Type.String({ description: 'With the number it proves that the form is genuine' }),
})
export type Form = Static<typeof Form>

/**
 * Puts a request on paper, with every opinion and its time.
 * @param whole whether the reader may see what an approver sees: reasons and opinions in words
 */
export async function formFor(
  context: CareContext,
  kind: FormKind,
  found: Application,
  whole: boolean,
): Promise<Form> {
  const { tx, tools, now } = context
  const about = await named(tx, found.person)
  const opinions: Form['opinions'] = []
  const held = found.person !== context.person.id && (await kind.withholds?.(context, found)) === true
  for (const { id, person, instead, verdict, reason, at } of await opinionsOn(tx, found.no)) {
    const who = await named(tx, person)
    opinions.push({
      person: who.name,
      post: who.post,
      instead: instead === null ? '' : (await named(tx, instead)).name,
      verdict,
      reason:
        whole && reason && !(held && person === found.person)
          ? await tools.vault.openText(tx, `decision.reason:${id}`, reason)
          : '',
      at,
    })
  }
  return {
    no: found.no,
    kind: found.kind,
    status: found.status,
    person: about.name,
    unit: about.unit,
    post: about.post,
    created: found.created,
    printed: now,
    printedBy: context.person.name,
    lines: await kind.lines(context, found, whole),
    opinions,
    code: await checkCode(tx, found.no, now),
  }
}

/** Whether somebody may see the whole of a request: it is his own, he decides it, or he has decided it. */
export async function seesWhole(tx: Tx, found: Application, actor: Pick<Person, 'id'>): Promise<boolean> {
  if (found.person === actor.id || found.turn === actor.id) return true
  const opinions = await opinionsOn(tx, found.no)
  return opinions.some(
    ({ person, verdict }) => person === actor.id && (verdict === 'agreed' || verdict === 'refused'),
  )
}

/** Also of somebody who has left the roster. */
async function named(tx: Tx, id: string): Promise<{ name: string; unit: string; post: string }> {
  const { person } = tx.t
  const [row] = await tx.db
    .select({ name: person.name, unit: person.unit, post: person.post })
    .from(person)
    .where(eq(person.id, id))
  return { name: row?.name ?? '', unit: row?.unit ?? '', post: row?.post ?? '' }
}
