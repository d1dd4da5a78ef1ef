import { addDays } from '../../kernel/half-day.ts'
import type { Reading, TimeReading } from '../../kernel/reading.ts'

/** “周六周日各4小时”, “每晚18点到21点”: what is told holds for each of several days. */
export const EACH = /每个?工作日|每一?[天日晚]|(?<![今昨明前后])天天|晚晚|各自?|[都均]/gu
/** What names a day; all else that has a time of day tells more of the day before it. */
const NAMES_DAY = /[日号周月节]|星期|礼拜|[今昨明前后当][天晚夜]|元旦|国庆|中秋|端午|清明|除夕|\d[./-]\d/u
/** A day that stands alone shares what is said of the next: “上周一和这周三各2小时”. */
const ALONE = /^[\s,、和跟与及]*$/u
const WORKED = /[加值上]了?个?班|也[加值]|[加值]了|值守|全天|整天/u
const NOT_WORKED = /[没不未][有用算]?[加值]/u

/** A day or several, and what is said of them up to the next that is named. */
export interface DaysTold {
  days: readonly string[]
  text: string
  /** Whether it holds for each of them. */
  each: boolean
  /** Whether somebody is said to have worked, told with hours or not. */
  meant: boolean
  /** Whether somebody is said not to have worked. */
  without: boolean
}

/**
 * The days a text names and what it says of each. Read whole, so that a day borrows the month and the week of the one
 * before it. A stretch of more than `most` days is none.
 */
export function toldDays(plain: string, read: (text: string) => Reading, most: number): DaysTold[] {
  const { text, marks } = withoutEach(plain)
  const reading = read(text)
  const named = reading.times.filter(t => namesDay(t, reading.plain))
  const told: DaysTold[] = []
  let waiting: readonly string[] = []
  for (const [i, time] of named.entries()) {
    const from = named.length === 1 ? 0 : time.span[0]
    const to = named[i + 1]?.span[0] ?? reading.plain.length
    const each = marks.some(mark => mark >= from && mark <= to)
    const days = [...waiting, ...daysOf(time, each, most)]
    waiting = []
    if (time.negated || days.length === 0 || days.length > most) continue
    const about = reading.plain.slice(time.span[1], to)
    const words = reading.plain.slice(from, to)
    if (i + 1 < named.length && time.amount === null && ALONE.test(about)) waiting = days
    else
      told.push({
        days,
        text: words,
        each,
        meant: (WORKED.test(words) || ALONE.test(about)) && !NOT_WORKED.test(words),
        without: NOT_WORKED.test(words),
      })
  }
  return told
}

/** The words that make something hold for each of several days stand in the way of reading what they join. */
function withoutEach(plain: string): { text: string; marks: readonly number[] } {
  const marks: number[] = []
  let taken = 0
  const text = plain.replace(EACH, (word: string, at: number) => {
    marks.push(at - taken)
    taken += word.length
    return ''
  })
  return { text, marks }
}

function namesDay({ start, span }: TimeReading, plain: string): boolean {
  return start !== null && (!start.includes('T') || NAMES_DAY.test(plain.slice(...span)))
}

/** The days of a point, a stretch or a list; a night that ends the next morning is one. */
function daysOf(time: TimeReading, each: boolean, most: number): readonly string[] {
  if (time.dates) return time.dates
  const { start, end } = time.past ?? time
  if (!start || time.fuzzy || (time.needs.includes('day') && !time.past)) return []
  const first = start.slice(0, 10)
  const last = end?.slice(0, 10) ?? first
  const days = [first]
  if (start.includes('T') && !each) return days
  for (let day = first; day < last && days.length <= most; ) {
    day = addDays(day, 1)
    days.push(day)
  }
  return days
}
