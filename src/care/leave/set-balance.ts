import type { Tx } from '../../storage/storage.ts'
import { draw, type Grant } from '../overtime/rules.ts'
import { CARRY, grantsOf } from './holdings.ts'
import { addLine, booksOf, type Line } from './ledger.ts'

/** Whose account is set, and by what. */
interface About {
  readonly person: string
  /** The import: one line per import, account and grant. */
  readonly ref: string
  /** ms UTC. */
  readonly at: number
}

/**
 * Sets what somebody has left of a year's annual leave, by lines for the difference: the first time as `opening` (also
 * where it is nothing: it says that somebody has checked), later as `correction`. What was left before may have risen
 * since with the years of work: what is said now holds it already, so a later day is written down even for nothing.
 * @param left half-days; null = nothing is said about it. `carry`: what came over from last year, which lapses with the
 * year; where it is null, `annual` is both together
 * @returns how many lines it took
 */
export async function setAnnual(
  tx: Tx,
  { year, ...about }: About & { year: number },
  { annual, carry }: { annual: number | null; carry: number | null },
): Promise<number> {
  const sums = (await booksOf(tx, about.person)).filter(sum => sum.account === 'annual' && sum.year === year)
  const line = { ...about, account: 'annual', year } as const
  let lines = 0
  if (carry !== null) {
    const there = sums.filter(({ grant }) => grant === CARRY)
    const cause = there.length === 0 ? 'carry' : 'correction'
    const expires = there.length === 0 ? `${year}-12-31` : null
    lines += await difference(tx, { ...line, cause, grant: CARRY, expires }, carry - total(there))
  }
  if (annual !== null) {
    const opened = sums.find(sum => sum.opened !== null)?.opened ?? null
    const there = carry === null ? sums : sums.filter(({ grant }) => grant !== CARRY)
    const missing = annual - total(there)
    const cause = opened === null ? 'opening' : 'correction'
    if (missing !== 0 || opened !== about.at) {
      await addLine(tx, { ...line, cause, grant: '', halfDays: missing })
      lines++
    }
  }
  return lines
}

/**
 * The same of comp-days. Without any end they are one sum: what comes in is a grant of its own, which does not lapse;
 * what goes out is taken from what lapses first. With an end they are set end by end, and what is not named is none.
 */
export async function setComp(
  tx: Tx,
  about: About,
  rows: readonly { readonly comp: number | null; readonly compExpires: string | null }[],
): Promise<number> {
  const given = rows.flatMap(({ comp, compExpires }) =>
    comp === null ? [] : [{ comp, expires: compExpires }],
  )
  if (given.length === 0) return 0
  const sums = (await booksOf(tx, about.person)).filter(sum => sum.account === 'comp')
  const opened = sums.some(sum => sum.opened !== null)
  const cause = opened ? 'correction' : 'opening'
  const grants = grantsOf(sums).map(grant => ({ ...grant, on: '' }))
  const line = { ...about, account: 'comp', year: 0, cause } as const
  if (given.every(({ expires }) => expires === null))
    return setSum(tx, line, grants, (given[0]?.comp ?? 0) - leftOf(grants), !opened)
  let lines = 0
  const ends = new Set([...given.map(({ expires }) => expires), ...grants.map(({ expires }) => expires)])
  for (const expires of ends) {
    const there = grants.filter(grant => grant.expires === expires)
    const wanted = given.find(one => one.expires === expires)?.comp ?? 0
    const ref = `${about.ref}/${expires ?? ''}`
    lines += await setSum(tx, { ...line, ref, expires }, there, wanted - leftOf(there), false)
  }
  return lines
}

/** @param always also where nothing is missing */
async function setSum(
  tx: Tx,
  line: Omit<Line, 'halfDays' | 'grant'>,
  grants: readonly Grant[],
  missing: number,
  always: boolean,
): Promise<number> {
  if (missing > 0 || (missing === 0 && always)) {
    await addLine(tx, { ...line, halfDays: missing, grant: line.ref })
    return 1
  }
  const drawn = missing < 0 ? (draw(grants, [{ date: '', halfDays: -missing }]) ?? []) : []
  for (const { grant, halfDays } of drawn)
    await addLine(tx, { ...line, expires: null, halfDays: -halfDays, grant })
  return drawn.length
}

async function difference(tx: Tx, line: Omit<Line, 'halfDays'>, halfDays: number): Promise<number> {
  if (halfDays === 0) return 0
  await addLine(tx, { ...line, halfDays })
  return 1
}

function leftOf(grants: readonly Grant[]): number {
  return grants.reduce((sum, { left }) => sum + left, 0)
}

function total(sums: readonly { readonly halfDays: number }[]): number {
  return sums.reduce((all, { halfDays }) => all + halfDays, 0)
}
