import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Line } from '../../../../src/care/leave/ledger.ts'
import type { LeaveRow } from '../../../../src/care/leave/store.ts'
import type { Twice } from './acts.ts'

/** What must be so of every life at its end, whatever happened in it, by the rows alone. */
export async function checkLines({ naive, real }: Twice): Promise<void> {
  const { tx, person, today } = real
  const { ledger, leave } = tx.t
  const lines = (await tx.db.select().from(ledger).where(eq(ledger.person, person.id))) as Line[]
  const rows = (await tx.db.select().from(leave).where(eq(leave.person, person.id))) as LeaveRow[]

  // Lines are only ever added: what they come to at the end tells of every step.
  const sumOf = (some: readonly Line[]) => some.reduce((all, { halfDays }) => all + halfDays, 0)
  const year = Number(today.slice(0, 4))
  for (const one of [year - 1, year, year + 1]) {
    const there = sumOf(lines.filter(line => line.account === 'annual' && line.year === one))
    if (there !== naive.annual.lines(one)) expect(there, `lines of ${one}`).toBe(naive.annual.lines(one))
  }
  const comp = sumOf(lines.filter(({ account }) => account === 'comp'))
  if (comp !== naive.comp.there().length) expect(comp).toBe(naive.comp.there().length)

  // Every refund goes to the grant that it came from, and is never more than what was taken.
  const byLeave = Map.groupBy(
    lines.filter(isOfLeave),
    ({ ref, year, grant }) => `${ref.slice(0, 16)} ${year} ${grant}`,
  )
  for (const [key, of] of byLeave)
    if (sumOf(of) > 0 || of.every(({ cause }) => cause !== 'leave'))
      throw new Error(`more was given back than taken: ${key}`)

  // What was refused, taken back or not used is so in both.
  for (const { no, status } of rows)
    if (naive.requests.get(no)?.status !== status)
      expect([no, status]).toEqual([no, naive.requests.get(no)?.status])

  // Nobody is on leave twice in one half-day.
  const standing = rows
    .filter(({ status }) => status === 'approved')
    .sort((a, b) => (a.from < b.from ? -1 : 1))
  for (const [i, one] of standing.entries()) {
    const next = standing[i + 1]
    if (next && next.from <= one.to) throw new Error(`${one.no} and ${next.no} share a half-day`)
  }
}

function isOfLeave({ ref, cause }: Line): boolean {
  return ref.startsWith('QJ-') && ['leave', 'returned', 'reversal'].includes(cause)
}
