import { and, eq, gte, inArray, isNull, lt, notExists, notInArray, type SQL, sql } from 'drizzle-orm'
import { instantOf, localDate } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/half-day.ts'
import type { JobContext } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import type { LifeKind } from './kind.ts'

/** Still somebody's to decide, to complete or to agree to. */
const UNDER_WAY = ['consent', 'pending', 'returned']

/** Requests that were decided: leave, overtime and reports of leaving; or hardship, with its papers. */
export function requestLife(kind: 'request' | 'hardship', days: LifeKind['days']): LifeKind {
  const which = (tx: Tx): SQL =>
    kind === 'hardship' ? eq(tx.t.application.kind, 'hardship') : sql`${tx.t.application.kind} <> 'hardship'`
  return {
    kind,
    days,
    async finished({ tx, tools }, by, limit) {
      const { application, expiry, leave } = tx.t
      const end = instantOf(`${addDays(by, 1)}T00:00`, tools.zone)
      const later = tx.db
        .select({ no: leave.no })
        .from(leave)
        .where(and(eq(leave.no, application.no), gte(leave.to, addDays(by, 1))))
      const rows = await tx.db
        .select({ about: application.no, decided: application.decided, created: application.created })
        .from(application)
        .leftJoin(expiry, and(eq(expiry.kind, kind), eq(expiry.about, application.no)))
        .where(
          and(
            which(tx),
            lt(application.created, end),
            notInArray(application.status, UNDER_WAY),
            sql`coalesce(${application.decided}, ${application.created}) < ${end}`,
            // A leave is not over before its last day.
            notExists(later),
            isNull(expiry.about),
          ),
        )
        .limit(limit)
      const dates = await lastDays(
        tx,
        rows.map(row => row.about),
      )
      return rows.map(({ about, decided, created }) => {
        const day = localDate(decided ?? created, tools.zone)
        const last = dates.get(about) ?? day
        return { about, ended: last > day ? last : day }
      })
    },
    async standing(tx, tools, about) {
      const { application } = tx.t
      const [row] = await tx.db.select().from(application).where(eq(application.no, about))
      if (!row || UNDER_WAY.includes(row.status)) return null
      const person = await tools.directory.byId(tx, row.person)
      const keepers = await tools.directory.withRole(tx, kind === 'hardship' ? 'fund' : 'hr')
      return { no: about, person, keepers: keepers.filter(({ id }) => id !== row.person) }
    },
    erase: eraseRequest,
  }
}

/** The last day of each leave among these requests. */
async function lastDays(tx: Tx, nos: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (nos.length === 0) return new Map()
  const { leave } = tx.t
  const rows = await tx.db
    .select({ no: leave.no, to: leave.to })
    .from(leave)
    .where(inArray(leave.no, [...nos]))
  return new Map(rows.map(({ no, to }) => [no, to.slice(0, 10)]))
}

/** The request, what was said about it, its papers and its dates. Lines of the ledgers stay: a balance is their sum. */
async function eraseRequest({ tx, tools }: JobContext, no: string): Promise<void> {
  const { application, approvalStep, decision, attachment, consent } = tx.t
  const { leave, recall, overtime, away, standIn, checkCode, printLink } = tx.t
  // First: what was said in deciding may only go once there is no request any more.
  await tx.db.delete(application).where(eq(application.no, no))
  await tx.db.delete(decision).where(eq(decision.no, no))
  await tx.db.delete(approvalStep).where(eq(approvalStep.no, no))
  for (const table of [leave, recall, overtime, away, standIn, checkCode, printLink])
    await tx.db.delete(table).where(eq(table.no, no))
  await tx.db.delete(consent).where(eq(consent.about, no))
  const freed = await tx.db
    .update(attachment)
    .set({ no: null })
    .where(eq(attachment.no, no))
    .returning({ id: attachment.id })
  await tools.attachments.forget(
    tx,
    freed.map(({ id }) => id),
  )
}
