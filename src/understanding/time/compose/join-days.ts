import type { Day, Length } from '../scan/token.ts'
import { isSaidOfBoth, type Join, roleOfBoth, standTogether } from './both.ts'
import { contains } from './day-words.ts'
import type { Phrase } from './phrase.ts'
import { onlyPoint, type Point, type When } from './when.ts'

// Days of one phrase joined with the days of another.

/** 下周我想休一天，周三吧: a bare weekday or day of the month lies in the week or month named before it. */
export function narrowToDay(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const outer = before.when?.edge === null && !before.negated ? onlyPoint(before.when)?.day : null
  const [first, ...rest] = phrase.when?.stretches ?? []
  const inner = first?.from?.day
  if (phrase.when === null || first?.from == null || inner == null) return null
  const holiday = outer?.is === 'festival' && inner.is === 'date' && inner.month === null // 国庆（1号、3号）
  if (outer == null) return null
  // 7月份想休五天，暂定7月20日起: the month is only named again.
  const again =
    outer.is === 'period' && inner.is === 'date' && inner.month !== null && inner.month === outer.number
  if (again && !before.negated)
    return { both: { ...phrase, at: before.at, role: phrase.role ?? before.role } }
  if (!(holiday || (outer.is === 'period' && contains(outer, inner)))) return null
  // 上周查出结节，周四复查，请半天: leave is not asked for in a week gone by.
  const gone = outer.is === 'period' && outer.unit === 'week' && (outer.offset ?? 0) < 0
  if (gone && phrase.role === 'leave' && before.clause !== phrase.clause) return null
  // 去年的年假还能休吗，想六月份用掉: a year far away is another matter's.
  if (outer.is === 'period' && outer.unit === 'year' && phrase.at - before.end > NEAR) return null
  const from: Point = { ...first.from, day: { is: 'within', outer, inner } }
  const when: When = { ...phrase.when, stretches: [{ ...first, from }, ...rest] }
  return { both: { ...phrase, when, at: before.at, role: phrase.role ?? before.role } }
}

/** 下周要手术，周一住院周二做; 下周三复查，我请周三: the week named before, for the weekdays that follow in it. */
export function lendWeek(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const [stretch, ...rest] = phrase.when?.stretches ?? []
  const told = (stretch?.from ?? stretch?.to)?.day
  if (phrase.when === null || stretch === undefined || told?.is !== 'weekday' || told.week !== null)
    return null
  const named = onlyPoint(before.when)?.day
  const meant = named == null || before.sentence !== phrase.sentence ? null : inWeekOf(named, told)
  if (meant === null) return null
  const lent = (point: Point | null): Point | null => (point?.day === told ? { ...point, day: meant } : point)
  const first = { from: lent(stretch.from), to: stretch.from === null ? lent(stretch.to) : stretch.to }
  return { itself: { ...phrase, when: { ...phrase.when, stretches: [first, ...rest] } } }
}

/** The same weekday again is the same day; a later one lies in the week that was named by itself. */
function inWeekOf(named: Day, told: Extract<Day, { is: 'weekday' }>): Day | null {
  if (named.is === 'weekday') {
    const later = named.week !== null && named.week > 0 && told.weekday > named.weekday
    return named.week !== null && (later || named.weekday === told.weekday)
      ? { ...named, weekday: told.weekday }
      : null
  }
  if (named.is !== 'within' || named.outer.is !== 'period' || named.outer.unit !== 'week') return null
  return named.inner.is === 'weekday' && told.weekday > named.inner.weekday ? { ...named, inner: told } : null
}

/** Characters between a year and the month in it. */
const NEAR = 4

