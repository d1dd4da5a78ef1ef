import type { Scope } from './expression/compile.ts'
import type { Flow, Slot } from './flow.ts'
import { formatEdge, formatSpan, formatValue } from './format.ts'
import type { Listening } from './interpret/listening.ts'
import { own } from './own.ts'
import { optionsOf } from './slots/index.ts'
import type { Frame } from './state.ts'
import { type Parts, type RenderScope, render, renderParts, type Template } from './template.ts'
import type { HalfDay, Value } from './value.ts'
import type { World } from './world.ts'

/** What the names of a flow's expressions and texts stand for, at one moment. */
export function scopeOf(
  world: World,
  now: string,
  frame: Frame,
  flow: Flow,
  extra: Readonly<Record<string, Value>> = {},
): RenderScope {
  const worked = new Map<string, Value | undefined>()
  const scope: RenderScope = {
    now,
    calendar: world.calendar,
    counted: frame.counted,
    formatSpan: (from, to) => formatSpan(from, to, world.words, now),
    format: (value, type, path) => {
      // What an effect brought is of its own type, also where a slot has the same name.
      const slot = own(extra, path) === undefined ? flow.slot.get(path) : undefined
      return slot ? formatSlot(slot, value, frame, world, now) : formatValue(value, type, world.words, now)
    },
    value: name => own(extra, name) ?? named(name),
  }

  function named(name: string): Value | undefined {
    if (name === 'me') return world.me as unknown as Value
    if (name === 'title') return flow.title
    const slot = flow.slot.get(name)
    if (!slot) return undefined
    // Nobody is left out until somebody is, and nothing is enclosed until something is sent.
    if (slot.from === 'remark') return frame.slots[name] ?? []
    if (slot.from !== 'person') return workOut(slot)
    return counts(flow, name, scope) ? frame.slots[name] : undefined
  }

  function workOut(slot: Slot): Value | undefined {
    // Set first: what leads back to itself is unknown, never endless.
    if (!worked.has(slot.name)) {
      worked.set(slot.name, undefined)
      worked.set(slot.name, slot.lookup ? fetched(slot) : slot.derive?.evaluate(scope))
    }
    return worked.get(slot.name)
  }

  /** What was fetched for other inputs says nothing of these. */
  function fetched(slot: Slot): Value | undefined {
    const got = frame.got[slot.name]
    const asked = inputsOf(slot, scope)
    return got && asked && got.inputs === JSON.stringify(asked) ? (got.value ?? undefined) : undefined
  }
  return scope
}

/** What a look-up is asked with, or null while something of it is unknown. */
export function inputsOf({ lookup }: Slot, scope: Scope): Record<string, Value> | null {
  const inputs: Record<string, Value> = {}
  for (const name of lookup?.with ?? []) {
    const value = scope.value(name)
    if (value !== undefined) inputs[name] = value
    else if (!lookup?.optional.includes(name)) return null
  }
  return inputs
}

/** A slot's value as people read it: choices by their labels, yes and no by their buttons, everything else by its type. */
export function formatSlot(slot: Slot, value: Value, frame: Frame, world: World, now: string): string {
  const button = value === true ? slot.yes : slot.no
  if (slot.holds === 'yes_no' && button !== null) return button
  if (slot.holds === 'half_day') return formatEdge(value as HalfDay, slot.edge, world.words, now)
  if (slot.holds !== 'choice' && slot.holds !== 'multi')
    return formatValue(value, slot.holds, world.words, now)
  const options = optionsOf(slot, frame)
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [value as string]
  return chosen.map(v => options.find(o => o.value === v)?.label ?? v).join(world.words.and)
}

/** Whether a slot's `when` holds; a slot without one always applies. Unknown stays unknown. */
export function applies(flow: Flow, name: string, scope: Scope): boolean | undefined {
  const when = flow.slot.get(name)?.when
  if (!when) return true
  const value = when.evaluate(scope)
  return typeof value === 'boolean' ? value : undefined
}

/** Whether what a person gave for a slot is made use of: it applies, or is welcome without being asked for. */
export function counts(flow: Flow, name: string, scope: Scope): boolean {
  return flow.slot.get(name)?.welcome === true || applies(flow, name, scope) !== false
}

export function renderFor(template: Template, world: World, now: string, frame: Frame, flow: Flow): string {
  return render(template, scopeOf(world, now, frame, flow))
}

export function renderPartsFor(
  parts: Parts,
  l: Pick<Listening, 'world' | 'now'>,
  frame: Frame,
  flow: Flow,
): string {
  return renderParts(parts, scopeOf(l.world, l.now, frame, flow))
}
