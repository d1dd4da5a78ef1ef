import { NOTHING, type Report } from './compiler.ts'
import type { Compiled } from './expression/compile.ts'
import type { Expression } from './expression/parse.ts'
import type { Call, Flow, Slot } from './flow.ts'
import { own } from './own.ts'
import type { EffectShape, Registry } from './registry.ts'
import type { Parts } from './template.ts'
import type { ValueType } from './value.ts'

/** What a chat platform shows of one message without cutting it, with room for the values put in. */
const LONGEST_TEXT = 1_500
const MOST_BUTTONS = 8

/**
 * Static checks of one compiled flow against the registry and its neighbours; every problem is reported.
 * @param ids of all flow files, also of those that could not be read
 */
export function checkFlow(flow: Flow, ids: ReadonlySet<string>, registry: Registry, report: Report): void {
  checkAudience(flow, registry, report)
  checkGates(flow, report)
  for (const slot of flow.slots) checkSlot(slot, flow, registry, report)
  checkRules(flow, report)
  checkSubmit(flow, registry, report)
  checkReferences(flow, ids, report)
  checkLengths(flow, report)
}

/** The same words may not start two flows: the person would never reach the second. */
export function checkPhrases(flows: Iterable<Flow>, report: (flow: Flow, what: string) => void): void {
  const owners = new Map<string, Flow>()
  for (const flow of flows) {
    for (const phrase of flow.phrases) {
      const owner = owners.get(phrase)
      if (owner && owner !== flow) report(flow, `the phrase “${phrase}” also starts ${owner.id}`)
      else owners.set(phrase, flow)
    }
  }
}

function checkAudience(flow: Flow, registry: Registry, report: Report): void {
  for (const role of flow.audience)
    if (!registry.roles.includes(role)) report(['audience'], `there is no role “${role}”`)
  for (const role of flow.listed)
    if (!flow.audience.includes(role) && !registry.roles.includes(role))
      report(['listed'], `there is no role “${role}”`)
}

/** A gate stands before the first question: what it reads must be known by then, or may be named with the wish. */
function checkGates(flow: Flow, report: Report): void {
  flow.gates.forEach((gate, i) => {
    const late = [...gate.that.names].find(name => isAsked(flow, name))
    if (late) report(['gates', i, 'that'], `“${late}” is not known before the first question`)
    if (gate.say.parts.length === 0 && gate.hands.size === 0)
      report(['gates', i], 'a gate that hands nothing on has to say why it is closed (`say`)')
  })
}

/** Whether a name depends on something a person is asked for. @param seen names on the way here */
function isAsked(flow: Flow, name: string, seen: ReadonlySet<string> = new Set()): boolean {
  const slot = flow.slot.get(name)
  if (!slot || seen.has(name)) return false
  if (slot.from === 'person') return slot.optionsFrom === null
  const reads = [...(slot.lookup?.with ?? []), ...(slot.derive?.names ?? [])]
  return reads.some(read => isAsked(flow, read, new Set([...seen, name])))
}

function checkSlot(slot: Slot, flow: Flow, registry: Registry, report: Report): void {
  const at = (key: string) => ['slots', slot.name, key]
  if (slot.from === 'person') {
    if (slot.ask.length === 0 && !slot.unasked) report(at('ask'), 'a slot that people fill needs a question')
    if ((slot.type === 'choice' || slot.type === 'multi') && slot.options.length === 0 && !slot.optionsFrom)
      report(at('options'), 'a choice needs options')
    for (const twice of repeated(slot.options.map(o => o.label)))
      report(at('options'), `two options are called “${twice}”`)
    for (const twice of repeated(slot.options.map(o => o.value)))
      report(at('options'), `two options have the value “${twice}”`)
    if (slot.fills !== null && flow.slot.get(slot.fills)?.type !== 'text')
      report(at('fills'), `“${slot.fills}” is no text of this form`)
    if (slot.fills === null && slot.options.some(({ names }) => names.length > 0))
      report(at('options'), 'names need a slot that they fill (`fills`)')
    if (slot.verbatim && slot.max === null) report(at('max'), 'a verbatim slot needs a max')
    if (slot.verbatim && slot.type !== 'text') report(at('verbatim'), 'only text can be verbatim')
    if (slot.untilDone && flow.slots.filter(s => s.untilDone).length > 1)
      report(at('collect'), 'a flow can hold one story only')
  }
  if (slot.from === 'remark' && slot.type !== 'file' && (slot.type !== 'multi' || !slot.optionsFrom))
    report(
      at('heard'),
      'only files come, and only several of what is looked up are left out, without being asked for',
    )
  if (slot.optionsFrom && flow.slot.get(slot.optionsFrom)?.holds !== 'options')
    report(at('options'), `“${slot.optionsFrom}” does not look options up`)
  if (slot.lasts && slot.lasts !== NOTHING && slot.lasts.type !== 'days')
    report(at('lasts'), `“${slot.lasts.source}” is no number of days`)
  if (slot.lasts && slot !== flow.pair?.to) report(at('lasts'), 'only the end of a stretch lasts')
  if (slot.was && slot.was !== NOTHING && slot.was.type !== 'half_day')
    report(at('was'), `“${slot.was.source}” is no half-day`)
  if (slot.everyDay && slot !== flow.pair?.to) report(at('every_day'), 'only the end of a stretch is counted')
  if (slot.lookup) checkLookup(slot, flow, registry, report)
  if (slot.when) neverTrue(slot.when, flow, at('when'), report)
}

