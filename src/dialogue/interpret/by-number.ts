import type { Slot } from '../flow.ts'
import { byNumber } from '../slots/choice.ts'
import { buttonsCount } from '../state.ts'
import { type Listening, readPart } from './listening.ts'

/** Kinds of slots for which a bare number is the value itself. */
const NUMERIC = ['number', 'money', 'date', 'half_day', 'time', 'phone', 'text', 'multi']

/** A bare number is the value that is asked for, whatever buttons stand beside it. */
export function isNumeric(slot: Slot): boolean {
  return NUMERIC.includes(slot.type)
}

/** “2” where buttons stand is the second button: what cannot show buttons writes them out with numbers. */
export function spellNumber(l: Listening): Listening {
  const { state, at } = l
  if (!buttonsCount(state)) return l
  if (!state.pending && at?.asked && isNumeric(at.asked)) return l
  const label = byNumber(l.reading.plain, state.buttons)
  return label === undefined ? l : { ...l, reading: readPart(l, label) }
}

/** A number of the last card, which stands no more, where no number is asked for. */
export function isStaleNumber({ state, at, reading }: Listening): boolean {
  if (state.buttons.length === 0 || buttonsCount(state) || state.pending) return false
  if (at?.asked && (isNumeric(at.asked) || at.asked.untilDone)) return false
  return byNumber(reading.plain, state.buttons) !== undefined
}
