import { scanNumeral } from '../../numeral.ts'
import { NEW_YEARS_EVE, SPRING_FESTIVAL } from './festivals.ts'
import { type DayToken, dayToken } from './token.ts'

/** A day of a lunar month as written, and the index behind it. */
interface LunarDay {
  day: number
  end: number
}

/** Days that only the lunar calendar has: 腊月二十八, 农历八月十五, 初三. */
export function lunarToken(text: string, at: number): DayToken | null {
  return namedMonth(text, at) ?? prefixed(text, at) ?? newYearDay(text, at)
}

/**
 * A lunar day behind an ordinary month (八月初五, 九月廿三, and 八月十五 written without 日), where `at` is behind
 * the 月. 廿五号 is a Gregorian day all the same.
 */
export function lunarDayOfMonth(text: string, from: number, month: number, at: number): DayToken | null {
  const day = wordedDay(text, at) ?? festivalHabit(text, month, at)
  if (day === null || /[日号]/u.test(text[day.end] ?? '')) return null
  return lunar(from, day, month, false)
}

/** 正月初五, 冬月十二, 腊月二十八. */
function namedMonth(text: string, at: number): DayToken | null {
  const month = { 正: 1, 冬: 11, 腊: 12 }[text[at] ?? '']
  if (month === undefined || text[at + 1] !== '月') return null
  const day = wordedDay(text, at + 2) ?? plainDay(text, at + 2)
  if (day === null) return null
  // In most years 腊月 has no 三十; who says it means the eve.
  if (month === 12 && day.day === 30) return festival(at, day.end, NEW_YEARS_EVE)
  return lunar(at, day, month, true)
}

/** 农历八月十五, 阴历腊月初八. */
function prefixed(text: string, at: number): DayToken | null {
  if (!/^(?:农历|阴历|旧历|老历)/u.test(text.slice(at, at + 2))) return null
  const named = namedMonth(text, at + 2)
  if (named !== null) return { ...named, at }
  const month = scanNumeral(text, at + 2)
  if (month === null || month.value > 12 || month.value < 1 || text[month.end] !== '月') return null
  const day = wordedDay(text, month.end + 1) ?? plainDay(text, month.end + 1)
  return day && lunar(at, day, month.value, false)
}

/** What makes 初三 a school year: 初三学生, 上初三. */
const SCHOOL_AFTER = /^(?:学|家长|毕业|年级|生|中考|考|老师|复习|班|的?孩子|下学期|上学期|级|数|语|英)/u
const SCHOOL_BEFORE = /[上读念升考在教]/u

/** 初三, 大年初三, 年初六: a day after 春节. */
function newYearDay(text: string, at: number): DayToken | null {
  const prefix = /^(?:大年|年)?(?=初[一二三四五六七八九十])/u.exec(text.slice(at, at + 4))?.[0]
  const day = prefix === undefined ? null : wordedDay(text, at + prefix.length)
  if (day === null) return null
  const school = SCHOOL_AFTER.test(text.slice(day.end, day.end + 4)) || SCHOOL_BEFORE.test(text[at - 1] ?? '')
  if (prefix === '' && school) return null
  return day.day === 1 ? festival(at, day.end, SPRING_FESTIVAL) : lunar(at, day, 1, true)
}

/** 初五, 廿三. */
function wordedDay(text: string, at: number): LunarDay | null {
  const first = text[at]
  if (first !== '初' && first !== '廿') return null
  const number = scanNumeral(text, first === '初' ? at + 1 : at)
  if (!number?.whole || number.value < 1 || number.value > (first === '初' ? 10 : 29)) return null
  return { day: number.value, end: number.end }
}

/** The 二十八 of 腊月二十八, with or without 日. */
function plainDay(text: string, at: number): LunarDay | null {
  const number = scanNumeral(text, at)
  if (!number?.whole || number.value < 1 || number.value > 30) return null
  return { day: number.value, end: /[日号]/u.test(text[number.end] ?? '') ? number.end + 1 : number.end }
}

/** Days of old festivals, month by month: written in Chinese figures without 日 they are lunar days. */
const FESTIVE_DAYS: Readonly<Record<number, readonly number[]>> = {
  2: [2],
  3: [3],
  4: [4],
  5: [5],
  7: [7, 15],
  8: [15],
  9: [9],
}

function festivalHabit(text: string, month: number, at: number): LunarDay | null {
  const number = scanNumeral(text, at)
  if (!number?.hanzi || !FESTIVE_DAYS[month]?.includes(number.value)) return null
  return /[天个次人名位万千百元块%点时:.小工年月周岁件项台套批倍]/u.test(text[number.end] ?? '')
    ? null
    : { day: number.value, end: number.end }
}

function lunar(at: number, { day, end }: LunarDay, month: number, festive: boolean): DayToken {
  return dayToken(at, end, { is: 'lunar', month, day, festive })
}

function festival(at: number, end: number, festival: typeof NEW_YEARS_EVE): DayToken {
  return dayToken(at, end, { is: 'festival', festival, aspect: 'day' })
}