/** 17号开会，我前一天要布置; 8号手术，第二天请假: a day counted from the one named before it. */
export function besideNamed(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const [named, point] = [onlyPoint(before.when)?.day, onlyPoint(phrase.when)]
  const day = point?.day
  const one = day?.is === 'run' && day.beside && day.length.amount === 1
  if (named == null || point == null || phrase.when === null || !(one || day?.is === 'next')) return null
  if (!COUNTED_FROM.includes(named.is) || before.sentence !== phrase.sentence) return null
  const length: Length = { amount: 1, unit: 'day', fuzzy: false }
  const side = day?.is === 'run' ? day.side : 1
  const from: Point = { ...point, day: { is: 'shift', of: named, side, length } }
  return { itself: { ...phrase, when: { ...phrase.when, stretches: [{ from, to: null }] } } }
}

/** Days that another may be counted from. */
const COUNTED_FROM: readonly Day['is'][] = ['date', 'weekday', 'lunar', 'festival', 'relative', 'within']

/** 3月30日到4月2日她出差，我请这四天: the days just named are meant, and so many. */
export function theseDays(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const day = onlyPoint(phrase.when)?.day
  const [first, ...more] = before.when?.stretches ?? []
  if (day?.is !== 'run' || !day.today || day.side !== 1 || before.when?.edge !== null) return null
  if (first === undefined || (first.to === null && more.length === 0) || before.negated) return null
  return {
    both: {
      ...before,
      length: day.length,
      end: phrase.end,
      direct: phrase.direct,
      role: roleOfBoth(before, phrase),
    },
  }
}

/** 12月3日请假，12月6日上班: the second day tells the end of the first. */
export function endByReturn(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const begins = before.when?.edge === null || before.when?.edge === 'since'
  const from = onlyPoint(before.when)?.day
  if (phrase.isReturn === null || phrase.isReturn.point.clock !== null || !begins || from == null) return null
  if (isEarlierInMonth(phrase.isReturn.point.day, from)) return null
  if (before.role === 'overtime' || before.negated || before.backOn !== null) return null
  if (before.sentence < phrase.sentence - 1) return null
  // 15号走，18号回: who comes back was away.
  const role = before.role ?? (from.is === 'date' || from.is === 'weekday' ? 'leave' : null)
  return { both: { ...before, backOn: phrase.isReturn, end: phrase.end, role } }
}

/** 改到11月12号，5号我上班: the 5th of the next month is nobody's return. */
function isEarlierInMonth(back: Day | null, from: Day): boolean {
  if (back?.is !== 'date' || back.month !== null || from.is !== 'date') return false
  return back.day <= from.day && from.day < LATE_IN_MONTH
}

const LATE_IN_MONTH = 20

/** 12月6日上班，从12月3日开始请假: the return may be told first. */
export function beginAfterReturn(before: Phrase, phrase: Phrase): ReturnType<Join> {
  if (before.isReturn === null || phrase.when?.edge !== 'since' || phrase.backOn !== null) return null
  if (phrase.role === 'overtime' || before.negated || phrase.negated) return null
  return { both: { ...phrase, backOn: before.isReturn, at: before.at } }
}

/** 开始日期7月1日，截止日期7月5日: the first opens what the second closes. */
export function endByDeadline(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const [from, to] = [onlyPoint(before.when), onlyPoint(phrase.when)]
  if (before.when?.edge !== 'since' || phrase.when?.edge !== 'before' || from?.day == null || to?.day == null)
    return null
  if (before.sentence !== phrase.sentence || before.negated || phrase.negated) return null
  const when: When = { stretches: [{ from, to }], edge: null, choice: false }
  return { both: { ...before, when, end: phrase.end, role: before.role ?? phrase.role } }
}

