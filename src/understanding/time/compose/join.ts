import { weightier } from './clauses.ts'
import { contains } from './day-words.ts'
import { joinLengths } from './join-lengths.ts'
import type { Phrase } from './phrase.ts'
import { onlyPoint, type Point, type When } from './when.ts'

/** Phrases that tell one thing together made one: 下周…周三, 昨天…18点到21点, 周一请假…周四上班, 下周一…三天. Linear. */
export function joinPhrases(phrases: readonly Phrase[]): Phrase[] {
  return joinLengths(
    [
      narrowToDay,
      lendDay,
      dayOfHours,
      dateOfFestival,
      partOfList,
      untilHour,
      theseDays,
      endByReturn,
      beginAfterReturn,
      endByDeadline,
    ].reduce(joinWithTime, phrases),
  )
}

/** What a phrase makes of the time named before it: one phrase of both, or itself with something borrowed. */
type Join = (before: Phrase, phrase: Phrase) => { both: Phrase } | { itself: Phrase; before?: Phrase } | null

function joinWithTime(phrases: readonly Phrase[], join: Join): Phrase[] {
  const joined: Phrase[] = []
  let last = -1 // index of the time named last
  for (const phrase of phrases) {
    const before = joined[last]
    const made = before === undefined || phrase.when === null ? null : join(before, phrase)
    if (made !== null && 'both' in made) {
      joined[last] = before ? { ...made.both, clause: weightier(before.clause, phrase.clause) } : made.both
      continue
    }
    if (made?.before !== undefined) joined[last] = made.before
    joined.push(made?.itself ?? phrase)
    if (phrase.when !== null) last = joined.length - 1
  }
  return joined
}

/** 下周我想休一天，周三吧: a bare weekday or day of the month lies in the week or month named before it. */
function narrowToDay(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const outer = before.when?.edge === null && !before.negated ? onlyPoint(before.when)?.day : null
  const [first, ...rest] = phrase.when?.stretches ?? []
  const inner = first?.from?.day
  if (phrase.when === null || first?.from == null || inner == null) return null
  const holiday = outer?.is === 'festival' && inner.is === 'date' && inner.month === null // 国庆（1号、3号）
  if (outer == null || !(holiday || (outer.is === 'period' && contains(outer, inner)))) return null
  // 去年的年假还能休吗，想六月份用掉: a year far away is another matter's.
  if (outer.is === 'period' && outer.unit === 'year' && phrase.at - before.end > NEAR) return null
  const from: Point = { ...first.from, day: { is: 'within', outer, inner } }
  const when: When = { ...phrase.when, stretches: [{ ...first, from }, ...rest] }
  return { both: { ...phrase, when, at: before.at, role: phrase.role ?? before.role } }
}

/** Characters between a year and the month in it. */
const NEAR = 4

/** 昨天加班，18点到21点: hours without a day belong to the day named before them in the sentence. */
function lendDay(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const lender = onlyPoint(before.when) ?? hoursOfDay(before.when)
  const [stretch, ...rest] = phrase.when?.stretches ?? []
  if (lender?.day == null || stretch?.from == null || stretch.from.day !== null || rest.length > 0)
    return null
  if (phrase.when === null || before.sentence !== phrase.sentence || isOver(lender)) return null
  const from: Point = { ...stretch.from, day: lender.day, check: lender.check }
  const when: When = { ...phrase.when, stretches: [{ from, to: stretch.to }] }
  const spent = lender.part !== null || lender.clock !== null || before.negated
  // 9点到12点、14点到17点加班: what is said of the last hours is said of the first.
  const told = phrase.at - before.end <= 1 ? { ...before, role: before.role ?? phrase.role } : before
  if (spent) return { itself: { ...phrase, when }, before: told }
  return { both: { ...before, when, end: phrase.end, role: roleOfBoth(before, phrase) } }
}

/** The start of a span of hours within one day. */
function hoursOfDay(when: When | null): Point | null {
  const [stretch, ...rest] = when?.stretches ?? []
  const within = stretch?.from?.day != null && stretch.to !== null && stretch.to.day === null
  return within && rest.length === 0 ? stretch.from : null
}

/** 昨晚没睡好，上午请假: a part of a day gone by lends its day to nothing after it. */
function isOver({ day, part, clock }: Point): boolean {
  return day?.is === 'relative' && day.to < 0 && (part !== null || clock !== null)
}

