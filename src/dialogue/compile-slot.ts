import type { Sensitive } from '../kernel/sensitive.ts'
import { type Compiler, duration, maybe, type Report } from './compiler.ts'
import { compile } from './expression/compile.ts'
import { ExpressionError } from './expression/parse.ts'
import type { Slot, SlotOption } from './flow.ts'
import type { FlowFile } from './flow-file.ts'
import { own } from './own.ts'
import type { Registry } from './registry.ts'
import type { SlotFile } from './slot-file.ts'
import { SLOT_KINDS } from './slots/index.ts'
import type { ValueType } from './value.ts'
import { ME } from './world.ts'

/** The static type of every slot: by its kind, by the registry, or from its derivation. */
export function slotTypes(file: FlowFile, registry: Registry, report: Report): Map<string, ValueType> {
  const types = new Map<string, ValueType>()
  const slots = file.slots ?? {}
  const working = new Set<string>()
  const typeOf = (name: string): ValueType | undefined => {
    if (name === 'me') return ME
    if (types.has(name)) return types.get(name)
    const slot = own(slots, name)
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
    if (slot.lookup !== undefined) return own(registry.lookups, slot.lookup)?.returns
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

/** One slot, every expression and text of it parsed. */
export function compileSlot(
  name: string,
  file: SlotFile,
  { types, registry, c }: { types: ReadonlyMap<string, ValueType>; registry: Registry; c: Compiler },
): Slot {
  const at = (key: string) => ['slots', name, key]
  const ask = file.ask === undefined ? [] : typeof file.ask === 'string' ? [file.ask] : file.ask
  const label = file.label ?? name
  return {
    name,
    label,
    nouns: [label, ...(file.words ?? [])].sort(longestFirst),
    cues: [...(file.cues ?? [])].sort(longestFirst),
    follows: file.follows ?? null,
    fills: file.fills ?? null,
    below: file.below ?? false,
    apart: file.apart ?? false,
    told: file.told ?? null,
    type: file.type ?? 'text',
    holds: types.get(name) ?? 'text',
    from: fromOf(file),
    ask: ask.map((text, i) => c.template(text, ['slots', name, 'ask', i])),
    again: maybe(file.again, text => c.template(text, at('again'))),
    why: maybe(file.why, text => c.template(text, at('why'))),
    absent: file.absent ?? null,
    when: maybe(file.when, text => c.condition(text, at('when'))),
    must: (file.must ?? []).map((m, i) => ({
      ...c.check(m, ['slots', name, 'must', i]),
      instead: m.instead ?? null,
    })),
    derive: maybe(file.derive, text => c.derivation(text, at('derive'))),
    lookup:
      file.lookup === undefined
        ? null
        : {
            name: file.lookup,
            with: file.with ?? [],
            optional: own(registry.lookups, file.lookup)?.optional ?? [],
            freshFor: freshness(file.fresh_for ?? '1m'),
          },
    options: Array.isArray(file.options) ? file.options.map(o => option(o, file.of_others ?? [])) : [],
    optionsFrom: file.options && 'from' in file.options ? file.options.from : null,
    edge: file.edge ?? 'start',
    lasts: maybe(file.lasts, text => c.derivation(text, at('lasts'))),
    either: file.either ?? false,
    was: maybe(file.was, text => c.derivation(text, at('was'))),
    everyDay: maybe(file.every_day, said =>
      said === true ? ('always' as const) : c.condition(said, at('every_day')),
    ),
    reading: file.reading ?? 'future',
    unit: file.unit ?? null,
    ownChoice: file.own_choice ?? null,
    verbatim: file.verbatim ?? false,
    asksFor: file.asks_for ?? null,
    untilDone: file.collect === 'until_done',
    amid: file.amid ?? false,
    heard: maybe(file.heard, say => c.parts(say, at('heard'))),
    min: file.min ?? null,
    max: file.max ?? null,
    accept: file.accept ?? ['image', 'pdf'],
    maxCount: file.max_count ?? 5,
    maxBytes: (file.max_mb ?? 10) * MEGABYTE,
    skip: file.optional ?? null,
    sensitive: file.sensitive ?? [],
    whatever: file.whatever ?? false,
    welcome: file.welcome ?? false,
    unasked: file.unasked ?? false,
    refuse: maybe(file.refuse, r => ({ ...r, say: c.template(r.say, at('refuse')) })),
    defer: maybe(file.defer, d => ({ ...d, say: c.template(d.say, at('defer')) })),
    yes: file.yes ?? null,
    no: file.no ?? null,
  }
}

function fromOf(file: SlotFile): Slot['from'] {
  if (file.derive !== undefined) return 'derive'
  if (file.lookup !== undefined) return 'lookup'
  return file.heard === undefined ? 'person' : 'remark'
}

type OptionFile =
  | string
  | {
      value: string
      label?: string
      words?: string[]
      causes?: string[]
      others_causes?: string[]
      shared_causes?: string[]
      names?: string[]
      apart?: string[]
      shunned_by?: string[]
      of_others?: string[]
      for_sex?: string
      sensitive?: Sensitive[]
      comfort?: string[]
    }

function option(file: OptionFile, ofOthers: readonly string[]): SlotOption {
  if (typeof file === 'string')
    return {
      value: file,
      label: file,
      words: [file],
      causes: [],
      othersCauses: [],
      sharedCauses: [],
      names: [],
      sensitive: [],
      comfort: [],
      ofOthers: [],
      apart: [],
      shunnedBy: [],
    }
  const label = file.label ?? file.value
  const words = new Set([label, ...(file.words ?? [])].map(word => word.toLowerCase()))
  const causes = [...(file.causes ?? [])].sort(longestFirst)
  const othersCauses = [...(file.others_causes ?? [])].sort(longestFirst)
  return {
    value: file.value,
    label,
    words: [...words].sort(longestFirst),
    causes,
    othersCauses,
    sharedCauses: [...(file.shared_causes ?? [])].sort(longestFirst),
    names: [...(file.names ?? [])].sort(longestFirst),
    sensitive: file.sensitive ?? [],
    comfort: file.comfort ?? [],
    ofOthers: file.of_others ?? ofOthers,
    apart: file.apart ?? [],
    shunnedBy: [...(file.shunned_by ?? [])].sort(longestFirst),
    ...(file.for_sex !== undefined && { forSex: file.for_sex }),
  }
}

function longestFirst(a: string, b: string): number {
  return b.length - a.length
}

/** How long the answer of a look-up is good, ms. */
function freshness(text: string): number {
  return text === 'once' ? Number.POSITIVE_INFINITY : duration(text)
}
