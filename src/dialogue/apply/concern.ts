import type { Slot } from '../flow.ts'
import { addLine, type Working, words } from '../working.ts'
import { askBetween } from './between.ts'

/** How long after despair the bot stays with the person instead of asking what is to be done, ms. */
const STAYS = 2 * 3_600_000

/** The fixed reply to despair, in every flow, before anything else. */
export function concern(w: Working, reply: string): void {
  w.state = { ...w.state, concern: w.event.at, misses: 0 }
  w.effects.push('concern')
  if (!w.lines.includes(reply)) w.lines.unshift(reply)
}

/** The despairing words are not put into the form; where it can go on without them, that is offered. */
export function holdBack(w: Working, slot: Slot | null): void {
  const [write = '', leave = ''] = w.world.patterns.held_back.options ?? []
  if (!slot?.verbatim || !slot.refuse) {
    w.ask = false
    return
  }
  askBetween(w, {
    kind: 'held_back',
    values: { value: String(slot.refuse.value) },
    options: [
      { label: write, yesNo: 'yes', commands: [{ do: 'set', values: { [slot.name]: slot.refuse.value } }] },
      { label: leave, yesNo: 'no', commands: [{ do: 'cancel' }] },
    ],
  })
}

/** Whether the bot should rather stay with the person than keep order among forms. */
export function despairedLately(w: Working): boolean {
  const { concern: heard } = w.state
  return heard !== null && w.event.at - heard <= STAYS
}

/**
 * Who has just despaired, or was asked whether he does, and says something that is no errand is not told that he was
 * not understood. False when there was neither.
 */
export function stayWith(w: Working): boolean {
  const { misses } = w.state
  if (!despairedLately(w) && w.state.pending?.kind !== 'direct') return false
  addLine(w, words(w, 'listening', {}, misses))
  w.state = { ...w.state, misses: misses + 1 }
  w.ask = false
  return true
}
