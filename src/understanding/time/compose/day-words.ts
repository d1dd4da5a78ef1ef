import type { Day, Length, Mark, Side, Token, Trust } from '../scan/token.ts'
import { type Part, touches } from './when.ts'

/** A day with all that is said of it. */
export interface SaidDay {
  day: Day
  /** Index of the token behind it. */
  next: number
  trust: Trust
  /** 三天内: the day is a deadline. */
  within: boolean
}

/** The day that begins at token `from`, with every word that narrows it: 下周的周三, 国庆前一天, 三天后, 未来一周. */
export function readDay(tokens: readonly Token[], from: number, text: string): SaidDay | null {
  const [first, second] = [tokens[from], tokens[from + 1]]
  const two = (day: Day, within = false): SaidDay => ({ day, next: from + 2, trust: 'sure', within })
  if (touches(tokens, from + 1, text)) {
    if (first?.is === 'mark' && second?.is === 'length') {
      const day = ledLength(first.mark, second.length)
      return day && two(day)
    }
    if (first?.is === 'length' && second?.is === 'mark' && !isAskedFor(tokens, from, text)) {
      const side = SIDES[second.mark]
      return side === undefined
        ? null
        : two({ is: 'shift', of: null, side, length: first.length }, second.mark === 'within')
    }
  }
  if (first?.is === 'beside') {
    const length: Length = { amount: first.count, unit: 'day', fuzzy: true }
    const day: Day = { is: 'run', side: first.side, length, today: false, beside: true }
    return { day, next: from + 1, trust: 'sure', within: false }
  }
  if (first?.is === 'day' && isSecondDay(first.day) && isTo(tokens[from - 1])) {
    return { day: { is: 'next' }, next: from + 1, trust: 'sure', within: false }
  }
  return first?.is === 'day' && first.day.is !== 'nth' && first.day.is !== 'rest'
    ? narrowed(tokens, from, text, first.day, first.trust)
    : null
}

/** 到第二天早上八点 ends on the next day. */
function isSecondDay(day: Day): boolean {
  return (
    day.is === 'nth' &&
    day.nth === 2 &&
    day.count === 1 &&
    day.unit === 'day' &&
    day.weekday === null &&
    !day.fromEnd
  )
}

function isTo(token: Token | undefined): boolean {
  return token?.is === 'mark' && token.mark === 'to'
}

/** 三天前, 三天后, 三天内. */
const SIDES: Partial<Record<Mark, Side>> = { before: -1, after: 1, within: 1 }

/** 请三天后回来 asks for three days; it does not begin in three days. */
function isAskedFor(tokens: readonly Token[], at: number, text: string): boolean {
  const before = tokens[at - 1]
  return before?.is === 'verb' && before.verb === 'leave' && touches(tokens, at, text)
}

/** 过两天, 未来一周, 这三天, 最近三天, 过去一周. */
function ledLength(mark: Mark, length: Length): Day | null {
  switch (mark) {
    case 'later':
      return { is: 'shift', of: null, side: 1, length: { ...length, fuzzy: true } }
    case 'ahead':
      return { is: 'run', side: 1, length, today: false }
    case 'these':
      return { is: 'run', side: 1, length, today: true }
    case 'recent':
      return { is: 'run', side: -1, length, today: true }
    case 'past':
      return { is: 'run', side: -1, length, today: false }
    default:
      return null
  }
}

// === Narrowing: one word after the other

/** No phrase nests deeper; a text that tries is not speech. */
const DEEPEST = 4

function narrowed(tokens: readonly Token[], from: number, text: string, first: Day, trust: Trust): SaidDay {
  let day = first
  let next = from + 1
  for (let depth = 0; depth < DEEPEST; depth++) {
    const link = tokens[next]
    const of = link?.is === 'mark' && link.mark === 'of' && touches(tokens, next, text)
    const at = of ? next + 1 : next
    const token = tokens[at]
    const inner = token !== undefined && touches(tokens, at, text) ? narrow(day, token) : null
    if (inner === null) break
    day = inner
    next = at + 1
  }
  return { day, next, trust: next > from + 1 ? 'sure' : trust, within: false }
}

/** `outer` with what the next token says of it, null where that token says something else. */
function narrow(outer: Day, token: Token): Day | null {
  if (outer.is === 'within') {
    const inner = narrow(outer.inner, token)
    return inner && { ...outer, inner }
  }
  if (token.is === 'mark' && token.mark === 'thatWeek') return { is: 'weekOf', of: outer }
  // 九月份周末: how often, not which.
  if (token.is === 'day' && isMonth(outer) && isWeekend(token.day)) return outer
  if (token.is === 'beside') return beside(outer, token.side, token.count)
  if (token.is === 'mark' && outer.is === 'festival') {
    const side = token.mark === 'within' ? undefined : SIDES[token.mark]
    return side === undefined
      ? null
      : { is: 'flank', of: outer, side, first: 1, count: null, unit: 'workday' }
  }
  if (outer.is === 'flank' && outer.count === null) return countedFlank(outer, token)
  return token.is === 'day' && contains(outer, token.day) ? { is: 'within', outer, inner: token.day } : null
}

