import type { Clock, Day, Token } from '../scan/token.ts'
import { readDay, type SaidDay, sameDayAgain } from './day-words.ts'
import { type Item, type Part, type Point, touches } from './when.ts'

/** The tokens with every day, part of day and hour that belong together gathered into points. Linear. */
export function gatherPoints(tokens: readonly Token[], text: string): Item[] {
  const items: Item[] = []
  let habitual = false // 天天加班到十点: until the clause ends, hours without a day are a habit
  for (let i = 0; i < tokens.length; ) {
    const token = tokens[i]
    if (token === undefined) break
    if (token.is === 'stop') habitual = false
    if (token.is === 'mark' && token.mark === 'every') {
      habitual = true
      i = afterHabit(tokens, i, text)
      continue
    }
    if (tellsWeekday(tokens[i - 1], token, text) || isAside(tokens, i)) {
      items.push({ is: 'inert', at: token.at, end: token.end })
      i++
      continue
    }
    const read = readPoint(tokens, i, text)
    if (read === null) items.push(token)
    else if (!habitual || read.point.day !== null) items.push(...itemsOf(read))
    i = read?.next ?? i + 1
  }
  return items
}

/** 29日是周日, 29日那个周日: the weekday of the day before it is no day of its own. */
function tellsWeekday(before: Token | undefined, token: Token, text: string): boolean {
  if (token.is !== 'day' || token.day.is !== 'weekday') return false
  if (before?.is !== 'day' || before.day.is === 'weekday') return false
  return /^(?:(?:正好|刚好|恰好|就|又)?是|那个|这个|当天)$/u.test(text.slice(before.end, token.at))
}

/** 5月17号考级，周日，18号补休: a weekday alone in its clause says it of the date before. */
function isAside(tokens: readonly Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  if (token?.is !== 'day' || token.day.is !== 'weekday' || token.day.week !== null) return false
  if (before?.is !== 'stop' || before.end !== token.at || after?.is !== 'stop' || after.at !== token.end)
    return false
  const told = tokens.slice(Math.max(0, at - NEAR), at).findLast(({ is }) => is === 'day')
  return told?.is === 'day' && told.day.is === 'date'
}

/** Tokens within which a date may have been told. */
const NEAR = 6

/** Index behind 每周一 or 每天下午4点: a habit is no day to book. A length behind it stays. */
function afterHabit(tokens: readonly Token[], from: number, text: string): number {
  let next = from + 1
  while (/^(?:day|part|clock|mark|number)$/u.test(tokens[next]?.is ?? '') && touches(tokens, next, text))
    next++
  return next
}

interface ReadPoint {
  point: Point
  at: number
  end: number
  next: number
  /** 三天内: the point is a deadline. */
  within: boolean
}

function itemsOf({ point, at, end, within }: ReadPoint): Item[] {
  const item: Item = { is: 'point', at, end, point }
  return within ? [item, { is: 'mark', at: end, end, mark: 'before' }] : [item]
}

function readPoint(tokens: readonly Token[], from: number, text: string): ReadPoint | null {
  const read = readDay(tokens, from, text)
  const said = read && withCheck(tokens, read, text)
  const hour = readHour(tokens, said?.next ?? from, text, said !== null)
  const [first, last] = [tokens[from], tokens[hour.next - 1]]
  if (hour.next === from || first === undefined || last === undefined) return null
  const part = hour.part ?? said?.part ?? null
  const [day, check] = [said?.day ?? null, said?.check ?? null]
  // A day with a part, an hour or another name for it needs no further witness.
  const plain = hour.clock === null && check === null && (day === null || part === null)
  const trust = plain ? (read?.trust ?? (first.is === 'part' ? first.trust : 'sure')) : 'sure'
  const point: Point = { day, check, part, clock: hour.clock, trust, ...(hour.whole && { whole: true }) }
  return { point, at: first.at, end: last.end, next: hour.next, within: read?.within ?? false }
}

/** The day with its other name, if it has one; of the two the fuller is the day, the other the check. */
function withCheck(
  tokens: readonly Token[],
  read: SaidDay,
  text: string,
): { day: Day; check: Day | null; part: Part | null; next: number } {
  const again = sameDayAgain(tokens, read.next, text, read.day)
  if (again === null) return { day: read.day, check: null, part: null, next: read.next }
  const swap = isWhole(again.day) && !isWhole(read.day)
  return { ...again, day: swap ? again.day : read.day, check: swap ? read.day : again.day }
}

/** A date with its month needs no other word to be known: 周四（12月3日）. */
function isWhole(day: Day): boolean {
  return day.is === 'date' && day.month !== null
}

/** Part of day and hour behind a day (的, 全天 or a comma may stand between), or on their own. */
function readHour(
  tokens: readonly Token[],
  from: number,
  text: string,
  dayBefore: boolean,
): { part: Part | null; clock: Clock | null; whole: boolean; next: number } {
  let next = dayBefore ? afterLink(tokens, from, text) : from
  const before = tokens[next - 1]
  const whole = next > from && before?.is === 'mark' && before.mark === 'whole'
  let part: Part | null = null
  const attached = () => (next === from && !dayBefore) || touches(tokens, next, text)
  const first = tokens[next]
  if (first?.is === 'part' && attached()) {
    part = { part: first.part, dawn: first.dawn }
    next++
  }
  const clock = tokens[next]
  if (clock?.is === 'clock' && attached()) return { part, clock: clock.clock, whole, next: next + 1 }
  return { part, clock: null, whole, next }
}

/** Index behind 全天, and behind the 的 or comma that leads to an hour: 明天的下午, 明天，下午. */
function afterLink(tokens: readonly Token[], at: number, text: string): number {
  const [link, hour] = [tokens[at], tokens[at + 1]]
  if (!touches(tokens, at, text)) return at
  if (link?.is === 'mark' && link.mark === 'whole') return at + 1
  const links = (link?.is === 'mark' && link.mark === 'of') || (link?.is === 'stop' && !link.strong)
  const leads = (hour?.is === 'part' || hour?.is === 'clock') && touches(tokens, at + 1, text)
  return links && leads ? at + 1 : at
}
