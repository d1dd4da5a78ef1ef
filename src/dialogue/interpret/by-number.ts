import { byNumber } from '../slots/choice.ts'
import { buttonsCount } from '../state.ts'
import { type Listening, readPart } from './listening.ts'

/** Kinds of slots for which a bare number is the value itself. */
const NUMERIC = ['number', 'money', 'date', 'half_day', 'time', 'phone', 'text', 'multi']

/** “2” where buttons stand is the second button: what cannot show buttons writes them out with numbers. */
export function spellNumber(l: Listening): Listening {
  const { state, at } = l
  if (!buttonsCount(state)) return l
  if (!state.pending && at?.asked && NUMERIC.includes(at.asked.type)) return l
  const label = byNumber(l.reading.plain, state.buttons)
  return label === undefined ? l : { ...l, reading: readPart(l, label) }
}
