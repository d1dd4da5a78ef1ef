import { scanNumeral } from '../../numeral.ts'
import { type Day, dayToken, type Side, type Token } from './token.ts'

type Nth = Extract<Day, { is: 'nth' }>

const WEEKDAYS = '一二三四五六日'

/** 第三天, 第一个工作日, 最后两天, 第一个周五, 前三天, 后一天, 头两天, 首日: days by their place in a stretch. */
export function ordinalToken(text: string, at: number): Token | null {
  switch (text[at]) {
    case '前':
      return besideToken(text, at, -1)
    case '后':
      return besideToken(text, at, 1)
    case '首':
      return /[日天]/u.test(text[at + 1] ?? '') ? place(at, at + 2, { nth: 1, count: 1 }) : null
    case '第':
      return nthToken(text, at)
    case '头':
      return runToken(text, at, at + 1, false)
    case '最':
      return text[at + 1] === '后' ? runToken(text, at, at + 2, true) : null
    default:
      return null
  }
}

/** 第三天, 第二个周五, 第三季度. */
function nthToken(text: string, at: number): Token | null {
  const number = countAt(text, at + 1)
  if (number === null) return null
  if (number.value <= 4 && text.startsWith('季度', number.end)) {
    return dayToken(at, number.end + 2, { is: 'period', unit: 'quarter', offset: null, number: number.value })
  }
  const unit = unitAt(text, number.end)
  return unit && place(at, unit.end, { nth: number.value, count: 1, ...unit.fields })
}

/** 头两天, 最后一天, 最后三个工作日. */
function runToken(text: string, at: number, from: number, fromEnd: boolean): Token | null {
  const number = countAt(text, from)
  const unit = number && unitAt(text, number.end)
  return unit && place(at, unit.end, { nth: 1, count: number.value, fromEnd, ...unit.fields })
}

/** 前三天 after 国庆 means three days before it, after 下周 the first three; the composer decides. */
function besideToken(text: string, at: number, side: Side): Token | null {
  const number = countAt(text, at + 1)
  if (number === null || number.value > 60) return null
  const { value, end } = number
  if (/[天日]/u.test(text[end] ?? '')) return { is: 'beside', at, end: end + 1, side, count: value }
  const week = /^个?(?:周|星期|礼拜)(?![一二三四五六日天末])/u.exec(text.slice(end, end + 4))
  return week && { is: 'beside', at, end: end + week[0].length, side, count: value * 7 }
}

function countAt(text: string, at: number): { value: number; end: number } | null {
  const number = scanNumeral(text, at)
  return number?.whole && number.value >= 1 && number.value <= 400 ? number : null
}

/** What is counted: days, working days, weeks, or one weekday. */
function unitAt(text: string, at: number): { end: number; fields: Pick<Nth, 'unit' | 'weekday'> } | null {
  const from = text[at] === '个' ? at + 1 : at
  if (text.startsWith('工作日', from)) return { end: from + 3, fields: { unit: 'workday', weekday: null } }
  if (/[天日]/u.test(text[from] ?? '')) return { end: from + 1, fields: { unit: 'day', weekday: null } }
  const week = ['周', '星期', '礼拜'].find(word => text.startsWith(word, from))
  if (week === undefined) return null
  const end = from + week.length
  if (text[end] === '末') return { end: end + 1, fields: { unit: 'weekend', weekday: 6 } }
  const weekday = WEEKDAYS.indexOf(text[end] ?? '-') + 1
  if (weekday > 0) return { end: end + 1, fields: { unit: 'day', weekday } }
  return { end, fields: { unit: 'week', weekday: null } }
}

function place(at: number, end: number, nth: Partial<Nth> & Pick<Nth, 'nth' | 'count'>): Token {
  return dayToken(at, end, { is: 'nth', fromEnd: false, unit: 'day', weekday: null, ...nth })
}
