import { createHash } from 'node:crypto'
import { type Compiled, compile, type TypeOf } from './expression/compile.ts'
import { ExpressionError } from './expression/parse.ts'
import type { Check, Flow, Refusal, Rule, Slot, SlotOption, Submit } from './flow.ts'
import type { FlowFile, PartsFile, SlotFile } from './flow-file.ts'
import type { Problem, Source } from './problem.ts'
import type { Registry } from './registry.ts'
import { SLOT_KINDS } from './slots/index.ts'
import { compileParts, compileTemplate, type Parts, type Template } from './template.ts'
import type { ValueType } from './value.ts'
import { ME } from './world.ts'

/** Reports a problem at a place of the file. */
export type Report = (path: readonly (string | number)[], what: string) => void

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

interface Compiler {
  condition(text: string | undefined, path: readonly (string | number)[]): Compiled | null
  derivation(text: string | undefined, path: readonly (string | number)[]): Compiled | null
  template(text: string | undefined, path: readonly (string | number)[]): Template | null
  parts(file: PartsFile | undefined, path: readonly (string | number)[]): Parts | null
  check(file: { that: string; say: PartsFile }, path: readonly (string | number)[]): Check[]
}

/** The compile functions, reporting instead of throwing. */
function compiler(typeOf: TypeOf, report: Report): Compiler {
  const guard = <T>(path: readonly (string | number)[], make: () => T): T | null => {
    try {
      return make()
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      report(path, error.message)
      return null
    }
  }
  const c: Compiler = {
    derivation: (text, path) => (text === undefined ? null : guard(path, () => compile(text, typeOf))),
    condition(text, path) {
      const made = c.derivation(text, path)
      if (made && made.type !== 'yes_no') report(path, `“${text}” is not a condition`)
      return made
    },
    template: (text, path) => (text === undefined ? null : guard(path, () => compileTemplate(text, typeOf))),
    parts: (file, path) => (file === undefined ? null : guard(path, () => compileParts(file, typeOf))),
    check(file, path) {
      const that = c.condition(file.that, [...path, 'that'])
      const say = c.parts(file.say, [...path, 'say'])
      return that && say ? [{ that, say }] : []
    },
  }
  return c
}

/** The static type of every slot: by its kind, by the registry, or from its derivation. */
function slotTypes(file: FlowFile, registry: Registry, report: Report): Map<string, ValueType> {
  const types = new Map<string, ValueType>()
  const slots = file.slots ?? {}
  const working = new Set<string>()
  const typeOf = (name: string): ValueType | undefined => {
    if (name === 'me') return ME
    if (types.has(name)) return types.get(name)
    const slot = slots[name]
    if (!slot) return undefined
    if (working.has(name)) throw new ExpressionError(`“${name}” is derived from itself`)
    working.add(name)
    const type = typeOfSlot(slot)
    working.delete(name)
    if (type) types.set(name, type)
    return type
  }
  const typeOfSlot = (slot: SlotFile): ValueType | undefined => {
    if (slot.derive !== undefined) return compile(slot.derive, typeOf).type
    if (slot.lookup !== undefined) return registry.lookups[slot.lookup]?.returns
    if (slot.collect === 'until_done') return 'story'
    return slot.type ? SLOT_KINDS[slot.type].holds : undefined
  }
  for (const [name, slot] of Object.entries(slots)) {
    try {
      if (typeOf(name) === undefined && slot.lookup === undefined)
        report(['slots', name], 'a slot needs a type, a derive or a lookup')
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      report(['slots', name, 'derive'], error.message)
    }
  }
  return types
}

const MEGABYTE = 1_000_000

function compileSlot(name: string, file: SlotFile, types: ReadonlyMap<string, ValueType>, c: Compiler): Slot {
  const at = (key: string) => ['slots', name, key]
  const ask = file.ask === undefined ? [] : typeof file.ask === 'string' ? [file.ask] : file.ask
  const label = file.label ?? name
  const refuse = file.refuse
  const defer = file.defer
  return {
    name,
    label,
    nouns: [label, ...(file.words ?? [])].sort(longestFirst),
    cues: [...(file.cues ?? [])].sort(longestFirst),
    type: file.type ?? 'text',
    holds: types.get(name) ?? 'text',
    from: file.derive !== undefined ? 'derive' : file.lookup !== undefined ? 'lookup' : 'person',
    ask: ask.flatMap((text, i) => c.template(text, ['slots', name, 'ask', i]) ?? []),
    again: c.template(file.again, at('again')),
    why: c.template(file.why, at('why')),
    when: c.condition(file.when, at('when')),
    must: (file.must ?? []).flatMap((m, i) => c.check(m, ['slots', name, 'must', i])),
    derive: c.derivation(file.derive, at('derive')),
    lookup:
      file.lookup === undefined
        ? null
        : { name: file.lookup, with: file.with ?? [], freshFor: duration(file.fresh_for ?? '1m') },
    options: Array.isArray(file.options) ? file.options.map(option) : [],
    optionsFrom: file.options && 'from' in file.options ? file.options.from : null,
    edge: file.edge ?? 'start',
    reading: file.reading ?? 'future',
    unit: file.unit ?? null,
    verbatim: file.verbatim ?? false,
    untilDone: file.collect === 'until_done',
    min: file.min ?? null,
    max: file.max ?? null,
    accept: file.accept ?? ['image', 'pdf'],
    maxCount: file.max_count ?? 5,
    maxBytes: (file.max_mb ?? 10) * MEGABYTE,
    skip: file.optional ?? null,
    refuse: withTemplate(refuse, c.template(refuse?.say, at('refuse'))),
    defer: withTemplate(defer, c.template(defer?.say, at('defer'))),
    yes: file.yes ?? null,
    no: file.no ?? null,
  }
}

function withTemplate<T extends { say: string }>(
  file: T | undefined,
  say: Template | null,
): (Omit<T, 'say'> & { say: Template }) | null {
  return file && say ? { ...file, say } : null
}

function option(file: string | { value: string; label?: string; words?: string[] }): SlotOption {
  if (typeof file === 'string') return { value: file, label: file, words: [file] }
  const label = file.label ?? file.value
  const words = new Set([label, ...(file.words ?? [])].map(word => word.toLowerCase()))
  return { value: file.value, label, words: [...words].sort(longestFirst) }
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

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `30m`, `2h`, `7d` in ms. */
export function duration(text: string): number {
  return Number(text.slice(0, -1)) * (UNITS[text.slice(-1)] ?? 0)
}

export function hashOf(file: FlowFile): string {
  return createHash('sha256').update(JSON.stringify(file)).digest('hex').slice(0, 12)
}

function longestFirst(a: string, b: string): number {
  return b.length - a.length
}
