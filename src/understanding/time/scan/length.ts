import { type Numeral, scanNumeral } from '../../numeral.ts'
import {
  lengthIdiomBefore,
  lengthIdiomFollows,
  longWhileBefore,
  longWhileFollows,
  pastimeBefore,
  storyBefore,
} from './look-alikes.ts'
import type { Length, LengthUnit, Token } from './token.ts'

/** Units behind a number, with what may stand between, the longest first. */
const UNITS: readonly (readonly [words: string, unit: LengthUnit, factor?: number])[] = [
  ['个工作日 个工作天 工作日', 'workday'],
  ['个小时 个钟头 小时 钟头 个钟', 'hour'],
  ['个半天', 'day', 0.5],
  ['个季度', 'month', 3],
  ['个整天 个全天 个白天 整天 天', 'day'],
  ['个星期 个礼拜 星期 礼拜 个周 个整周 整周 周', 'week'],
  ['分钟 min', 'minute'],
  ['刻钟', 'minute', 15],
  ['个月', 'month'],
  ['年', 'year'],
  ['h', 'hour'],
]

/** Units behind 半 or 个半: 半天, 一个半小时. */
const HALF_UNITS: readonly (readonly [words: string, unit: LengthUnit])[] = [
  ['个工作日 工作日', 'workday'],
  ['个小时 个钟头 小时 钟头', 'hour'],
  ['个月 月', 'month'],
  ['天 日', 'day'],
  ['年', 'year'],
]

/** More than this is no leave, and adding it to a date would leave the calendar. */
const LONGEST: Readonly<Record<LengthUnit, number>> = {
  day: 3660,
  workday: 2500,
  hour: 9999,
  minute: 99_999,
  week: 520,
  month: 120,
  year: 99,
}

/** 一个月请一次: how often. */
const HOW_OFTEN = /^[请来去做开休跑有]?[一两三几\d]+次/u
const COUNTED_DAY = /^个周[末一二三四五六日]/u

/**
 * A length of time that begins at `at`: 三天, 1.5天, 一天半, 3个工作日, 一个半小时, 1小时20分钟, 半天.
 * `number` is the numeral that stands there, null before 半.
 */
export function lengthToken(text: string, at: number, number: Numeral | null): Token | null {
  const found = number === null ? halfLength(text, at) : numberedLength(text, number)
  if (found === null || found.amount <= 0 || found.amount > LONGEST[found.unit]) return null
  if (
    storyBefore(text, at) ||
    pastimeBefore(text, at) ||
    lengthIdiomBefore(text, at) ||
    lengthIdiomFollows(text, found.end)
  )
    return null
  const { amount, unit, fuzzy, end } = found
  // 连续四个周末, 两个周日: how many of them, neither a length nor a day.
  if (unit === 'week' && COUNTED_DAY.test(text.slice(end - 2, end + 1)))
    return { is: 'inert', at, end: end + 1 }
  if (unit === 'week' && text[at - 1] === '周') return { is: 'inert', at, end } // 下周一整周
  if (HOW_OFTEN.test(text.slice(end, end + 4))) return { is: 'inert', at, end }
  // 退休3年了, 走了三个月了: how long it has been.
  if ((unit === 'year' || unit === 'month') && /^(?:了|[都来]?没)/u.test(text.slice(end, end + 2)))
    return null
  return { is: 'length', at, end, length: { amount, unit, fuzzy } }
}

interface Found extends Length {
  end: number
}

/** 半天, 半小时, 半个月; not 半天没人. */
function halfLength(text: string, at: number): Found | null {
  const unit = unitAt(text, at + 1, HALF_UNITS)
  if (unit === null) return null
  if (unit.unit === 'day' && (longWhileBefore(text, at) || longWhileFollows(text, unit.end))) return null
  return { amount: 0.5, unit: unit.unit, fuzzy: false, end: unit.end }
}

function numberedLength(text: string, number: Numeral): Found | null {
  const { value, end, fuzzy } = number
  // 两个半小时 is two and a half, 两个半天 is twice a half.
  const half = text.startsWith('个半', end) ? unitAt(text, end + 2, HALF_UNITS) : null
  if (half !== null && half.unit !== 'day')
    return { amount: value + 0.5, unit: half.unit, fuzzy, end: half.end }
  const unit = unitAt(text, end, UNITS) ?? spokenUnit(text, number)
  if (unit === null || (unit.unit === 'year' && /[假休]/u.test(text[unit.end] ?? ''))) return null
  if (isLatin(text[unit.end - 1]) && isLatin(text[unit.end])) return null
  return withRest(text, { amount: value * unit.factor, unit: unit.unit, fuzzy, end: unit.end })
}

interface Unit {
  unit: LengthUnit
  factor: number
  end: number
}

function unitAt(text: string, at: number, table: typeof UNITS): Unit | null {
  for (const [words, unit, factor = 1] of table) {
    const word = words.split(' ').find(each => text.startsWith(each, at))
    if (word !== undefined) return { unit, factor, end: at + word.length }
  }
  return null
}

/** 两日, 三日内 and 俩月 are lengths, where 三日 and 三月 are dates. */
function spokenUnit(text: string, { end }: Numeral): Unit | null {
  const spoken = /[两俩]/u.test(text[end - 1] ?? '')
  const within = /^[以之]?内/u.test(text.slice(end + 1, end + 3))
  if (text[end] === '日' && (spoken || within)) return { unit: 'day', factor: 1, end: end + 1 }
  return text[end] === '月' && spoken ? { unit: 'month', factor: 1, end: end + 1 } : null
}

/** What may follow the unit: 一天半, 3天多, 1小时20分钟. */
function withRest(text: string, found: Found): Found {
  const { end, unit, amount } = found
  // 两天半年假 is two and a half days of annual leave.
  const half =
    text[end] === '半' && (text.startsWith('年假', end + 1) || unitAt(text, end + 1, HALF_UNITS) === null)
  if (half) return { ...found, amount: amount + 0.5, end: end + 1 }
  if (text[end] === '多' && text[end + 1] !== '少') return { ...found, fuzzy: true, end: end + 1 }
  const minutes = unit === 'hour' ? scanNumeral(text, end) : null
  if (!minutes?.whole || minutes.value >= 60 || text[minutes.end] !== '分') return found
  const total = amount * 60 + minutes.value
  const after = text[minutes.end + 1] === '钟' ? minutes.end + 2 : minutes.end + 1
  // Quarters stay hours; everything else is exact only in minutes.
  return total % 15 === 0
    ? { ...found, amount: total / 60, end: after }
    : { ...found, amount: total, unit: 'minute', end: after }
}

function isLatin(character: string | undefined): boolean {
  return character !== undefined && /[a-z]/iu.test(character)
}