function checkLookup(slot: Slot, flow: Flow, registry: Registry, report: Report): void {
  const { name = '', with: inputs = [] } = slot.lookup ?? {}
  const shape = own(registry.lookups, name)
  if (!shape) return report(['slots', slot.name, 'lookup'], `there is no look-up “${name}”`)
  for (const [needed, type] of Object.entries(shape.with)) {
    if (!inputs.includes(needed)) {
      if (!shape.optional?.includes(needed)) report(['slots', slot.name, 'with'], `“${name}” needs ${needed}`)
    } else mustHold(flow, needed, type, ['slots', slot.name, 'with'], registry, report)
  }
  for (const given of inputs)
    if (!Object.hasOwn(shape.with, given))
      report(['slots', slot.name, 'with'], `“${name}” does not take ${given}`)
}

function mustHold(
  flow: Flow,
  name: string,
  type: ValueType,
  path: (string | number)[],
  registry: Registry,
  report: Report,
): void {
  const slot = flow.slot.get(name)
  if (!slot) return report(path, `“${name}” is not declared`)
  const unclear = slot.derive === NOTHING || (slot.lookup && !own(registry.lookups, slot.lookup.name))
  if (!unclear && JSON.stringify(slot.holds) !== JSON.stringify(type))
    report(path, `“${name}” is ${JSON.stringify(slot.holds)}, ${JSON.stringify(type)} is needed`)
}

function checkRules(flow: Flow, report: Report): void {
  flow.rules.forEach((rule, i) => {
    checkReask(rule.reask, flow, ['rules', i, 'reask'], report)
    neverTrue(rule.that, flow, ['rules', i, 'that'], report)
  })
}

/** What is asked again must be something that a person fills. */
function checkReask(names: readonly string[], flow: Flow, path: (string | number)[], report: Report): void {
  for (const name of names) {
    const slot = flow.slot.get(name)
    if (!slot) report(path, `“${name}” is not declared`)
    else if (slot.from !== 'person') report(path, `“${name}” is worked out, it cannot be asked again`)
  }
}

function checkSubmit(flow: Flow, registry: Registry, report: Report): void {
  if (flow.submit.length === 0 && !flow.done && flow.slots.some(s => s.from === 'person'))
    report([], 'a flow that asks needs submit or done')
  if (flow.confirm && flow.submit.length === 0)
    report(['confirm'], 'there is nothing to confirm without submit')
  if (flow.onOpening) {
    const shape = checkCall(flow.onOpening, flow, ['on_opening'], registry, report)
    if (Object.keys(shape?.refusals ?? {}).length > 0)
      report(['on_opening', 'do'], `“${flow.onOpening.effect}” may refuse; nobody could be told here`)
  }
  flow.submit.forEach((submit, i) => {
    const shape = checkCall(submit, flow, ['submit', i], registry, report)
    if (!shape) return
    for (const [reason, { reask }] of submit.refused) {
      if (!Object.hasOwn(shape.refusals ?? {}, reason))
        report(['submit', i, 'refused', reason], 'the effect never refuses so')
      checkReask(reask, flow, ['submit', i, 'refused', reason, 'reask'], report)
    }
    for (const reason of Object.keys(shape.refusals ?? {}))
      if (!submit.refused.has(reason)) report(['submit', i, 'refused'], `words for “${reason}” are missing`)
  })
}