/** 国庆多请两天，10月8号9号, 留到国庆后，10月8号: a bare date behind a festival tells which days are meant. */
export function dateOfFestival(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const [told] = before.when?.stretches ?? []
  const named = (told?.to ?? told?.from)?.day
  const festival = named?.is === 'festival' || (named?.is === 'flank' && named.of.is === 'festival')
  const inner = phrase.when?.stretches[0]?.from?.day?.is
  const date = inner === 'date' || (inner === 'lunar' && named?.is === 'flank')
  const nextTo = before.bare && phrase.at - before.end <= 1 && standTogether(before, phrase)
  // 五一加班三天，想补休5月11日: worked on the one, off on the other.
  if (before.role === 'overtime' && phrase.role === 'leave') return null
  if (!festival || !date || !(nextTo || isSaidOfBoth(before, phrase))) return null
  return { both: { ...phrase, at: before.at, role: phrase.role ?? before.role } }
}

/** 29号30号周末要加班: what kind of days they are tells no other days. */
export function weekendOfDates(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const day = onlyPoint(phrase.when)?.day
  const weekend = day?.is === 'period' && day.unit === 'weekend' && day.offset === null
  const dates = before.when?.stretches.every(({ from, to }) => (to ?? from)?.day?.is === 'date')
  if (!weekend || !dates || phrase.at - before.end > 1 || !standTogether(before, phrase)) return null
  const [role, tense] = [before.role ?? phrase.role, before.tense ?? phrase.tense]
  return { both: { ...before, end: phrase.end, role, tense } }
}

/** 2月3号到5号，春节前休年假: a place beside a festival tells more of the dates right before it. */
export function datesBesideFestival(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const dates = before.when?.stretches.every(
    ({ from, to }) => from?.day != null && (to ?? from).clock === null,
  )
  const beside = onlyPoint(phrase.when)?.day
  if (!dates || beside?.is !== 'flank' || beside.of.is !== 'festival' || beside.count !== null) return null
  if (!before.bare || phrase.at - before.end > 1 || !standTogether(before, phrase)) return null
  return { both: { ...before, end: phrase.end, role: roleOfBoth(before, phrase) } }
}

/** 7号、9号两天下午: the part of day behind a list holds for every day of it. */
export function partOfList(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const part = onlyPoint(phrase.when)
  if (before.when === null || before.when.stretches.length < 2 || part?.part == null || part.day !== null)
    return null
  if (part.clock !== null || phrase.at - before.end > WIDEST_LENGTH || before.sentence !== phrase.sentence)
    return null
  const stretches = before.when.stretches.map(({ from, to }) => ({
    from: from && { ...from, part: from.part ?? part.part },
    to,
  }))
  return {
    both: {
      ...before,
      when: { ...before.when, stretches },
      end: phrase.end,
      role: before.role ?? phrase.role,
    },
  }
}

/** Characters of a length between a list and its part of day: 三天, 这两天. */
const WIDEST_LENGTH = 3

/** 17日开始，休到19日: what begins in one clause may end in the next. */
export function untilDay(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const [from, [end, ...rest]] = [onlyPoint(before.when), phrase.when?.stretches ?? []]
  if (before.when?.edge !== 'since' || phrase.when?.edge !== 'until' || from?.day == null) return null
  if (end?.from !== null || end.to?.day == null || rest.length > 0 || !standTogether(before, phrase))
    return null
  const when: When = { stretches: [{ from, to: end.to }], edge: null, choice: false }
  return { both: { ...before, when, end: phrase.end, role: roleOfBoth(before, phrase) } }
}

/** 26号要去省城，27号也请了: a day that stands beside another makes a list with it. */
export function alsoDay(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const [one, other] = [before.when, phrase.when]
  if (!phrase.also || one === null || other === null || !standTogether(before, phrase)) return null
  if (one.edge !== null || other.edge !== null || before.clause?.told !== phrase.clause?.told) return null
  const stretches = [...one.stretches, ...other.stretches]
  if (!stretches.every(({ from, to }) => isWholeDay(from) && (to === null || isWholeDay(to)))) return null
  const when: When = { stretches, edge: null, choice: false }
  return { both: { ...before, when, end: phrase.end, role: roleOfBoth(before, phrase) } }
}

function isWholeDay(point: Point | null): boolean {
  return point?.day != null && point.day.is !== 'period' && point.clock === null
}
