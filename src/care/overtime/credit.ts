import type { Person } from '../../kernel/person.ts'
import type { CareContext, Tools } from '../../runtime/context.ts'
import { holdingsOf } from '../leave/holdings.ts'
import { watchLapse } from '../leave/jobs.ts'
import { addLine, holdLedger, linesOf } from '../leave/ledger.ts'
import { OVERTIME } from './policy.ts'
import { availableOn, type Draw, expiryOf, type Grant, halfDaysOf } from './rules.ts'
import { approvedMinutes, findOvertime, grantedSoFar, type OvertimeRow, timesWritten } from './store.ts'

type Moment = Pick<CareContext, 'tx' | 'tools' | 'now' | 'today'>

/** Half-days that minutes make by themselves. */
export function creditOf({ policy }: Pick<Tools, 'policy'>, minutes: number): number {
  return halfDaysOf(policy(OVERTIME), minutes)
}

/** Minutes confirmed before that have made no comp-day yet; none where each record stands for itself. */
export async function bankedMinutes({ tx, tools }: Moment, person: string): Promise<number> {
  const table = tools.policy(OVERTIME)
  if (table.rounding !== 'pool') return 0
  const granted = await grantedSoFar(tx, person)
  return Math.max(0, (await approvedMinutes(tx, person)) - granted * table.hours_per_day * 30)
}

/** Half-days that a record would be credited with now; 0 = none, or its hours are still to come. */
export async function expectedCredit(context: Moment, person: Person, row: OvertimeRow): Promise<number> {
  const { tx, tools, today } = context
  if (row.ahead) return 0
  const due = creditOf(tools, (await bankedMinutes(context, person.id)) + row.counted)
  const { freeGrants } = await holdingsOf(tx, person, tools, { today })
  return roomFor(tools, freeGrants, today, due)
}

/**
 * Brings the ledger to what a record comes to now: by itself, or (setting `pool`) what all confirmed records make
 * together less what they have granted already; never beyond the most that somebody can hold. What it grants is
 * one line, and one more each time it changes; nothing is written where nothing changes.
 * @returns half-days added; negative where some were taken back; null, and nothing written, where what the record has
 * granted is spent
 */
export async function settleCredit(context: Moment, person: Person, no: string): Promise<number | null> {
  const { tx, tools, now, today } = context
  await holdLedger(tx, person.id)
  const row = await findOvertime(tx, no)
  if (!row) return 0
  const { freeGrants } = await holdingsOf(tx, person, tools, { today })
  const due = await owed(context, row)
  const change = Math.min(due, roomFor(tools, freeGrants, today, due))
  if (change === 0) return 0
  const ref = await nextRef(tx, person.id, no)
  if (change > 0) {
    const { expiry } = tools.policy(OVERTIME)
    const expires = expiryOf(expiry, row.date)
    const line = { person: person.id, account: 'comp', year: 0, grant: no, at: now } as const
    await addLine(tx, { ...line, halfDays: change, cause: 'overtime', ref, since: row.date, expires })
    await watchLapse(context, person.id)
    return change
  }
  const draws = takenBack(freeGrants, no, -change, await grantOf(tx, person.id, no))
  if (!draws) return null
  for (const { grant, halfDays } of draws)
    await addLine(tx, {
      person: person.id,
      account: 'comp',
      year: 0,
      grant,
      halfDays: -halfDays,
      cause: 'reversal',
      ref,
      at: now,
    })
  return -draws.reduce((all, { halfDays }) => all + halfDays, 0)
}

/**
 * Whether a record may be taken back, or paid for: nothing of what it has granted was taken or is waited for, and
 * what all records would then have granted too much is still there to be given back.
 */
export async function isUnspent(
  context: Pick<CareContext, 'tx' | 'tools' | 'today'>,
  person: Person,
  no: string,
): Promise<boolean> {
  const { tx, tools, today } = context
  await holdLedger(tx, person.id)
  const row = await findOvertime(tx, no)
  if (!row) return true
  const due = await owed(
    context,
    { ...row, status: 'withdrawn' },
    row.status === 'approved' ? row.counted : 0,
  )
  const { freeGrants } = await holdingsOf(tx, person, tools, { today })
  const draws = takenBack(freeGrants, no, Math.max(0, -due), await grantOf(tx, person.id, no))
  return draws !== null && draws.reduce((all, { halfDays }) => all + halfDays, 0) >= -due
}

/**
 * What the record is due more, in half-days; less than nothing where it was granted too much.
 * @param without minutes of all records that are left out of it
 */
async function owed(
  { tx, tools }: Pick<Moment, 'tx' | 'tools'>,
  row: OvertimeRow,
  without = 0,
): Promise<number> {
  const table = tools.policy(OVERTIME)
  if (table.rounding === 'pool') {
    const minutes = (await approvedMinutes(tx, row.person)) - without
    return halfDaysOf(table, minutes) - (await grantedSoFar(tx, row.person))
  }
  const counts = row.status === 'approved' ? halfDaysOf(table, row.counted) : 0
  return counts - (await grantOf(tx, row.person, row.no))
}

function roomFor({ policy }: Tools, grants: readonly Grant[], today: string, due: number): number {
  const { most_days } = policy(OVERTIME)
  return most_days === 0 || due <= 0 ? due : Math.max(0, most_days * 2 - availableOn(grants, today))
}

/**
 * Takes back first what the record itself has granted, and the rest (hours that were kept for a later record's grant)
 * from the newest overtime. A grant of which something was taken already is not touched silently: null.
 */
function takenBack(grants: readonly Grant[], no: string, halfDays: number, granted: number): Draw[] | null {
  const own = grants.find(({ id }) => id === no)
  if ((own?.left ?? 0) < granted) return null
  const others = grants
    .filter(({ id }) => id !== no && id.startsWith(PREFIX))
    .toSorted((a, b) => (a.on < b.on ? 1 : -1))
  const draws: Draw[] = []
  let open = halfDays
  for (const { id, left } of [...(own ? [own] : []), ...others]) {
    const part = Math.min(open, left)
    if (part > 0) draws.push({ grant: id, halfDays: part })
    open -= Math.max(0, part)
  }
  // Where a comp-day of it was taken in the same moment, what is missing is made up by the records to come.
  return draws
}

/** Numbers of overtime records, which are the names of their grants. */
export const PREFIX = 'JB-'

/** What a record has granted, less what was taken back of it, with itself or (pool) with another record. */
async function grantOf(tx: CareContext['tx'], person: string, no: string): Promise<number> {
  const lines = (await linesOf(tx, person, 'comp', 0)).filter(
    ({ grant, ref, cause }) =>
      grant === no && ref.startsWith(PREFIX) && (cause === 'overtime' || cause === 'reversal'),
  )
  return lines.reduce((all, { halfDays }) => all + halfDays, 0)
}

/** A record's first line goes by its number: a replay cannot double it. What changes it later is counted. */
async function nextRef(tx: CareContext['tx'], person: string, no: string): Promise<string> {
  const written = await timesWritten(tx, person, no)
  return written === 0 ? no : `${no}/${written + 1}`
}
