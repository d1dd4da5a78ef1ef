import { daysBetween } from '../../kernel/half-day.ts'
import type { NumberReading, Reading, TimeReading } from '../../kernel/reading.ts'
import type { Slot } from '../flow.ts'
import { fill } from '../format.ts'
import type { Heard, Hearing } from './heard.ts'
import { totalTold, withoutTotalOfEach } from './total.ts'
import { hearVagueEnd } from './vague-end.ts'

/** Hours of work in a day, for “加班一天” where hours were asked for. */
const HOURS_A_DAY = 8

/** A plain number, or a length where the slot counts hours (小时) or days (天). */
export function hearNumber(hearing: Hearing): Heard {
  const { slot, reading } = hearing
  const vague = slot.unit === '小时' && hoursTold(reading) === null ? hearVagueEnd(hearing) : null
  if (vague) return vague
  // “18点开始” where hours are asked for: a time of day is no number of hours.
  const point = hearing.asked && hoursTold(reading) === null && reading.times.some(isClockPoint)
  if (slot.unit === '小时' && point) return { problem: 'from_till', values: {} }
  if (slot.unit === '小时' && isTotalOfSeveral(hearing)) return { problem: 'hours_total', values: {} }
  const value = slot.unit === '小时' ? hours(hearing) : slot.unit === '天' ? days(hearing) : counted(hearing)
  return value === null ? null : withinLimits(slot, value)
}

/** “两天一共16小时”, or where each of several people has his hours “一共8小时”: of no day and of nobody alone. */
function isTotalOfSeveral({ reading, flow, frame }: Hearing): boolean {
  const total = totalTold(withoutTotalOfEach(reading.plain))
  if (!total || clockSpans(reading).length > 0) return false
  const people = flow.slots.find(({ type }) => type === 'people')
  const listed = people ? frame.slots[people.name] : []
  return total.days || (people !== undefined && !(Array.isArray(listed) && listed.length === 1))
}

/** Money in 分. */
export function hearMoney(hearing: Hearing): Heard {
  const { reading, asked, slot, world } = hearing
  const sums = reading.numbers.filter(n => n.unit === '元')
  const spent = sums.find(n => !NOT_SPENT.test(reading.plain.slice(0, n.span[0])))
  const found = spent ?? (asked ? (sums[0] ?? bareNumber(reading)) : undefined)
  const shown = (yuan: number) => fill(world.words.money, { yuan })
  return found ? withinLimits(slot, Math.round(found.value * 100), 100, shown) : null
}

/** “欠了二十万”, “报销了六万”, “一个月工资四千”: a passing remark of another sum. */
const NOT_SPENT = /(?:欠|借|贷款?|报销|报了|工资|收入|月薪|退休金|存款)[^，。；,;]{0,6}$/u

function counted({ reading, slot, asked }: Hearing): number | null {
  const found =
    reading.numbers.find(n => n.unit === slot.unit && n.unit !== null) ??
    (asked ? bareNumber(reading) : undefined)
  return found?.value ?? null
}

/**
 * “三天”, “一天半”, “两个工作日”; a length, and never a day of the calendar. Where a form has no stretch of days, “国庆最多3天”
 * is a length too.
 */
function days(hearing: Hearing): number | null {
  const lasts = hearing.reading.times.find(
    t =>
      (t.kind === 'duration' || !hearing.flow.pair) &&
      t.amount !== null &&
      (t.unit === 'day' || t.unit === 'workday'),
  )
  return lasts?.amount ?? counted(hearing)
}

function hours({ reading, asked }: Hearing): number | null {
  return hoursTold(reading) ?? (asked ? bareNumber(reading)?.value : undefined) ?? null
}

/** Hours of work in what a text says of time: a length, or from when to when; of several days the hours of one. */
export function hoursTold(reading: Reading): number | null {
  for (const t of reading.times) {
    if (t.amount !== null && t.unit === 'hour') return t.amount
    if (t.amount !== null && t.unit === 'minute') return t.amount / 60
    if (t.amount !== null && (t.unit === 'day' || t.unit === 'workday'))
      return (t.amount * HOURS_A_DAY) / daysOf(t)
  }
  const spans = clockSpans(reading)
  // 9点到12点、14点到17点: the breaks between are no work.
  return spans.length > 0 ? spans.reduce((sum, t) => sum + hoursBetween(t.start ?? '', t.end ?? ''), 0) : null
}

export function isClockPoint({ start, end, negated }: TimeReading): boolean {
  return !negated && Boolean(start?.includes('T')) !== Boolean(end?.includes('T'))
}

/** From when to when, as a text says it. */
export function clockSpans(reading: Reading): TimeReading[] {
  return reading.times.filter(t => !t.negated && t.start?.includes('T') && t.end?.includes('T'))
}

/** 周六日两天，都是全天: of several days the hours of one. */
function daysOf({ start, end }: TimeReading): number {
  if (!start || !end || start.includes('T') || end.includes('T') || end <= start) return 1
  return daysBetween(start, end) + 1
}

/** What may stand around a number that is the whole answer: “大概4个吧”. */
const AROUND = 6
/** Words with a number in them that count nothing. */
const NO_COUNT = /一[下起些直点样般定共会旦边]|万一|统一|唯一|第[一二三四五六七八九十]|十分|千万|半天/u

/** A number without a unit answers only where it is about all that was said. */
function bareNumber({ plain, numbers }: Reading): NumberReading | undefined {
  if (NO_COUNT.test(plain)) return undefined
  const [only] = numbers.filter(n => n.unit === null)
  return only && plain.length - (only.span[1] - only.span[0]) <= AROUND ? only : undefined
}

/** Hours between two local times, to the tenth. */
export function hoursBetween(start: string, end: string): number {
  const span = Temporal.PlainDateTime.from(start).until(Temporal.PlainDateTime.from(end))
  return Math.round(span.total('minutes') / 6) / 10
}

/** @param shown how a limit is written, with its unit */
function withinLimits(
  { min, max, unit }: Slot,
  value: number,
  scale = 1,
  shown = (limit: number) => `${limit}${unit ?? ''}`,
): Heard {
  if (min !== null && value < min * scale) return { problem: 'small', values: { min: shown(min) } }
  if (max !== null && value > max * scale) return { problem: 'large', values: { max: shown(max) } }
  return { value }
}
