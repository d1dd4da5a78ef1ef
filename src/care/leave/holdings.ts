import { localDate } from '../../kernel/clock.ts'
import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { afterDraws, availableOn, type Draw, draw, type Grant } from '../overtime/rules.ts'
import { type Account, booksOf, type Sum } from './ledger.ts'
import { LEAVE } from './policy.ts'
import { annualLeft, chargeByDate, chargeByYear, type Missing, missingFor, type YearBooks } from './rules.ts'
import { aliveLeave, type LeaveRow } from './store.ts'
import { type Charge, takenBefore } from './taken.ts'

/** What somebody has in one year, in half-days. */
export interface Balance {
  /** After approved and pending leave; null where no number can be shown. */
  annual: number | null
  comp: number
  /** Reserved by requests that wait. */
  pending: number
  /** Whether HR has imported an opening balance for the year. */
  checked: boolean
  /** Why `annual` is null. */
  missing: Missing | null
}

/** What somebody has, from his lines and his leave that is approved or waits. All in half-days. */
export interface Holdings {
  /** Of a year, as it is on a day: after approved leave and, `free`, after what waits. */
  annual(year: number, on: string): AnnualHolding
  /** Comp-days after approved leave, and after what waits. */
  readonly grants: readonly Grant[]
  readonly freeGrants: readonly Grant[]
  /**
   * What a request that waits will take of a year (0: of comp-days), in half-days. A change of dates takes only what
   * goes beyond the leave it would move: of the two one will stand.
   */
  reserves(row: LeaveRow, year: number): number
  /** Approved or waiting, of this year and what is near it. */
  readonly leave: readonly LeaveRow[]
}

export interface AnnualHolding {
  readonly entitled: number | null
  readonly left: number | null
  readonly free: number | null
  /** What waits will take of it. */
  readonly reserved: number
  readonly carry: number
  readonly checked: boolean
  /** Why no number can be shown; null where one is. */
  readonly missing: Missing | null
}

type Ground = Pick<Tools, 'calendar' | 'policy' | 'zone' | 'vault'>

/**
 * @param about `except`: requests that are left out, because they are what is being judged; `back`: what would be
 * given back with it
 */
export async function holdingsOf(
  tx: Tx,
  person: Person,
  tools: Ground,
  about: { today: string; except?: readonly string[]; back?: readonly Charge[] },
): Promise<Holdings> {
  const sums = withBack(await booksOf(tx, person.id), about.back ?? [])
  const leave = (await aliveLeave(tx, person.id, about.today)).filter(({ no }) => !about.except?.includes(no))
  const { calendar } = tools
  const before = await takenBefore(tx, tools, leave)
  const waiting = (account: Account) =>
    leave.filter(row => row.status === 'pending' && row.account === account)
  const grants = grantsOf(sums)
  const draws = new Map<string, readonly Draw[]>()
  let freeGrants: readonly Grant[] = grants
  for (const row of waiting('comp')) {
    const taken = before.get(row.no) ?? []
    const back = taken.map(one => ({ ...one, halfDays: -one.halfDays }))
    const drawn = draw(afterDraws(freeGrants, back), chargeByDate(calendar, row)) ?? []
    const beyond = drawn.map(one => ({
      ...one,
      halfDays: Math.max(0, one.halfDays - sumOf(taken.filter(({ grant }) => grant === one.grant))),
    }))
    draws.set(row.no, beyond)
    freeGrants = afterDraws(freeGrants, beyond)
  }
  const reserves = (row: LeaveRow, year: number): number => {
    if (row.account !== 'annual') return sumOf(draws.get(row.no) ?? [])
    const taken = (before.get(row.no) ?? []).filter(one => one.year === year)
    return Math.max(0, (chargeByYear(calendar, row).get(year) ?? 0) - sumOf(taken))
  }
  return {
    annual(year, on) {
      const books = booksOfYear(sums, year, tools.zone)
      const { entitlement } = tools.policy(LEAVE)
      const { left, entitled, carry } = annualLeft(entitlement, person, books, on)
      const reserved = waiting('annual').reduce((all, row) => all + reserves(row, year), 0)
      return {
        entitled,
        left,
        free: left === null ? null : left - reserved,
        reserved,
        carry,
        checked: books.opened !== null,
        missing: missingFor(entitlement, person, books),
      }
    },
    grants,
    freeGrants,
    reserves,
    leave,
  }
}

function sumOf(parts: readonly { readonly halfDays: number }[]): number {
  return parts.reduce((all, { halfDays }) => all + halfDays, 0)
}

function withBack(sums: readonly Sum[], back: readonly Charge[]): Sum[] {
  return sums.map(sum => {
    const given = back.filter(
      one => one.account === sum.account && one.year === sum.year && one.grant === sum.grant,
    )
    return { ...sum, halfDays: given.reduce((all, { halfDays }) => all + halfDays, sum.halfDays) }
  })
}

/** What somebody has today. @param about `today`: the day whose year it is, and by which years of work are counted */
export async function balanceOf(
  tx: Tx,
  person: Person,
  { today, tools }: { today: string; tools: Ground },
): Promise<Balance> {
  return balanceIn(await holdingsOf(tx, person, tools, { today }), today)
}

/** The same of what was read already. @param year of the annual leave; comp-days belong to none */
export function balanceIn(held: Holdings, today: string, year = Number(today.slice(0, 4))): Balance {
  const annual = held.annual(year, today)
  const comp = availableOn(held.freeGrants, today)
  const pending = annual.reserved + availableOn(held.grants, today) - comp
  return { annual: annual.free, comp, pending, checked: annual.checked, missing: annual.missing }
}

export function grantsOf(sums: readonly Sum[]): Grant[] {
  return sums
    .filter(({ account }) => account === 'comp')
    .map(({ grant, since, expires, halfDays }) => ({
      id: grant,
      on: since ?? '',
      expires,
      left: halfDays,
    }))
}

/** What the ledger says of one year of somebody's annual leave. */
export function booksOfYear(sums: readonly Sum[], year: number, zone: string): YearBooks {
  const mine = sums.filter(sum => sum.account === 'annual' && sum.year === year)
  const total = (carry: boolean) =>
    mine.reduce((all, sum) => all + ((sum.grant === CARRY) === carry ? sum.halfDays : 0), 0)
  const opened = mine.find(sum => sum.opened !== null)?.opened ?? null
  return {
    year,
    own: total(false),
    carry: total(true),
    opened: opened === null ? null : localDate(opened, zone),
    earlier: sums.some(sum => sum.account === 'annual' && sum.year < year),
  }
}

/** The grant of annual leave that came over from last year. */
export const CARRY = 'carry'
