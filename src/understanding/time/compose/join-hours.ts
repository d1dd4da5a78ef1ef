import type { DayPart } from '../../../kernel/reading.ts'
import { isSaidOfBoth, type Join, roleOfBoth, standTogether } from './both.ts'
import type { Phrase } from './phrase.ts'
import { onlyPoint, type Part, type Point, type Stretch, type When } from './when.ts'

// Hours of one phrase joined with the day of another.

/** 昨天加班，18点到21点: hours without a day belong to the day named before them in the sentence. */
export function lendDay(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const lender = onlyPoint(before.when) ?? hoursOfDay(before.when)
  const [stretch, ...rest] = phrase.when?.stretches ?? []
  if (lender?.day == null || stretch?.from == null || stretch.from.day !== null || rest.length > 0)
    return null
  if (
    phrase.when === null ||
    phrase.when.edge === 'until' ||
    phrase.when.edge === 'ended' ||
    before.sentence !== phrase.sentence
  )
    return null
  const near = before.clause === phrase.clause && phrase.at - before.end <= NEAR
  const part = stretch.to !== null || near ? lentPart(lender, stretch) : null
  const worked = before.role === 'overtime' || phrase.role === 'overtime'
  if (isOver(lender) && !toldAgain(lender, stretch) && !(part !== null && (worked || near))) return null
  const from: Point = {
    ...stretch.from,
    day: lender.day,
    check: lender.check,
    part: stretch.from.part ?? part,
  }
  const when: When = { ...phrase.when, stretches: [{ from, to: stretch.to }] }
  const used = part !== null || toldAgain(lender, stretch)
  const spent = (lender.part !== null && !used) || lender.clock !== null || before.negated
  // 9点到12点、14点到17点加班: what is said of the last hours is said of the first.
  const told = phrase.at - before.end <= 1 ? { ...before, role: before.role ?? phrase.role } : before
  if (spent) return { itself: { ...phrase, when }, before: told }
  return { both: { ...before, when, end: phrase.end, role: roleOfBoth(before, phrase) } }
}

/** 昨晚防汛，晚上8点到早上6点: the very part of day, now with its hours. */
function toldAgain({ part, clock }: Point, { from, to }: Stretch): boolean {
  return to !== null && part !== null && clock === null && from?.part?.part === part.part
}

/** Characters between a part of day and its hour: 昨晚又是|十一点下班. */
const NEAR = 3

/** 昨天晚上加班，7点到10点: the part of day that hours lie in, where the first of them fits. */
function lentPart({ part, clock }: Point, { from }: Stretch): Part | null {
  if (part === null || clock !== null || from?.clock == null || from.part !== null) return null
  const hour = from.clock.minutes / 60
  const [first, last] = HOURS[part.part]
  return from.clock.vague && hour >= first && hour <= last ? part : null
}

/** First and last hour of each part of a day, as they are said. */
const HOURS: Readonly<Record<DayPart, readonly [number, number]>> = {
  am: [5, 12],
  noon: [11, 12],
  pm: [1, 7],
  eve: [5, 12],
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

/** 周日下午去现场，弄到晚上九点; 昨晚9点去的，11点半才走: an hour alone as an end closes the time named before it. */
export function untilHour(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const from = before.when?.edge === null ? (onlyPoint(before.when) ?? dayWithEnd(before.when)) : null
  const [end, ...rest] = phrase.when?.stretches ?? []
  const returns = phrase.isReturn?.point.clock != null && from?.clock != null // 两点走，五点回来
  const ends = phrase.when?.edge === 'until' || phrase.when?.edge === 'ended' || returns
  if (from === null || !ends || end === undefined || rest.length > 0) return null
  if (from.day === null && (from.clock === null || !returns)) return null
  const to = end.from === null ? end.to : end.to === null ? end.from : null
  if (to?.clock == null || !standTogether(before, phrase)) return null
  const when: When = { stretches: [{ from, to }], edge: null, choice: false }
  return { both: { ...before, when, end: phrase.end, role: roleOfBoth(before, phrase) } }
}

/** 昨晚加班到九点，从六点开始: the hour at which it began, told behind its end. */
export function sinceHour(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const [open, begun] = [before.when && dayWithEnd(before.when), onlyPoint(phrase.when)]
  if (before.when === null || !open || phrase.when?.edge !== 'since' || begun?.clock == null) return null
  if (begun.day !== null || !standTogether(before, phrase)) return null
  const [{ to } = { to: null }] = before.when.stretches
  const from: Point = { ...open, part: begun.part ?? open.part, clock: begun.clock }
  const when: When = { stretches: [{ from, to }], edge: null, choice: false }
  return { both: { ...before, when, end: phrase.end } }
}

/** 昨天开会到七点半，又赶材料到十一点: the day whose end was told, and is told anew. */
function dayWithEnd({ stretches: [stretch, ...rest] }: When): Point | null {
  const open = stretch?.to?.clock != null && stretch.to.day === null && stretch.from?.clock === null
  return open && rest.length === 0 ? stretch.from : null
}

/** 11日8:30-17:30，12日8:30-12:00加班: what is said of the last hours is said of those right before them. */
export function sharedRole(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const hours = (when: When | null) => when?.stretches.every(({ from, to }) => (from ?? to)?.clock != null)
  if (before.role !== null || !before.bare || phrase.at - before.end > 1 || !standTogether(before, phrase))
    return null
  return hours(before.when) && hours(phrase.when)
    ? { itself: phrase, before: { ...before, role: phrase.role } }
    : null
}

/** 九点到下午四点加的班，上周六: a bare day right behind hours is theirs. */
export function dayOfHours(before: Phrase, phrase: Phrase): ReturnType<Join> {
  const [hours, ...rest] = before.when?.stretches ?? []
  const day = onlyPoint(phrase.when)
  const first = hours?.from ?? hours?.to
  if (before.when === null || hours === undefined || first?.clock == null || first.day !== null) return null
  if (rest.length > 0 || day?.day == null || day.part !== null || day.clock !== null) return null
  if (!isSaidOfBoth(before, phrase)) return null
  // 加班到凌晨两点，昨天的: where only the end was told, the day begins it.
  const from: Point = hours.from === null ? day : { ...hours.from, day: day.day, check: day.check }
  const edge = hours.from === null ? null : before.when.edge
  return {
    both: { ...before, when: { ...before.when, edge, stretches: [{ from, to: hours.to }] }, end: phrase.end },
  }
}
