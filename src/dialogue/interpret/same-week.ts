import { addDays, dateOf, type HalfDay } from '../../kernel/half-day.ts'
import { type At, type Listening, readPart } from './listening.ts'
import { standing } from './standing.ts'

/**
 * “改成周四” of a leave in the next week means that week's Thursday, whether it stands in the form or was handed in: bare
 * weekdays are spelled out as days of the week that is being changed, the end of a stretch as the first such day from its
 * start on. Left alone where the message names a week itself, or the day would be over already while the leave is not, or
 * the leave was handed in and asks for another day.
 */
export function ofSameWeek(l: Listening, at: At): Listening {
  const plain = inSameWeek(l.reading.plain, l, at)
  return plain === l.reading.plain ? l : { ...l, reading: readPart(l, plain) }
}

/** The same for a part of the message. */
export function inSameWeek(plain: string, l: Listening, at: At): string {
  if (!namesBareWeekday(plain)) return plain
  const { flow, frame, asked } = at
  const held = flow.pair && (frame.slots[flow.pair.from.name] as HalfDay | undefined)
  const from = held ?? standing(l, at)?.from
  if (!from) return plain
  const [start, today] = [dateOf(from), l.now.slice(0, 10)]
  const monday = mondayOf(start)
  if (monday === mondayOf(today)) return plain
  const dayOf = (name: string) => {
    const day = addDays(monday, Math.min(6, DAYS.indexOf(name)))
    return asked === flow.pair?.to && day < start ? addDays(day, 7) : day
  }
  const isOver = [...plain.matchAll(WEEKDAY)].some(([, name = '']) => dayOf(name) < today)
  if (isOver && (start >= today || !held)) return plain
  return plain.replace(WEEKDAY, (_, name: string) => inWords(dayOf(name)))
}

/** Whether a weekday is named without its week. */
export function namesBareWeekday(plain: string): boolean {
  return plain.search(WEEKDAY) >= 0 && !NAMES_A_WEEK.test(plain)
}

/** 天 and 日 are both the seventh. */
const DAYS = '一二三四五六日天'
const WEEKDAY = /(?<![每月日号\d(（])(?:周|星期|礼拜)([一二三四五六日天])(?![一二三四五六、])/gu
const NAMES_A_WEEK = /[上下这本每]+一?个?(?:周|星期|礼拜)|[号日月]\s*[(（]?(?:周|星期|礼拜)/u

function mondayOf(date: string): string {
  return addDays(date, 1 - Temporal.PlainDate.from(date).dayOfWeek)
}

function inWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
