import { dateOf } from '../../kernel/half-day.ts'
import { type At, type Listening, readPart } from './listening.ts'
import { standing } from './standing.ts'

/**
 * “改成14到16号” of a leave in January means that January: days without a month are of the month that is being changed, or
 * of the next one where the end is asked for and lies before the start. Left alone where the message names a month
 * itself, or the day would be over already while the leave is not.
 */
export function ofSameMonth(l: Listening, at: At): Listening {
  const { plain } = l.reading
  if (!namesBareDay(plain)) return l
  const days = [...plain.matchAll(new RegExp(BARE_DAY, 'gu'))].map(([, day]) => Number(day))
  const start = startOf(l, at)
  if (!start) return l
  const today = Temporal.PlainDate.from(l.now.slice(0, 10))
  if (start.year === today.year && start.month === today.month) return l
  const asksEnd = at.asked !== null && at.asked === at.flow.pair?.to
  const month = asksEnd && Math.min(...days) < start.day ? start.add({ months: 1 }) : start
  if (Math.max(...days) > month.daysInMonth) return l
  const isOver = Temporal.PlainDate.compare(month.with({ day: Math.min(...days) }), today) < 0
  if (isOver && Temporal.PlainDate.compare(start, today) >= 0) return l
  const spelled = plain.replaceAll(new RegExp(BARE_DAY, 'gu'), day => `${month.year}年${month.month}月${day}`)
  return { ...l, reading: readPart(l, spelled) }
}

/** Whether a day is named without its month. */
export function namesBareDay(plain: string): boolean {
  return BARE_DAY.test(plain) && !NAMES_A_MONTH.test(plain)
}

/** The first day of a month that stands without one, also of a stretch: 14到16号. */
const BARE_DAY =
  /(?<![月\d.\-/周第])([1-9]|[12]\d|3[01])(?:号|日|(?=\s*(?:到|至|-|~|—|、|和)\s*\d{1,2}\s*[号日]))/u
const NAMES_A_MONTH = /月/u

function startOf(l: Listening, at: At): Temporal.PlainDate | null {
  const held = at.frame.slots[at.flow.pair?.from.name ?? '']
  const from = typeof held === 'string' ? held : standing(l, at)?.from
  return from === undefined ? null : Temporal.PlainDate.from(dateOf(from as `${string}a`))
}
