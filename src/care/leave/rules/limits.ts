import type { Calendar } from '../../../kernel/calendar.ts'
import { dateOf } from '../../../kernel/half-day.ts'
import { countHalfDays, isAdjacent, type Stretch } from './counting.ts'
import { kindRule } from './kinds.ts'
import type { LeaveTable } from './table.ts'

/** How a request stands to what there is of its kind, in half-days. */
export interface Limit {
  readonly most: number
  /** What other leave of the kind has taken of the same occasion. */
  readonly others: number
  readonly over: boolean
  /** Refused when over; otherwise HR decides. */
  readonly firm: boolean
  /** More than everybody has who may take it: it depends on a circumstance that HR sees to. */
  readonly depends: boolean
}

/** Whether HR has to look at a request that is not refused. */
export function isForHr(limit: Limit | null | undefined): boolean {
  return limit ? limit.depends || (limit.over && !limit.firm) : false
}

/** Other leave of the kind, and the days of it that were worked because somebody was called back (召回). */
type Other = Stretch & { readonly worked?: readonly Stretch[] }

/**
 * What a kind has for one occasion, and what other requests have taken of it, approved or waiting. Requests between
 * which nobody works are one leave, so a limit cannot be split away. Days that were worked count for nothing.
 * @param others the person's other leave of the same kind
 * @returns null where the kind has no limit
 */
export function limitOf(
  calendar: Calendar,
  table: Pick<LeaveTable, 'kinds'>,
  request: Stretch & { kind: string },
  others: readonly Other[],
): Limit | null {
  const { most, count, amounts = {} } = kindRule(table, request.kind)
  if (!most) return null
  const days = (stretch: Stretch) => countHalfDays(calendar, count, stretch)
  const taken = (other: Other, frame: Stretch = other) =>
    (other.worked ?? []).reduce(
      (sum, worked) => sum - days(overlap(overlap(worked, other), frame)),
      days(overlap(other, frame)),
    )
  const same = most.per === 'stretch' ? joined(calendar, request, others) : near(request, others, most.months)
  const sum = (of: readonly Other[]) => of.reduce((all, other) => all + taken(other), days(request))
  const { sure } = most
  const usual = sure?.of.reduce((all, name) => all + (amounts[name] ?? 0) * 2, 0)
  const occasion = sure?.months === undefined ? same : near(request, others, sure.months)
  const depends = usual !== undefined && sum(occasion) > usual
  const within = { most: most.days * 2, firm: most.firm, depends }
  if (most.per === 'year') {
    const years = yearsOf(request)
    const sums = years.map(year => ({
      mine: days(overlap(request, wholeYear(year))),
      others: others.reduce((sum, other) => sum + taken(other, wholeYear(year)), 0),
    }))
    const worst = sums.reduce((a, b) => (b.mine + b.others > a.mine + a.others ? b : a))
    return { ...within, others: worst.others, over: worst.mine + worst.others > within.most }
  }
  const whole = sum(same)
  return { ...within, others: whole - days(request), over: whole > within.most }
}

/** Those that make one leave with the request, directly or through each other. */
function joined(calendar: Calendar, request: Stretch, others: readonly Other[]): Other[] {
  const found: Other[] = []
  let rest = [...others]
  for (let grew = true; grew; ) {
    const touching = rest.filter(o => [request, ...found].some(f => isAdjacent(calendar, f, o)))
    grew = touching.length > 0
    found.push(...touching)
    rest = rest.filter(o => !touching.includes(o))
  }
  return found
}

/** Those that begin within so many months before or after it. */
function near(request: Stretch, others: readonly Other[], months = 12): Other[] {
  const start = Temporal.PlainDate.from(dateOf(request.from))
  const earliest = start.subtract({ months }).toString()
  const latest = start.add({ months }).toString()
  return others.filter(({ from }) => dateOf(from) > earliest && dateOf(from) < latest)
}

function yearsOf({ from, to }: Stretch): number[] {
  const first = Number(from.slice(0, 4))
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, i) => first + i)
}

function wholeYear(year: number): Stretch {
  return { from: `${year}-01-01a`, to: `${year}-12-31p` }
}

/** What two stretches share; it ends before it begins where they share nothing, and takes no day then. */
function overlap(a: Stretch, b: Stretch): Stretch {
  return { from: a.from > b.from ? a.from : b.from, to: a.to < b.to ? a.to : b.to }
}
