import { dateOf } from '../../kernel/half-day.ts'
import type { Reading, TimeReading } from '../../kernel/reading.ts'
import type { SlotOption } from '../flow.ts'
import { saysDayOut } from '../interpret/says-day-out.ts'
import type { Hearing } from './heard.ts'

/**
 * “17号那份”, “17号不休了”: the only one that holds a day which is named. Where new dates are asked for beside it, those
 * are none of it.
 */
export function byDay({ reading, flow }: Hearing, options: readonly SlotOption[]): SlotOption | undefined {
  const { plain, times } = reading
  const names = (time: TimeReading) =>
    !flow.pair || saysDayOut(reading) || NAMES_ONE.test(plain.slice(time.span[1]))
  const days = times.flatMap(time => (time.start && names(time) ? [time.start.slice(0, 10)] : []))
  const holding = options.filter(
    ({ days: own }) => own && days.some(day => dateOf(own.from) <= day && day <= dateOf(own.to)),
  )
  return holding.length === 1 ? holding[0] : undefined
}

/** “21号的假”, “14号那份”, “22号改到23号”. */
const NAMES_ONE = /^(?:请|休)?(?:那|的)|^[改换挪推调移](?:到|成|为|至)/u

/**
 * “12月2日到3日” to the question which one: the only one that holds all of what is said. Where it is said where to it goes
 * (“改到9号”) or from when on, or that a day is worked
 * after all, the dates are others.
 */
export function byDates(reading: Reading, options: readonly SlotOption[]): SlotOption | undefined {
  const { plain, times } = reading
  const [said, ...more] = times
  const first = said?.start?.slice(0, 10)
  if (said === undefined || first === undefined || more.length > 0) return undefined
  if (OTHER_DATES.test(plain) || saysDayOut(reading)) return undefined
  const last = said.end?.slice(0, 10) ?? first
  const holding = options.filter(
    ({ days: own }) => own && dateOf(own.from) <= first && last <= dateOf(own.to),
  )
  return holding.length === 1 ? holding[0] : undefined
}

const OTHER_DATES = /[改换挪推移调延续提](?:到|成|为|至|前|后|迟)|从|[起自]|开始|往[前后]/u
