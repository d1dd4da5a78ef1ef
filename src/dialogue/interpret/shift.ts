import { type DayOut, hearDayOut } from './day-out.ts'
import type { At, Listening } from './listening.ts'
import { hearMove, saysMove, saysMoveAlone } from './move.ts'
import { hearOnly, saysOnly } from './only.ts'
import { saysDayOut } from './says-day-out.ts'

/** “往后挪一天”, “17号不休了”: a change of the stretch that stands, and no new dates; null where nothing of it is said. */
export function hearShift(l: Listening, at: At): DayOut | null {
  return hearMove(l, at) ?? hearOnly(l, at) ?? hearDayOut(l, at)
}

/** Whether a message says such a thing, of whichever stretch. */
export function saysShift(l: Listening): boolean {
  return saysMove(l) || saysOnly(l) || saysDayOut(l.reading)
}

/** Whether it says hardly anything else. */
export function saysShiftAlone(l: Listening): boolean {
  return saysMoveAlone(l) || saysDayOut(l.reading)
}
