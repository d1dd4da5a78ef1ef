import { dateExists } from '../../calendar/epoch-day.ts'
import { type Numeral, scanNumeral } from '../../numeral.ts'
import {
  codeBefore,
  decimalUnitFollows,
  documentYearBefore,
  measureBefore,
  numberedThingFollows,
  serialBefore,
  timeMayEnd,
} from './look-alikes.ts'
import { lunarDayOfMonth } from './lunar.ts'
import { sliceAfter } from './periods.ts'
import { dayToken, type Token } from './token.ts'

/** A leap year, in which every month-day of some year exists. */
const ANY_YEAR = 2024

const FULL_DATE = /(\d{4})(?:[-./]|年)(\d{1,2})(?:[-./]|月)(\d{1,2})(?!\d)[日号]?/uy
const PACKED_DATE = /((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/uy

/** 2026-12-03, 2026.12.3, 2026年12月3日, 20261203. */
export function writtenDate(text: string, at: number): Token | null {
  // QJ-20261123-0007 is a number of ours, not a day.
  if (/(?:[\dA-Za-z./]|[A-Za-z]-)$/u.test(text.slice(Math.max(0, at - 2), at))) return null
  const packed = codeBefore(text, at) ? null : match(PACKED_DATE, text, at)
  const found = packed ?? match(FULL_DATE, text, at)
  if (found === null) return null
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  if (year < 1900 || year > 2199 || (packed !== null && !dateExists(year, month, day))) return null
  return date(at, at + found[0].length, year, month, day)
}

/** 2026年 and what follows; 26年12月. Another number of years is a length. */
export function yearTokens(text: string, at: number, { value, end, whole }: Numeral): Token[] | null {
  if (text[end] !== '年' || !whole || /[级届制]/u.test(text[end + 1] ?? '')) return null
  const monthFollows = /^(?:\d{1,2}|[一二三四五六七八九十]{1,2}|正|腊)月/u.test(text.slice(end + 1, end + 4))
  const number = value >= 20 && value <= 60 && monthFollows ? 2000 + value : value
  if (number < 1900 || number > 2199) return null
  const after = text[end + 1] === '度' ? end + 2 : end + 1
  return [
    dayToken(at, after, { is: 'period', unit: 'year', offset: null, number }),
    ...sliceAfter(text, after, 'year'),
  ]
}

/** 三季度; 三个季度 is a length. */
export function quarterToken(text: string, at: number, { value, end }: Numeral): Token | null {
  if (!text.startsWith('季度', end) || value < 1 || value > 4) return null
  return dayToken(at, end + 2, { is: 'period', unit: 'quarter', offset: null, number: value })
}

/** 12月, 12月3日, 12月底, 八月初五; 俩月 is a length. */
export function monthTokens(
  text: string,
  at: number,
  { value: month, end, whole, fuzzy }: Numeral,
): Token[] | null {
  if (/[河兰花]/u.test(text[end + 1] ?? '')) return null
  if (text[end] !== '月' || !whole || fuzzy || month < 1 || month > 40 || /[两俩]/u.test(text[end - 1] ?? ''))
    return null
  const day =
    (month <= 12 ? lunarDayOfMonth(text, at, month, end + 1) : null) ??
    dayAfterMonth(text, at, month, end + 1)
  if (day !== null) return [day]
  if (month > 12) return null
  const after = text[end + 1] === '份' ? end + 2 : end + 1
  return [
    dayToken(at, after, { is: 'period', unit: 'month', offset: null, number: month }),
    ...sliceAfter(text, after, 'month'),
  ]
}

/** What may follow a day of the month written without 日: not the unit of something counted. */
const COUNTED = /[天个次人名位万千百元块%点时:.小工年月周号岁件项台套批倍]/u

/** The 3日 or 3 of 12月3日. */
function dayAfterMonth(text: string, from: number, month: number, at: number): Token | null {
  const day = scanNumeral(text, at)
  if (!day?.whole || day.fuzzy || day.value < 1 || day.value > 99) return null
  if (/[日号]/u.test(text[day.end] ?? '')) return date(from, day.end + 1, null, month, day.value)
  const weekday = /^周[一二三四五六日]/u.test(text.slice(day.end, day.end + 2)) // 6月24周三
  return COUNTED.test(text[day.end] ?? '') && !weekday ? null : date(from, day.end, null, month, day.value)
}

/** What 日 begins that is no day of the month: 3日内, 三日游, 一日三餐. */
const OTHER_DAY_WORD = /^(?:[以之]?内|游|均|线|龄|志|常|三餐|之计)/u

/** 15号, 十五日; not 12号楼, 第12号, 3日游. */
export function dayOfMonth(text: string, at: number, number: Numeral, told: boolean): Token | null {
  const { value, end, whole, fuzzy } = number
  const unit = text[end]
  if ((unit !== '号' && unit !== '日') || fuzzy || value < 1) return null
  if (!whole) return shortDate(text, at)
  const after = end + 1
  if (told && value > 31 && value < 40) return { is: 'invalid', at, end: after, nearest: [] }
  if (value > 31 || /[两俩]/u.test(text[end - 1] ?? '')) return null
  if (unit === '日' && OTHER_DAY_WORD.test(text.slice(after, after + 2))) return null
  const thing = unit === '号' && numberedThingFollows(text, after)
  if (thing || serialBefore(text, at) || documentYearBefore(text, at)) return { is: 'inert', at, end: after }
  const trust = unit === '日' || timeMayEnd(text, after) ? 'sure' : 'sentence'
  return dayToken(at, after, { is: 'date', year: null, month: null, day: value }, trust)
}

const SHORT_DATE = /(\d{1,2})([./-])(\d{1,2})(?!\d)([日号]?)/uy

/**
 * 12.3, 12/3, 12-03: perhaps a date. It is sure only with 号 behind it; else its company decides.
 * With a hyphen one figure must be padded or past 12 (6-24), because 3-5 is a span.
 */
export function shortDate(text: string, at: number): Token | null {
  if (/[\dA-Za-z./$¥]$|\d:$/u.test(text.slice(Math.max(0, at - 2), at))) return null
  const found = match(SHORT_DATE, text, at)
  if (found === null) return null
  const [all, first = '', separator, second = '', mark = ''] = found
  const [month, day, end] = [Number(first), Number(second), at + all.length]
  if (!dateExists(ANY_YEAR, month, day)) return null
  const padded = first.startsWith('0') || second.startsWith('0') || day > 12 || spanAround(text, at, end)
  if (separator === '-' && (mark !== '' || !padded)) return null
  if (mark !== '' ? numberedThingFollows(text, end) : decimalUnitFollows(text, end) || isMeasured(text, at))
    return null
  return dayToken(at, end, { is: 'date', year: null, month, day }, mark === '' ? 'company' : 'sure')
}

/** 血糖6.1, and what it rose to: 血糖6.1到7.2. */
function isMeasured(text: string, at: number): boolean {
  const [from = ''] = /\d{1,3}\.\d{1,2}[到至~—-]$/u.exec(text.slice(Math.max(0, at - 7), at)) ?? []
  return measureBefore(text, at - from.length)
}

/** 11-23到11-25: two of the kind tell what each is. */
function spanAround(text: string, at: number, end: number): boolean {
  const [before, after] = [text.slice(Math.max(0, at - 6), at), text.slice(end, end + 5)]
  return /^[到至~—]\d{1,2}-\d/u.test(after) || /\d-\d{1,2}[到至~—]$/u.test(before)
}

/** A date, or the note that no year (or that year) has it, with what its neighbours are found from. */
function date(at: number, end: number, year: number | null, month: number, day: number): Token {
  return dateExists(year ?? ANY_YEAR, month, day)
    ? dayToken(at, end, { is: 'date', year, month, day })
    : { is: 'invalid', at, end, nearest: { year, month, day } }
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
