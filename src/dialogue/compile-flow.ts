import { createHash } from 'node:crypto'
import { compileSlot, slotTypes } from './compile-slot.ts'
import { type Compiler, compiler, duration, maybe, type Report } from './compiler.ts'
import type { Compiled, TypeOf } from './expression/compile.ts'
import type { PartsFile } from './file-parts.ts'
import type { Flow, Gate, Refusal, Rule, Slot, Submit } from './flow.ts'
import type { FlowFile } from './flow-file.ts'
import { own } from './own.ts'
import type { Problem, Source } from './problem.ts'
import type { Registry } from './registry.ts'
import type { Parts } from './template.ts'
import type { ValueType } from './value.ts'
import { ME } from './world.ts'

/**
 * Makes a flow of a file whose shape is right. Every expression and text is parsed and its names are checked;
 * all problems are reported. With a problem the flow is good for further checks alone.
 */
export function compileFlow(file: FlowFile, source: Source, registry: Registry, problems: Problem[]): Flow {
  const report: Report = (path, what) =>
    problems.push({ file: source.file, line: source.lineOf(path), path: path.join('.'), what })
  const types = slotTypes(file, registry, report)
  const typeOf: TypeOf = name =>
    types.get(name) ?? (name === 'me' ? ME : name === 'title' ? 'text' : undefined)
  const c = compiler(typeOf, report)
  const slots = Object.entries(file.slots ?? {}).map(([name, slot]) =>
    compileSlot(name, slot, { types, registry, c }),
  )
  const byName = new Map(slots.map(s => [s.name, s]))
  return {
    id: file.flow,
    hash: hashOf(file),
    title: file.title,
    summary: file.summary,
    audience: file.audience,
    listed: file.listed ?? file.audience,
    confidential: file.confidential ?? false,
    sensitive: file.sensitive ?? (file.confidential ? ['confidential'] : []),
    atWork: file.at_work ?? false,
    group: file.group ?? null,
    hidden: file.hidden ?? false,
    phrases: file.start.phrases,
    examples: file.start.examples ?? [],
    byFile: file.start.files ?? false,
    yesNo: file.start.yes_no ?? null,
    told: file.start.told ?? null,
    opening: maybe(file.opening, say => c.parts(say, ['opening'])),
    onOpening: file.on_opening ? { effect: file.on_opening.do, with: file.on_opening.with ?? [] } : null,
    gates: (file.gates ?? []).map((g, i) => compileGate(g, ['gates', i], c)),
    slots,
    slot: byName,
    pair: pairOf(slots),
    rules: (file.rules ?? []).map((r, i): Rule => ({ ...c.check(r, ['rules', i]), reask: r.reask })),
    answers: (file.answers ?? []).map((a, i) => ({
      words: a.words,
      amid: a.amid ?? false,
      say: c.parts(a.say, ['answers', i, 'say']),
      here: a.here ?? false,
    })),
    confirm: maybe(file.confirm, ({ say, yes, no, ends = false, stuck = [] }) => ({
      say: c.parts(say, ['confirm', 'say']),
      yes,
      no,
      ends,
      stuck: stuck.map(({ when, offer }, i) => ({
        when: c.condition(when, ['confirm', 'stuck', i, 'when']),
        offer,
      })),
    })),
    submit: (file.submit ?? []).map((s, i) => compileSubmit(s, i, registry, typeOf, report)),
    done: maybe(file.done, say => c.parts(say, ['done'])),
    withdraw: file.withdraw ?? null,
    givenUp: file.given_up ?? null,
    afterwards: file.afterwards ?? {},
    nudges: (file.nudge ?? []).map((n, i) => timed(n, ['nudge', i], c)),
    expire: maybe(file.expire, e => timed(e, ['expire'], c)),
    care: file.care ?? false,
    draft: file.draft ?? true,
    forOthers: file.for_others ?? null,
    why: file.why ?? null,
    next: (file.next ?? []).map(n => (typeof n === 'string' ? { flow: n, from: null, say: null } : n)),
    onChange: file.on_change ?? 'keep',
  }
}

function compileGate(
  file: NonNullable<FlowFile['gates']>[number],
  path: (string | number)[],
  c: Compiler,
): Gate {
  const hands = Object.entries(file.hands ?? {}).map(([name, text]): [string, Compiled] => [
    name,
    c.derivation(text, [...path, 'hands', name]),
  ])
  return {
    that: c.condition(file.that, [...path, 'that']),
    say: file.say === undefined ? { parts: [] } : c.parts(file.say, [...path, 'say']),
    instead: file.instead ?? null,
    hands: new Map(hands),
  }
}

function compileSubmit(
  file: NonNullable<FlowFile['submit']>[number],
  i: number,
  registry: Registry,
  typeOf: TypeOf,
  report: Report,
): Submit {
  const effect = own(registry.effects, file.do)
  // What an effect nobody knows would bring is not known either: that it is unknown says enough.
  if (!effect) return { effect: file.do, with: [], done: null, failed: null, refused: new Map() }
  const withNames = (names: Readonly<Record<string, ValueType>>) =>
    compiler(name => own(names, name) ?? typeOf(name), report)
  const at = (...path: (string | number)[]) => ['submit', i, ...path]
  const refused = Object.entries(file.refused ?? {}).map(([reason, words]): [string, Refusal] => {
    const values = Object.fromEntries(
      (own(effect.refusals ?? {}, reason) ?? []).map(name => [name, 'text' as const]),
    )
    const { say, reask } = isMendable(words) ? words : { say: words, reask: [] }
    return [reason, { say: withNames(values).parts(say, at('refused', reason)), reask }]
  })
  return {
    effect: file.do,
    with: file.with ?? [],
    done: maybe(file.done, say => withNames({ result: effect.result }).parts(say, at('done'))),
    failed: maybe(file.failed, say => withNames({ error: 'text' }).parts(say, at('failed'))),
    refused: new Map(refused),
  }
}

type RefusedFile = NonNullable<NonNullable<FlowFile['submit']>[number]['refused']>[string]

function isMendable(words: RefusedFile): words is Extract<RefusedFile, { reask: string[] }> {
  return typeof words === 'object' && 'reask' in words
}

function timed(
  file: { after: string; say: PartsFile },
  path: (string | number)[],
  c: Compiler,
): { after: number; say: Parts } {
  return { after: duration(file.after), say: c.parts(file.say, [...path, 'say']) }
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
