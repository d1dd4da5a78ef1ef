import { dayToken, type Length, type PeriodUnit, type SliceName, type Token } from './token.ts'
import { weekdayTokens } from './weeks.ts'

const OFFSETS: Readonly<Record<string, number>> = { 上: -1, 下: 1, 本: 0, 这: 0, 当: 0, 该: 0 }

/** What ends in 上, 下 or 本 without meaning last, next or this: 马上周末, 以下月份. */
const PREFIX_PART: Readonly<Record<string, RegExp>> = {
  上: /[马以网线路会街手身早晚际赶加本则实体]/u,
  下: /[以网线乡地底手一]/u,
  本: /[日基成根书]/u,
}

/** 下周三, 上个月底, 本季度, 周末: weeks, months and quarters counted from now, and weekdays. */
export function periodTokens(text: string, at: number): Token[] | null {
  const prefix = prefixAt(text, at)
  const start = prefix?.end ?? at
  const week = ['周', '星期', '礼拜'].find(word => text.startsWith(word, start))
  if (week !== undefined) {
    const weekdays = weekdayTokens(text, at, start + week.length, prefix?.offset ?? null)
    return weekdays ?? (prefix && wholeWeek(text, at, start + week.length, prefix.offset))
  }
  if (prefix === null) return null
  if (text[start] === '月' && !/[亮球子饼嫂经票刊台]/u.test(text[start + 1] ?? '')) {
    const end = text[start + 1] === '份' ? start + 2 : start + 1
    return [
      period(at, end, 'month', prefix.offset),
      ...sliceAfter(text, end, 'month'),
      ...restAfter(text, end),
    ]
  }
  if (text.startsWith('工作日', start)) return workdayAway(at, start + 3, prefix.offset)
  if (text.startsWith('双休', start)) {
    const end = text[start + 2] === '日' ? start + 3 : start + 2
    return [dayToken(at, end, { is: 'period', unit: 'weekend', offset: prefix.offset, number: null })]
  }
  return text.startsWith('季度', start) ? [period(at, start + 2, 'quarter', prefix.offset)] : null
}

/** 下个工作日, 上一个工作日. */
function workdayAway(at: number, end: number, offset: number): Token[] | null {
  if (offset === 0) return null
  const length: Length = { amount: Math.abs(offset), unit: 'workday', fuzzy: false }
  return [dayToken(at, end, { is: 'shift', of: null, side: offset > 0 ? 1 : -1, length })]
}

/** 上, 下下, 本 … with 个 or 一 behind it: how many weeks or months from now, and where the unit begins. */
function prefixAt(text: string, at: number): { offset: number; end: number } | null {
  const first = text[at] ?? ''
  const step = OFFSETS[first]
  if (step === undefined || PREFIX_PART[first]?.test(text[at - 1] ?? '')) return null
  let end = at + 1
  while (step !== 0 && text[end] === first && end - at < 3) end++
  const offset = step * (end - at)
  if (text[end] === '一' && /[个周月]/u.test(text[end + 1] ?? '')) end++
  if (text[end] === '个') end++
  return { offset, end }
}

/** 下周, 下周初; not 下周期, 本周报. */
function wholeWeek(text: string, at: number, end: number, offset: number): Token[] | null {
  if (/^(?:[期报边围转岁刊长]|年(?!假|休))/u.test(text.slice(end, end + 2))) return null
  return [period(at, end, 'week', offset), ...sliceAfter(text, end, 'week'), ...restAfter(text, end)]
}

const REST = /的?剩(?:下|余)(?:的?[几两]天|的(?:时间|日子)|的(?=[都全我请休,。]|$))/uy

/** 剩下几天 behind a week or a month. */
function restAfter(text: string, at: number): Token[] {
  REST.lastIndex = at
  const found = REST.exec(text)
  return found === null ? [] : [dayToken(at, at + found[0].length, { is: 'rest' })]
}

/** Pieces of a month or year by name; 初 not before a lunar day (今年初三), 中 not as part of a word (今年中秋). */
const SLICES: readonly (readonly [word: RegExp, slice: SliceName])[] = [
  [/^上旬/u, 'first10'],
  [/^中下旬/u, 'last20'],
  [/^中旬/u, 'second10'],
  [/^下旬/u, 'last10'],
  [/^上半[月年]/u, 'firstHalf'],
  [/^下半[月年]/u, 'secondHalf'],
  [/^初(?![一二三四五六七八九十])/u, 'early'],
  [/^头上/u, 'early'],
  [/^中(?![秋午国共央心层级青标医学考间])/u, 'middle'],
  [/^[底末尾]/u, 'late'],
]

/** 初, 中旬, 底 right behind a week, month or year. */
export function sliceAfter(text: string, at: number, unit: 'week' | 'month' | 'year'): Token[] {
  const rest = text.slice(at, at + 4)
  const found = SLICES.find(([word]) => word.test(rest))
  const length = found?.[0].exec(rest)?.[0].length ?? 0
  const ofYear = rest[length - 1] === '年'
  if (found === undefined || (length > 1 && ofYear !== (unit === 'year'))) return []
  return [dayToken(at, at + length, { is: 'slice', unit, slice: found[1] })]
}

function period(at: number, end: number, unit: PeriodUnit, offset: number): Token {
  return dayToken(at, end, { is: 'period', unit, offset, number: null })
}