/** An effect is known and gets what it takes. @returns its shape, if there is one */
function checkCall(
  call: Call,
  flow: Flow,
  path: (string | number)[],
  registry: Registry,
  report: Report,
): EffectShape | undefined {
  const shape = own(registry.effects, call.effect)
  if (!shape) {
    report([...path, 'do'], `there is no effect “${call.effect}”`)
    return undefined
  }
  for (const [needed, type] of Object.entries(shape.with)) {
    if (call.with.includes(needed)) mustHold(flow, needed, type, [...path, 'with'], registry, report)
    else if (!shape.optional?.includes(needed)) report([...path, 'with'], `“${call.effect}” needs ${needed}`)
  }
  for (const given of call.with)
    if (!Object.hasOwn(shape.with, given))
      report([...path, 'with'], `“${call.effect}” does not take ${given}`)
  return shape
}

function checkReferences(flow: Flow, ids: ReadonlySet<string>, report: Report): void {
  if (flow.why !== null && !ids.has(flow.why)) report(['why'], `there is no flow “${flow.why}”`)
  for (const { flow: id, from } of flow.next) {
    if (!ids.has(id)) report(['next'], `there is no flow “${id}”`)
    if (from !== null && flow.slot.get(from)?.holds !== 'options')
      report(['next'], `“${from}” does not look options up`)
  }
  for (const { name, absent } of flow.slots) {
    const [unknown] = absent?.match(/\{(?!of\})\w*\}/u) ?? []
    if (unknown) report(['slots', name, 'absent'], `does not know ${unknown}; it may use {of}`)
  }
  const [used] = flow.withdraw?.say.match(/\{(?!no\})\w*\}/u) ?? []
  if (used) report(['withdraw', 'say'], `does not know ${used}; it may use {no}`)
  if (flow.withdraw && !ids.has(flow.withdraw.flow))
    report(['withdraw', 'flow'], `there is no flow “${flow.withdraw.flow}”`)
  if (flow.forOthers !== null && !ids.has(flow.forOthers))
    report(['for_others'], `there is no flow “${flow.forOthers}”`)
  if (flow.withdraw?.change !== undefined && !ids.has(flow.withdraw.change))
    report(['withdraw', 'change'], `there is no flow “${flow.withdraw.change}”`)
}

function checkLengths(flow: Flow, report: Report): void {
  const long = (parts: Parts | null, path: (string | number)[]) => {
    const length = (parts?.parts ?? []).reduce((sum, p) => sum + p.say.source.length, 0)
    if (length > LONGEST_TEXT) report(path, `longer than ${LONGEST_TEXT} characters`)
  }
  long(flow.opening, ['opening'])
  long(flow.done, ['done'])
  long(flow.confirm?.say ?? null, ['confirm', 'say'])
  flow.submit.forEach((s, i) => long(s.done, ['submit', i, 'done']))
  for (const slot of flow.slots)
    if (slot.options.length > MOST_BUTTONS * 2)
      report(['slots', slot.name, 'options'], `more than ${MOST_BUTTONS * 2} options`)
}

function repeated(names: readonly string[]): Set<string> {
  return new Set(names.filter((name, i) => names.indexOf(name) !== i))
}

/** A comparison with an option that the choice does not have can never be true. */
function neverTrue(condition: Compiled, flow: Flow, path: (string | number)[], report: Report): void {
  const visit = (e: Expression): void => {
    if (e.op === 'and' || e.op === 'or') {
      visit(e.left)
      visit(e.right)
    } else if (e.op === 'not') visit(e.of)
    else if ((e.op === '==' || e.op === '!=') && e.left.op === 'name' && e.right.op === 'text') {
      const slot = flow.slot.get(e.left.path[0] ?? '')
      const value = e.right.value
      if (slot?.holds === 'choice' && !slot.optionsFrom && !slot.options.some(o => o.value === value))
        report(path, `“${value}” is not an option of ${slot.name}: this is never true`)
    }
  }
  visit(condition.tree)
}
