import type { NumberReading } from '../kernel/reading.ts'
import { decimalsAt, type Numeral, scanNumeral, startsNumeral } from './numeral.ts'

/** Every number of a normalised text in order, money in 元, percentages as said (15 for 15%). Pure, linear. */
export function readNumbers(plain: string): NumberReading[] {
  const numbers: NumberReading[] = []
  for (let at = 0; at < plain.length; ) {
    const found = numberAt(plain, at)
    if (found !== null && Number.isFinite(found.value)) numbers.push(found)
    at = found?.span[1] ?? at + 1
  }
  return numbers
}

/** The value of a text that is one number and nothing else (一万二, 350块5, 半), or null. */
export function parseNumber(text: string): number | null {
  const plain = text.trim()
  const found = numberAt(plain, 0)
  return found !== null && found.span[1] === plain.length && Number.isFinite(found.value) ? found.value : null
}

/** The number that begins at `at` with its unit. Infinite for figures too long to be one. */
function numberAt(text: string, at: number): NumberReading | null {
  if (text[at] === '半' && /^半(?:$|[个天小日年])/u.test(text.slice(at, at + 2)))
    return reading(0.5, null, at, at + 1)
  const from = /[¥$]/u.test(text[at] ?? '') ? at + 1 : at
  const numeral = scanNumeral(text, from)
  if (numeral === null) return percentage(text, at)
  if (from > at) return reading(numeral.value, '元', at, numeral.end)
  return money(text, at, numeral) ?? counted(text, at, numeral)
}

function reading(value: number, unit: string | null, at: number, end: number): NumberReading {
  return { value, unit, span: [at, end] }
}

/** 百分之十五 (15 %), 百分之百, 百分之三点五, 千分之五 (0.5 %). */
function percentage(text: string, at: number): NumberReading | null {
  const percent = text.startsWith('百分之', at)
  if (!percent && !text.startsWith('千分之', at)) return null
  if (text[at + 3] === '百') return reading(100, '%', at, at + 4)
  const numeral = scanNumeral(text, at + 3)
  if (numeral === null) return null
  // Behind 百分之 no unit is needed to tell a decimal from an hour.
  const decimals = text[numeral.end] === '点' ? decimalsAt(text, numeral.end + 1) : ''
  const value = decimals === '' ? numeral.value : Number(`${numeral.value}.${decimals}`)
  const end = decimals === '' ? numeral.end : numeral.end + 1 + decimals.length
  return reading(percent ? value : value / 10, '%', at, end)
}

// === Money

/** What 元 begins that is no money: 元旦, 元宵. And 块 that means together: 一块去. */
const MONEY =
  /^(?:元(?![旦宵月素老件首音])(?:整|钱|人民币)?|圆整?|块钱|块(?![儿去吃走做地面砖])|人民币|角(?=钱|$)|毛(?=钱)|rmb)/iu
const DIMES = /^[角毛]/u

/** 3万元, 350块5, 3元5角, 十块零五毛. */
function money(text: string, at: number, { value, end, hanzi }: Numeral): NumberReading | null {
  const unit = MONEY.exec(text.slice(end, end + 5))?.[0]
  if (unit === undefined || (unit === '块' && value === 1 && hanzi)) return null
  if (DIMES.test(unit)) return reading(value / 10, '元', at, end + unit.length)
  const change = smallChange(text, end + unit.length, unit)
  return reading(round(value + change.value), '元', at, change.end)
}

/** The 5 of 350块5, the 5角 of 3元5角, the 零五毛 of 十块零五毛. */
function smallChange(text: string, at: number, unit: string): { value: number; end: number } {
  const none = { value: 0, end: at }
  if (!/^[块元圆]$/u.test(unit)) return none
  const zero = text[at] === '零'
  const digit = digitAt(text, zero ? at + 1 : at)
  if (digit === null) return none
  if (DIMES.test(text[digit.end] ?? '')) {
    const cents = digitAt(text, digit.end + 1)
    const named = cents !== null && text[cents.end] === '分'
    return {
      value: digit.value / 10 + (named ? cents.value / 100 : 0),
      end: named ? cents.end + 1 : digit.end + 1,
    }
  }
  const bare = unit === '块' && !/[\d个人天月日号点位名次万千百十]/u.test(text[digit.end] ?? '')
  return bare ? { value: digit.value / (zero ? 100 : 10), end: digit.end } : none
}

function digitAt(text: string, at: number): Numeral | null {
  const digit = startsNumeral(text[at]) ? scanNumeral(text, at) : null
  return digit?.whole && digit.value < 10 ? digit : null
}

/** Money to a 分: sums of decimals must not show 350.50000000000006. */
function round(value: number): number {
  return Math.round(value * 100) / 100
}

// === Everything else

const COUNTED: readonly (readonly [word: RegExp, unit: string])[] = [
  [/^(?:%|个?百分点)/u, '%'],
  [/^人次/u, '人次'],
  [/^个?人(?![民员生格事大类才工口])/u, '人'],
  [/^口人/u, '人'],
  [/^[名位](?![称义字次列于置一])/u, '人'],
]
/** 补助一万二: what is paid is 元 even unsaid. */
const PAID = /(?:经费|补助|补贴|预算|金额|费用|报销|借款|资金|工资|奖金|慰问金|款|花了|捐了?)[共约为是:]?$/u
const LEAST_PAID = 100
/** 自付两万三, 大概要3.6万: so much is money wherever somebody pays, owes or needs it. */
const NEEDED = /(?:[付交费借欠缺差贷给花需要共计约近了口]|大概|左右|[一每][年月]|个月)$/u
const LEAST_NEEDED = 1000
/** What is counted in thousands and is no money: 3万字, 两万步. */
const COUNTED_THINGS =
  /^(?:[多余来]?[字步人名位户亩件份次条吨斤个张册株辆台套篇场米里平公千亿小年天号楼]|[a-z])/u

/** People, percent, 成 (七成); then a number with 个半 (一个半); then a number alone. */
function counted(text: string, at: number, { value, end }: Numeral): NumberReading {
  const rest = text.slice(end, end + 5)
  // 排第12位, 后四位: a place, not people.
  const place = /[第前后末]$/u.test(text.slice(Math.max(0, at - 1), at))
  for (const [word, unit] of place ? [] : COUNTED) {
    const found = word.exec(rest)
    if (found !== null) return reading(value, unit, at, end + found[0].length)
  }
  if (/^成(?![员绩立功都果本])/u.test(rest) && value <= 10) return reading(value * 10, '%', at, end + 1)
  if (/^个半(?![天日])/u.test(rest)) return reading(value + 0.5, null, at, end + 2)
  const before = text.slice(Math.max(0, at - 5), at)
  const needed = value >= LEAST_NEEDED && /[万千]/u.test(text.slice(at, end))
  const paid =
    (value >= LEAST_PAID && PAID.test(before)) ||
    (needed && NEEDED.test(before) && !COUNTED_THINGS.test(rest))
  return reading(value, paid ? '元' : null, at, end)
}
