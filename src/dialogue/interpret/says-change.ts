import type { Listening } from './listening.ts'
import { saysShift } from './shift.ts'

const CHANGED_TO = /^(?:那么?|要不|不如|就)?(?:改成|改到|改为|改期到|改期为|换成|换到|挪到|推到)/u

/** “改成14到16号”, “改成两天”, “往后挪一天”: other dates for something that was handed in. */
export function saysChange(l: Listening): boolean {
  return saysChangedTo(l) || saysShift(l)
}

export function saysChangedTo({ reading: { plain, times } }: Listening): boolean {
  return times.length > 0 && CHANGED_TO.test(plain)
}
