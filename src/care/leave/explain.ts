import { localDate } from '../../kernel/clock.ts'
import type { HalfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { type Holdings, holdingsOf } from './holdings.ts'
import { type Account, type Cause, type Line, linesOf, UNDONE } from './ledger.ts'
import { LEAVE } from './policy.ts'
import { type Missing, tierOf } from './rules.ts'
import { leaveOf } from './store.ts'

/** One thing that a balance is made of. */
export interface Entry {
  /**
   * `entitled`: what the law gives; `not_yet`: nothing, for the first years of work are not done; `risen`: more of it
   * since HR counted; `waiting`: reserved by a request; `undone`:
   * a reversal because who had agreed took that back.
   */
  readonly what: Cause | 'entitled' | 'not_yet' | 'risen' | 'waiting' | 'undone'
  /** Signed half-days. */
  readonly halfDays: number
  /** The request or record it comes from; null = none. */
  readonly no: string | null
  /**
   * When the leave is or the overtime was; the day it was written where there is none. Of `entitled`, `not_yet` and
   * `risen`: the day on which the `years` of work count.
   */
  readonly from: HalfDay | null
  readonly to: HalfDay | null
  readonly date: string | null
  /** Last day on which it can be taken. */
  readonly expires: string | null
  /** Years of work that the law asks for it; null of everything else. */
  readonly years: number | null
}

/** A balance with everything it is the sum of. */
export interface Explained {
  readonly account: Account
  /** 0 for comp-days. */
  readonly year: number
  /** Half-days, after what waits. Null where no number can be shown. */
  readonly left: number | null
  /** Why there is none. */
  readonly missing: Missing | null
  /** Their sum is `left`. */
  readonly entries: readonly Entry[]
}

type Ground = Pick<Tools, 'calendar' | 'policy' | 'zone' | 'vault'>

/** Annual leave of a year, this year where none is said, and comp-days, each with the lines it is the sum of. */
export async function explain(
  tx: Tx,
  person: Person,
  tools: Ground,
  today: string,
  year = Number(today.slice(0, 4)),
): Promise<Explained[]> {
  const held = await holdingsOf(tx, person, tools, { today })
  return [
    await explainAnnual(tx, person, tools, { held, year, today }),
    await explainComp(tx, person, tools, { held, today }),
  ]
}

async function explainAnnual(
  tx: Tx,
  person: Person,
  tools: Ground,
  { held, year, today }: { held: Holdings; year: number; today: string },
): Promise<Explained> {
  const { left, free, entitled, checked, missing } = held.annual(year, today)
  const written = await entriesOf(tx, await linesOf(tx, person.id, 'annual', year), tools)
  const before = left === null ? 0 : left - sum(written)
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  const on = today < first ? first : today > last ? last : today
  const tier = tierOf(tools.policy(LEAVE).entitlement, person, on)
  const law: Entry[] =
    left === null || tier === null || (before === 0 && checked)
      ? []
      : [
          {
            ...NOTHING,
            what: checked ? 'risen' : entitled === 0 ? 'not_yet' : 'entitled',
            halfDays: before,
            date: tier.from,
            years: tier.years,
          },
        ]
  const waiting = held.leave
    .filter(row => row.account === 'annual' && row.status === 'pending')
    .map(row => waitingEntry(row, held.reserves(row, year)))
  return {
    account: 'annual',
    year,
    left: free,
    missing,
    entries: [...law, ...written, ...waiting].filter(
      ({ what, halfDays }) => what === 'not_yet' || halfDays !== 0,
    ),
  }
}

async function explainComp(
  tx: Tx,
  person: Person,
  tools: Ground,
  { held, today }: { held: Holdings; today: string },
): Promise<Explained> {
  const written = await entriesOf(tx, await linesOf(tx, person.id, 'comp', 0), tools)
  const waiting = held.leave
    .filter(row => row.account === 'comp' && row.status === 'pending')
    .map(row => waitingEntry(row, held.reserves(row, 0)))
  const entries = [...written, ...waiting].filter(({ halfDays }) => halfDays !== 0)
  const left = held.freeGrants.reduce(
    (all, grant) => all + (grant.expires !== null && grant.expires < today ? 0 : grant.left),
    0,
  )
  // Past its last day and not written off yet: the job does that in the night.
  const lapsing = left - sum(entries)
  return {
    account: 'comp',
    year: 0,
    left,
    missing: null,
    entries: lapsing === 0 ? entries : [...entries, { ...NOTHING, what: 'lapse', halfDays: lapsing }],
  }
}

/** Lines of one request and cause are one entry, whatever grants they touched. */
async function entriesOf(tx: Tx, lines: readonly Line[], { zone }: Ground): Promise<Entry[]> {
  const entries = new Map<string, Entry>()
  for (const line of lines) {
    const key = `${line.cause} ${line.ref}`
    const before = entries.get(key)
    if (before) {
      entries.set(key, { ...before, halfDays: before.halfDays + line.halfDays })
      continue
    }
    const no = /^[A-Z]{2}-\d{8}-\d+/.exec(line.ref)?.[0] ?? null
    const leave = no?.startsWith('QJ') ? await leaveOf(tx, no) : null
    entries.set(key, {
      what: line.cause === 'reversal' && line.ref.includes(UNDONE) ? 'undone' : line.cause,
      halfDays: line.halfDays,
      no,
      from: leave?.from ?? null,
      to: leave?.to ?? null,
      date: line.cause === 'overtime' ? (line.since ?? null) : localDate(line.at, zone),
      expires: line.expires ?? null,
      years: null,
    })
  }
  return [...entries.values()]
}

function waitingEntry(row: { no: string; from: HalfDay; to: HalfDay }, halfDays: number): Entry {
  return { ...NOTHING, what: 'waiting', halfDays: -halfDays, no: row.no, from: row.from, to: row.to }
}

function sum(entries: readonly Entry[]): number {
  return entries.reduce((all, { halfDays }) => all + halfDays, 0)
}

const NOTHING = { no: null, from: null, to: null, date: null, expires: null, years: null }
