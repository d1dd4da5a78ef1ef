import { createHash } from 'node:crypto'
import { compileSlot, slotTypes } from './compile-slot.ts'
import { type Compiler, compiler, duration, type Report } from './compiler.ts'
import type { TypeOf } from './expression/compile.ts'
import type { Flow, Refusal, Rule, Slot, Submit } from './flow.ts'
import type { FlowFile, PartsFile } from './flow-file.ts'
import type { Problem, Source } from './problem.ts'
import type { Registry } from './registry.ts'
import type { Parts } from './template.ts'
import type { ValueType } from './value.ts'
import { ME } from './world.ts'

/**
 * Makes a flow of a file whose shape is right. Every expression and text is parsed and its names are checked;
 * all problems are reported, and null is returned when there is one.
 */
export function compileFlow(
  file: FlowFile,
  source: Source,
  registry: Registry,
  problems: Problem[],
): Flow | null {
  const before = problems.length
  const report: Report = (path, what) =>
    problems.push({ file: source.file, line: source.lineOf(path), path: path.join('.'), what })
  const types = slotTypes(file, registry, report)
  const typeOf: TypeOf = name =>
    types.get(name) ?? (name === 'me' ? ME : name === 'title' ? 'text' : undefined)
  const c = compiler(typeOf, report)
  const slots = Object.entries(file.slots ?? {}).map(([name, slot]) => compileSlot(name, slot, types, c))
  const byName = new Map(slots.map(s => [s.name, s]))
  const flow: Flow = {
    id: file.flow,
    hash: hashOf(file),
    title: file.title,
    summary: file.summary,
    audience: file.audience,
    confidential: file.confidential ?? false,
    hidden: file.hidden ?? false,
    phrases: file.start.phrases,
    examples: file.start.examples ?? [],
    opening: c.parts(file.opening, ['opening']),
    gates: (file.gates ?? []).flatMap((g, i) => c.check(g, ['gates', i])),
    slots,
    slot: byName,
    pair: pairOf(slots),
    rules: (file.rules ?? []).flatMap((r, i): Rule[] =>
      c.check(r, ['rules', i]).map(check => ({ ...check, reask: r.reask })),
    ),
    answers: (file.answers ?? []).flatMap((a, i) => {
      const say = c.parts(a.say, ['answers', i, 'say'])
      return say ? [{ words: a.words, say }] : []
    }),
    confirm: confirmOf(file, c),
    submit: (file.submit ?? []).map((s, i) => compileSubmit(s, i, registry, typeOf, report)),
    done: c.parts(file.done, ['done']),
    withdraw: file.withdraw ?? null,
    nudges: (file.nudge ?? []).flatMap((n, i) => timed(n, ['nudge', i], c)),
    expire: file.expire ? (timed(file.expire, ['expire'], c)[0] ?? null) : null,
    care: file.care ?? false,
    draft: file.draft ?? true,
    next: file.next ?? [],
    onChange: file.on_change ?? 'keep',
  }
  return problems.length === before ? flow : null
}

function compileSubmit(
  file: NonNullable<FlowFile['submit']>[number],
  i: number,
  registry: Registry,
  typeOf: TypeOf,
  report: Report,
): Submit {
  const effect = registry.effects[file.do]
  const withNames = (names: Readonly<Record<string, ValueType>>) =>
    compiler(name => names[name] ?? typeOf(name), report)
  const at = (...path: (string | number)[]) => ['submit', i, ...path]
  const refused = Object.entries(file.refused ?? {}).flatMap(([reason, words]): [string, Refusal][] => {
    const values = Object.fromEntries((effect?.refusals?.[reason] ?? []).map(name => [name, 'text' as const]))
    const { say: parts, reask } = isMendable(words) ? words : { say: words, reask: [] }
    const say = withNames(values).parts(parts, at('refused', reason))
    return say ? [[reason, { say, reask }]] : []
  })
  return {
    effect: file.do,
    with: file.with ?? [],
    done: withNames({ result: effect?.result ?? {} }).parts(file.done, at('done')),
    failed: withNames({ error: 'text' }).parts(file.failed, at('failed')),
    refused: new Map(refused),
  }
}

type RefusedFile = NonNullable<NonNullable<FlowFile['submit']>[number]['refused']>[string]

function isMendable(words: RefusedFile): words is Extract<RefusedFile, { reask: string[] }> {
  return typeof words === 'object' && 'reask' in words
}

function confirmOf(file: FlowFile, c: Compiler): Flow['confirm'] {
  const say = c.parts(file.confirm?.say, ['confirm', 'say'])
  if (!file.confirm || !say) return null
  const { yes, no, ends = false } = file.confirm
  return { say, yes, no, ends }
}

function timed(
  file: { after: string; say: PartsFile },
  path: (string | number)[],
  c: Compiler,
): { after: number; say: Parts }[] {
  const say = c.parts(file.say, [...path, 'say'])
  return say ? [{ after: duration(file.after), say }] : []
}

/** The first two half-day slots of which the second is an end. */
function pairOf(slots: readonly Slot[]): Flow['pair'] {
  const to = slots.find(s => s.type === 'half_day' && s.edge === 'end')
  const from = slots.find(s => s.type === 'half_day' && s.edge === 'start')
  return from && to ? { from, to } : null
}

export function hashOf(file: FlowFile): string {
  return createHash('sha256').update(JSON.stringify(file)).digest('hex').slice(0, 12)
}