function isMonth(day: Day): boolean {
  return day.is === 'period' && (day.unit === 'month' || day.unit === 'quarter')
}

function isWeekend(day: Day): boolean {
  return day.is === 'period' && day.unit === 'weekend' && day.offset === null
}

/** 节后|三天 counts days, 国庆后|第一天 working days. */
function countedFlank(flank: Extract<Day, { is: 'flank' }>, token: Token): Day | null {
  if (token.is === 'length' && (token.length.unit === 'day' || token.length.unit === 'workday'))
    return { ...flank, count: Math.ceil(token.length.amount), unit: token.length.unit }
  if (token.is !== 'day' || token.day.is !== 'nth' || token.day.weekday !== null) return null
  if (token.day.unit === 'week') return { ...flank, first: token.day.nth, count: 1, unit: 'week' }
  return { ...flank, first: token.day.nth, count: token.day.count }
}

/** 国庆前三天 and 国庆放假前一天 lie before the festival, 下周前三天 inside the week, 周五前一天 on Thursday. */
function beside(outer: Day, side: Side, count: number): Day | null {
  if (outer.is === 'flank' && outer.count === null) return { ...outer, count }
  if (outer.is === 'festival' && (outer.aspect !== 'holiday' || count === 1)) {
    return { is: 'flank', of: outer, side, first: 1, count, unit: 'day' }
  }
  if (outer.is === 'festival' || outer.is === 'period' || outer.is === 'slice') {
    const inner: Day = { is: 'nth', nth: 1, count, fromEnd: side === 1, unit: 'day', weekday: null }
    return { is: 'within', outer, inner }
  }
  if (outer.is === 'relative' || outer.is === 'next') return null
  return { is: 'shift', of: outer, side, length: { amount: count, unit: 'day', fuzzy: false } }
}

/** Whether `inner` is said of a piece of `outer`: 下周|周三, 明年|3月, 12月|上旬, 国庆|第三天. */
export function contains(outer: Day, inner: Day): boolean {
  if (inner.is === 'nth') return outer.is === 'period' || outer.is === 'slice' || outer.is === 'festival'
  if (outer.is !== 'period') return false
  if (inner.is === 'rest') return true
  if (inner.is === 'slice') return inner.unit === outer.unit
  if (outer.unit === 'week') return inner.is === 'weekday' && inner.week === null
  if (outer.unit === 'month') return inner.is === 'date' && inner.month === null
  if (outer.unit !== 'year') return false
  if (inner.is === 'period')
    return inner.offset === null && (inner.unit === 'month' || inner.unit === 'quarter')
  if (inner.is === 'date') return inner.year === null && inner.month !== null
  return (
    inner.is === 'lunar' || inner.is === 'festival' || (inner.is === 'flank' && inner.of.is === 'festival')
  )
}

// === The same day in other words

/** 12月3日（星期四）, 明天周五, 周四（12月3日下午）: another name of the day right behind it, brackets or not. */
export function sameDayAgain(
  tokens: readonly Token[],
  at: number,
  text: string,
  day: Day,
): { day: Day; part: Part | null; next: number } | null {
  const bracket = tokens[at]?.is === 'open' && touches(tokens, at, text)
  const from = bracket ? at + 1 : at
  const again = tokens[from]
  if (again?.is !== 'day' || !touches(tokens, from, text)) return null
  const [one, other] = [wayOfNaming(day), wayOfNaming(again.day)]
  if (one === null || other === null || one === other) return null
  if (!bracket) return { day: again.day, part: null, next: from + 1 }
  const part = tokens[from + 1]
  const close = part?.is === 'part' ? from + 2 : from + 1
  if (tokens[close]?.is !== 'close' || !touches(tokens, close, text)) return null
  return {
    day: again.day,
    part: part?.is === 'part' ? { part: part.part, dawn: part.dawn } : null,
    next: close + 1,
  }
}

/** Days named in two ways side by side are one day, days named in one way are two. */
function wayOfNaming(day: Day): Day['is'] | null {
  if (day.is === 'within') return wayOfNaming(day.inner)
  const names: Day['is'][] = ['date', 'lunar', 'weekday', 'relative', 'festival']
  return names.includes(day.is) ? day.is : null
}
