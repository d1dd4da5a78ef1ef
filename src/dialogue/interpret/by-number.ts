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
  const label = labelMeant(l)
  return label === undefined ? l : { ...l, reading: readPart(l, label) }
}

/** The number of a button is the same as a tap of it. */
export function isNumberOfButton(l: Listening): boolean {
  return labelMeant(l) !== undefined
}

function labelMeant({ state, at, reading }: Listening): string | undefined {
  if (!buttonsCount(state)) return undefined
  if (!state.pending && at?.asked && isNumeric(at.asked)) return undefined
  return byNumber(reading.plain, state.buttons)
}

/** A number of the last card, which stands no more, where no number is asked for. */
export function isStaleNumber({ state, at, reading }: Listening): boolean {
  if (state.buttons.length === 0 || buttonsCount(state) || state.pending) return false
  if (at?.asked && (isNumeric(at.asked) || at.asked.untilDone)) return false
  return byNumber(reading.plain, state.buttons) !== undefined
}
