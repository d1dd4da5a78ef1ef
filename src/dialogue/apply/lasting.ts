import { dateOf, type HalfDay, halfDay, halfOf, isHalfDay } from '../../kernel/half-day.ts'
import { counted, countsEveryDay } from '../counted.ts'
import type { Scope } from '../expression/compile.ts'
import type { Flow } from '../flow.ts'
import { standing } from '../interpret/standing.ts'
import { afterStart } from '../slots/after-start.ts'
import type { Frame } from '../state.ts'
import { update, type Working } from '../working.ts'
import { askBetween } from './between.ts'

/**
 * “改到周五” of a leave of one day: where only its start was said, a stretch lasts as long as the flow file says, unless
 * the end was asked for. It is not announced, since the summary shows it, and taken back with the start.
 * @returns whether that gave the end, or a question which half of the day is meant
 */
export function fillEnd(w: Working, frame: Frame, flow: Flow, scope: Scope): boolean {
  const { pair } = flow
  const halfDays = pair?.to.lasts?.evaluate(scope)
  if (!pair || typeof halfDays !== 'number' || halfDays <= 0) return false
  if (frame.slots[pair.from.name] === undefined || frame.asked === pair.to.name) return false
  // “改到周五下午” of whole days: as long as before, or that half alone?
  if (frame.halved && halfDays % 2 === 0) return false
  const same = halfDays === 1 && !frame.halved ? sameHalf(w, frame, flow) : null
  if (same) {
    const slots = { ...frame.slots, [pair.from.name]: same, [pair.to.name]: same }
    update(w, { ...frame, slots, edit: frame.edit + 1, undo: withEnd(w, frame, pair.to.name) })
    return true
  }
  const everyDay = countsEveryDay(w, frame, flow)
  const heard = afterStart({ pair, frame, world: w.world, now: w.now, everyDay }, halfDays)
  if (heard && 'between' in heard) {
    askBetween(w, heard.between)
    return true
  }
  if (!heard || !('to' in heard) || !heard.to) return false
  const slots = { ...frame.slots, [pair.to.name]: heard.to }
  update(w, { ...frame, slots, edit: frame.edit + 1, undo: withEnd(w, frame, pair.to.name) })
  return true
}

/** “改到周五” of an afternoon: the afternoon of that day. Null where it is not known which half it was. */
function sameHalf(w: Working, frame: Frame, flow: Flow): HalfDay | null {
  const { pair } = flow
  const from = frame.slots[pair?.from.name ?? '']
  const slots = { ...frame.slots }
  if (pair) delete slots[pair.from.name]
  const before = standing(w, { frame: { ...frame, slots }, flow })
  return before && before.from === before.to && isHalfDay(from)
    ? halfDay(dateOf(from), halfOf(before.from))
    : null
}

/**
 * An end that was counted from a length, where what was fetched since counts it otherwise: which leave “98天” are of.
 * @returns whether the end is another one now
 */
export function countAnew(w: Working, frame: Frame, flow: Flow): boolean {
  if (!frame.counted || !flow.pair) return false
  const made = counted(w, frame, flow, null)
  const end = flow.pair.to.name
  if (made.slots[end] === frame.slots[end]) return false
  update(w, { ...made, edit: frame.edit + 1, undo: withEnd(w, frame, end) })
  return true
}

/** The step that this message made takes the end back, too. */
function withEnd(w: Working, { undo, slots }: Frame, end: string): Frame['undo'] {
  return undo.map((patch, i) =>
    i === undo.length - 1 && patch.event === w.event.id
      ? { ...patch, before: { ...patch.before, [end]: patch.before[end] ?? slots[end] ?? null } }
      : patch,
  )
}
