/** Comp-days that came from one record, and what is left of them, in half-days. */
export interface Grant {
  readonly id: string
  /** From when they can be taken, `YYYY-MM-DD`; '' = always could. */
  readonly on: string
  /** Last day on which they can be taken; null = they do not lapse. */
  readonly expires: string | null
  readonly left: number
}

/** What a leave takes from a grant, or gives back to it. */
export interface Draw {
  readonly grant: string
  readonly halfDays: number
}

/** Half-days that a leave needs on a date. */
export interface Need {
  readonly date: string
  readonly halfDays: number
}

/**
 * Which grants a leave takes from: of those that can be taken on the day of the leave, the one that lapses first,
 * then the oldest. Taking what is good for the fewest days leaves the most for others, so the order in which
 * requests come never decides whether all of them can be met.
 * @returns one draw per grant, in the order taken; null where there is too little
 */
export function draw(grants: readonly Grant[], needs: readonly Need[]): Draw[] | null {
  const left = new Map(grants.map(({ id, left }) => [id, left]))
  const taken = new Map<string, number>()
  const queue = grants.toSorted(bySoonest)
  for (const { date, halfDays } of needs) {
    let open = halfDays
    for (const grant of queue) {
      const part = isGoodOn(grant, date) ? Math.min(open, left.get(grant.id) ?? 0) : 0
      if (part <= 0) continue
      left.set(grant.id, (left.get(grant.id) ?? 0) - part)
      taken.set(grant.id, (taken.get(grant.id) ?? 0) + part)
      open -= part
      if (open === 0) break
    }
    if (open > 0) return null
  }
  return [...taken].map(([grant, halfDays]) => ({ grant, halfDays }))
}

/** How many of some half-days could be met, taken one after the other from the first. */
export function reach(grants: readonly Grant[], needs: readonly Need[]): number {
  let pool = grants
  let met = 0
  for (const { date, halfDays } of needs)
    for (let i = 0; i < halfDays; i++) {
      const drawn = draw(pool, [{ date, halfDays: 1 }])
      if (!drawn) return met
      pool = afterDraws(pool, drawn)
      met++
    }
  return met
}

/** What is left of grants after some draws; more where they give back (negative). */
export function afterDraws(grants: readonly Grant[], draws: readonly Draw[]): Grant[] {
  const sums = new Map<string, number>()
  for (const { grant, halfDays } of draws) sums.set(grant, (sums.get(grant) ?? 0) + halfDays)
  return grants.map(grant => ({ ...grant, left: grant.left - (sums.get(grant.id) ?? 0) }))
}

/** What can be taken on a day, in half-days. */
export function availableOn(grants: readonly Grant[], date: string): number {
  return grants.reduce((sum, grant) => sum + (isGoodOn(grant, date) ? grant.left : 0), 0)
}

/** What has lapsed by the end of the day before `date` and is still counted as left. Repeated, it finds nothing new. */
export function lapsedBy(grants: readonly Grant[], date: string): Draw[] {
  return grants
    .filter(({ expires, left }) => expires !== null && expires < date && left > 0)
    .map(({ id, left }) => ({ grant: id, halfDays: left }))
}

/** The last day counts, and what matters is the day of the leave. */
function isGoodOn({ on, expires }: Grant, date: string): boolean {
  return on <= date && (expires === null || date <= expires)
}

/** The order in which grants are drawn from. */
export function bySoonest(a: Grant, b: Grant): number {
  return compare(a.expires ?? NEVER, b.expires ?? NEVER) || compare(a.on, b.on) || compare(a.id, b.id)
}

const NEVER = '9999-12-31'

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
