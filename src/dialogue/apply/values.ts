import type { HalfDay } from '../../kernel/half-day.ts'
import type { Command } from '../command.ts'
import { counted, countsEveryDay } from '../counted.ts'
import type { Flow, Slot } from '../flow.ts'
import { fill, formatDays, formatSpan } from '../format.ts'
import { formatSlot } from '../scope.ts'
import { afterStart } from '../slots/after-start.ts'
import type { Length } from '../slots/length.ts'
import { type Frame, top } from '../state.ts'
import type { Value } from '../value.ts'
import { addLine, flowOf, topFlow, update, type Working, words } from '../working.ts'

/** How many changes of a form can be taken back. */
const PATCHES = 10

/** How a batch of values was said: see the command `set`. */
type Said = Partial<Pick<Extract<Command, { do: 'set' }>, 'halved' | 'aloud'>> & {
  counted?: Length | null
}

/** Writes a batch of values, remembers how to take it back, and notes what is worth announcing. */
export function set(
  w: Working,
  values: Readonly<Record<string, Value>>,
  id?: string,
  { halved = false, aloud = false, counted: length = null }: Said = {},
): void {
  const frame = id ? w.state.stack.find(f => f.id === id) : top(w.state)
  const flow = frame && flowOf(w, frame)
  if (!frame || !flow) return
  const given = Object.fromEntries(Object.entries(values).filter(([name]) => flow.slot.has(name)))
  const made = counted(w, { ...frame, slots: { ...frame.slots, ...given } }, flow, length)
  const { slots } = made
  const isNew = (name: string) => JSON.stringify(frame.slots[name]) !== JSON.stringify(slots[name])
  const names = Object.keys(slots).filter(isNew)
  if (names.length === 0) return touch(w, made)
  const said = Object.keys(given).filter(isNew)
  // An end that is only counted otherwise is not announced: the summary shows it.
  announce(w, frame, flow, new Map(said.map(name => [name, slots[name] as Value])), aloud)
  const skipped = frame.skipped.filter(name => !(name in values))
  const waiting = flow.pair && flow.pair.to.name in slots ? null : frame.length
  const started = flow.pair ? names.includes(flow.pair.from.name) : false
  const after: Frame = { ...frame, skipped, length: waiting, counted: made.counted ?? null }
  update(w, changedFrame(w, started ? { ...after, halved } : after, slots, names))
}

/** Takes back every value that the message at hand has given a form. */
export function takeBackSaid(w: Working, id: string): void {
  const frame = w.state.stack.find(f => f.id === id)
  const said = frame?.undo.filter(({ event }) => event === w.event.id) ?? []
  if (!frame || said.length === 0) return
  const slots: Record<string, Value> = { ...frame.slots }
  for (const { before } of said.toReversed())
    for (const [name, value] of Object.entries(before))
      if (value === null) delete slots[name]
      else slots[name] = value
  const undo = frame.undo.filter(({ event }) => event !== w.event.id)
  update(w, { ...frame, slots, undo, length: null, counted: null })
}

/** The frame with new contents: it leaves the summary, and the step can be taken back. */
export function changedFrame(
  w: Working,
  frame: Frame,
  slots: Frame['slots'],
  names: readonly string[],
): Frame {
  const before = Object.fromEntries(names.map(name => [name, frame.slots[name] ?? null]))
  const patch = { event: w.event.id, before }
  return {
    ...frame,
    slots,
    undo: [...frame.undo, patch].slice(-PATCHES),
    status: 'fill',
    edit: frame.edit + 1,
    touched: w.event.at,
    nudged: 0,
  }
}

