import type { TimeReading } from '../../kernel/reading.ts'
import type { Phrase, Role } from './compose/phrase.ts'
import { onlyPoint } from './compose/when.ts'

/** A reading with the phrase it came from (null for a day that does not exist) and what it is about. */
export interface Candidate {
  reading: TimeReading
  phrase: Phrase | null
  role: Role
}

/** The reading that a message is about, or null where it has none. `comp`: comp-time is taken in it. */
export function composite(candidates: readonly Candidate[], comp: boolean): TimeReading | null {
  const refused = candidates.find(({ reading }) => reading.invalid !== null && !reading.negated)
  if (refused !== undefined) return refused.reading
  let best: Candidate | null = null
  let heaviest = Number.NEGATIVE_INFINITY
  for (const candidate of candidates) {
    const weight = weightOf(candidate, comp)
    if (weight > heaviest) [best, heaviest] = [candidate, weight]
  }
  return best && (narrower(best, candidates) ?? measured(best.reading, candidates))
}

/** 3月23日去复查，来回三天，23号走25号回: the length may have been told with the same days before. */
function measured(best: TimeReading, candidates: readonly Candidate[]): TimeReading {
  if (best.amount !== null) return best
  const same = candidates.find(({ reading: { start, end, amount, negated } }) => {
    return start === best.start && end === best.end && amount !== null && !negated
  })
  return same ? { ...best, amount: same.reading.amount, unit: same.reading.unit } : best
}

/** Accepted before rejected, a time before a mere length, what is asked for before what is told. */
function weightOf({ reading, phrase, role }: Candidate, comp: boolean): number {
  const accepted = reading.negated ? 0 : 8
  const timed = reading.start === null && reading.end === null ? 0 : isYear(phrase) ? 2.5 : 4
  // Overtime named where comp-time is taken is the reason, not the matter: 用上周六的加班，下周一调休.
  const source = comp && (role === 'overtime' || phrase?.duty)
  const asked = source ? 0 : role === null ? 1 : role === 'balance' ? 0 : 2
  const measured = reading.amount === null ? 0 : 0.5
  // 过年想多休几天，2月5号到14号: two ends say more than one day.
  const [stretch] = phrase?.when?.stretches ?? []
  const spanned = stretch?.from != null && stretch.to !== null ? 0.5 : 0
  const direct = phrase?.direct ? 0.125 : 0
  const wished = phrase?.clause?.wish ? 1 : phrase?.clause?.told ? -1 : 0
  // 前两天加班，周六9小时: a day named says more than some days.
  const vague = reading.fuzzy ? -0.5 : 0
  return vague + accepted + timed + asked + wished + measured + spanned + direct
}

/** 今年, 2025年: what is told of a whole year is seldom the matter. */
export function isYear(phrase: Phrase | null): boolean {
  const day = onlyPoint(phrase?.when)?.day
  return day?.is === 'period' && day.unit === 'year'
}

/** 11月份休年假，具体9号到13号; 上个月加班漏了一天，8月29日: days inside the stretch named first say what is meant. */
function narrower(
  { reading: best, phrase }: Candidate,
  candidates: readonly Candidate[],
): TimeReading | null {
  // 请21日至23日，其中22日下午开会: what has both its ends needs no narrowing.
  if (phrase?.when?.stretches.some(({ from, to }) => from !== null && to !== null)) return null
  const { start, end } = best
  const overtime = best.kind === 'overtime' && onlyPoint(phrase?.when)?.day?.is === 'period'
  if (!(best.kind === 'range' || overtime) || best.dates !== null || start === null || end === null)
    return null
  for (const { reading, phrase: other } of candidates) {
    if ((other?.clause?.told && !phrase?.clause?.told) || reading.span[0] < best.span[1] || reading.negated)
      continue
    const span = overtime ? (reading.past ?? reading) : reading
    if (span.start === null || (span.start === start && span.end === end)) continue
    const last = (span.end ?? span.start).slice(0, 10)
    if (span.start < start || last > end) continue
    const kind = overtime ? best.kind : reading.kind
    return {
      ...reading,
      ...span,
      kind,
      amount: reading.amount ?? best.amount,
      unit: reading.unit ?? best.unit,
    }
  }
  return null
}