/** 周日下午去现场，弄到晚上九点: an hour alone as an end closes the day named before it. */
function untilHour(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const from = before.when?.edge === null ? (onlyPoint(before.when) ?? dayWithEnd(before.when)) : null
  const [end, ...rest] = phrase.when?.stretches ?? []
  if (from?.day == null || from.clock !== null || end?.to?.clock == null || rest.length > 0) return null
  if (end.from !== null || end.to.day !== null || before.negated || phrase.negated) return null
  if (before.sentence !== phrase.sentence) return null
  const when: When = { stretches: [{ from, to: end.to }], edge: null, choice: false }
  return { both: { ...before, when, end: phrase.end, role: roleOfBoth(before, phrase) } }
}

/** 昨天开会到七点半，又赶材料到十一点: the day whose end was told, and is told anew. */
function dayWithEnd({ stretches: [stretch, ...rest] }: When): Point | null {
  const open = stretch?.to?.clock != null && stretch.to.day === null && stretch.from?.clock === null
  return open && rest.length === 0 ? stretch.from : null
}

/** 3月30日到4月2日她出差，我请这四天: the days just named are meant, and so many. */
function theseDays(before: Phrase, phrase: Phrase): ReturnType<Join> {
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

/** What is said of the time where it is wished for counts before what a story says of it. */
function roleOfBoth(before: Phrase, phrase: Phrase): Phrase['role'] {
  return before.clause?.told ? (phrase.role ?? before.role) : (before.role ?? phrase.role)
}

/** 12月3日请假，12月6日上班: the second day tells the end of the first. */
function endByReturn(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const begins = before.when?.edge === null || before.when?.edge === 'since'
  if (phrase.isReturn === null || !begins || onlyPoint(before.when)?.day == null) return null
  if (before.role === 'overtime' || before.negated || before.backOn !== null) return null
  if (before.sentence < phrase.sentence - 1) return null
  return { both: { ...before, backOn: phrase.isReturn, end: phrase.end } }
}

/** 12月6日上班，从12月3日开始请假: the return may be told first. */
function beginAfterReturn(before: Phrase, phrase: Phrase): ReturnType<Join> {
  if (before.isReturn === null || phrase.when?.edge !== 'since' || phrase.backOn !== null) return null
  if (phrase.role === 'overtime' || before.negated || phrase.negated) return null
  return { both: { ...phrase, backOn: before.isReturn, at: before.at } }
}

/** 开始日期7月1日，截止日期7月5日: the first opens what the second closes. */
function endByDeadline(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const [from, to] = [onlyPoint(before.when), onlyPoint(phrase.when)]
  if (before.when?.edge !== 'since' || phrase.when?.edge !== 'before' || from?.day == null || to?.day == null)
    return null
  if (before.sentence !== phrase.sentence || before.negated || phrase.negated) return null
  const when: When = { stretches: [{ from, to }], edge: null, choice: false }
  return { both: { ...before, when, end: phrase.end, role: before.role ?? phrase.role } }
}

/** 九点到下午四点加的班，上周六: a bare day right behind hours is theirs. */
function dayOfHours(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const [hours, ...rest] = before.when?.stretches ?? []
  const day = onlyPoint(phrase.when)
  if (before.when === null || hours?.from?.clock == null || hours.from.day !== null || rest.length > 0)
    return null
  if (day?.day == null || day.part !== null || day.clock !== null || !isSaidOfBoth(before, phrase))
    return null
  const from: Point = { ...hours.from, day: day.day, check: day.check }
  return {
    both: { ...before, when: { ...before.when, stretches: [{ from, to: hours.to }] }, end: phrase.end },
  }
}

/** 国庆多请两天，10月8号9号: a bare date behind a festival tells which days are meant. */
function dateOfFestival(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const festival = onlyPoint(before.when)?.day?.is === 'festival' && before.when?.edge === null
  const date = phrase.when?.stretches[0]?.from?.day?.is === 'date'
  if (!festival || !date || !isSaidOfBoth(before, phrase)) return null
  return { both: { ...phrase, at: before.at, role: phrase.role ?? before.role } }
}

function isSaidOfBoth(before: Phrase, phrase: Phrase): boolean {
  return phrase.bare && !before.negated && !phrase.negated && before.sentence === phrase.sentence
}

/** 7号、9号两天下午: the part of day behind a list holds for every day of it. */
function partOfList(before: Phrase, phrase: Phrase): ReturnType<Join> {
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