/** Only what changed is said, not what was filled; what answers another question than the one asked is noted. */
function announce(
  w: Working,
  frame: Frame,
  flow: Flow,
  changed: ReadonlyMap<string, Value>,
  aloud: boolean,
): void {
  const other = top(w.state)?.id === frame.id ? '' : flow.title
  const besides = aloud || (frame.asked === null ? w.passed : !changed.has(frame.asked))
  const noted: string[] = []
  const pair = flow.pair && bothEnds(flow.pair, frame, changed)
  if (pair && flow.pair) {
    const span = formatSpan(pair.from, pair.to, w.world.words, w.now)
    note(w, flow.pair.from.name, other, words(w, 'change_dates', { span }))
  }
  for (const [name, value] of changed) {
    const slot = flow.slot.get(name)
    if (slot && frame.slots[name] === undefined) comfort(w, frame, slot, value)
    if (!slot || (pair && (slot === flow.pair?.from || slot === flow.pair?.to))) continue
    const shown = formatSlot(slot, value, frame, w.world, w.now)
    const said = { label: slot.label, value: shown }
    if (frame.slots[name] !== undefined || other !== '') note(w, name, other, words(w, 'change', said))
    else if (besides && slot.type === 'text') noted.push(slot.label)
    else if (besides) note(w, name, other, words(w, 'filled', said))
  }
  if (noted.length > 0) addLine(w, words(w, 'noted', { label: noted.join(w.world.words.and) }))
}

/** What is sad to hear is answered with a sentence first, once, and not with the same one to everybody. */
function comfort(w: Working, { id }: Frame, { options }: Slot, value: Value): void {
  const lines = options.find(option => option.value === value)?.comfort ?? []
  const sum = [...id].reduce((total, sign) => total + (sign.codePointAt(0) ?? 0), 0)
  addLine(w, lines[sum % lines.length] ?? '')
}

/** Both ends of a stretch that was given before are new: said as one change. */
function bothEnds(
  { from, to }: NonNullable<Flow['pair']>,
  frame: Frame,
  changed: ReadonlyMap<string, Value>,
): { from: HalfDay; to: HalfDay } | null {
  if (frame.slots[from.name] === undefined || frame.slots[to.name] === undefined) return null
  if (!changed.has(from.name) || !changed.has(to.name)) return null
  return { from: changed.get(from.name) as HalfDay, to: changed.get(to.name) as HalfDay }
}

/** A slot that changes twice in one turn is announced once, with what it became. */
function note(w: Working, slot: string, other: string, change: string): void {
  const text = other === '' ? change : words(w, 'change_other', { title: other, change })
  w.changes = [...w.changes.filter(c => c.slot !== slot), { slot, text }]
}

function touch(w: Working, frame: Frame): void {
  update(w, { ...frame, touched: w.event.at, nudged: 0 })
}

/** A length without a start waits for its start; with one it gives the end. */
export function length(w: Working, { quiet = false, ...said }: Length & { quiet?: boolean }): void {
  const current = topFlow(w)
  if (!current?.flow.pair) return
  const { frame } = current
  const pair = current.flow.pair
  const { halfDays, unit } = said
  const from = frame.slots[pair.from.name] as HalfDay | undefined
  if (from === undefined) {
    if (frame.asked !== null && !quiet) addLine(w, noted(w, said))
    return update(w, { ...frame, length: { halfDays, unit }, touched: w.event.at })
  }
  const everyDay = countsEveryDay(w, frame, current.flow)
  const heard = afterStart({ pair, frame, world: w.world, now: w.now, everyDay }, halfDays)
  if (heard && 'to' in heard && heard.to) set(w, { [pair.to.name]: heard.to }, frame.id, { counted: said })
}

function noted(w: Working, said: Length): string {
  const { weeks, months } = w.world.words
  if (said.unit === 'week')
    return words(w, 'noted_length', { length: fill(weeks, { count: said.halfDays / 14 }) })
  if (said.unit === 'month')
    return words(w, 'noted_length', { length: fill(months, { count: said.halfDays / 60 }) })
  return words(w, 'noted_days', { days: formatDays(said.halfDays) })
}

export function skip(w: Working, name: string): void {
  const frame = top(w.state)
  if (!frame) return
  const skipped = [...frame.skipped.filter(s => s !== name), name]
  update(w, changedFrame(w, { ...frame, skipped }, frame.slots, [name]))
}

/** Forgets values, so that they are asked for anew. */
export function clear(w: Working, names: readonly string[]): void {
  const frame = top(w.state)
  if (!frame) return
  const slots = Object.fromEntries(Object.entries(frame.slots).filter(([name]) => !names.includes(name)))
  const skipped = frame.skipped.filter(name => !names.includes(name))
  const [first = null] = names
  update(w, changedFrame(w, { ...frame, skipped, asked: first, tries: 0 }, slots, names))
}
