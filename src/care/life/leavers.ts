import { and, eq, isNull, lt, notExists, notLike, or, sql } from 'drizzle-orm'
import { instantOf, localDate } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/half-day.ts'
import type { JobContext } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { endDuties } from '../people/duty.ts'
import { NOTHING_KNOWN, rosterChanged } from '../people/store.ts'
import type { LifeKind } from './kind.ts'

/** What stands in place of a userid that was deleted, before the id of its row. */
const GONE = 'gone-'

/**
 * Whoever has left the roster, once nothing is kept of which he must be known by name: his row keeps its id, since lines
 * of ledgers and of the audit log hold that alone, and nobody is known by it any more (个人信息保护法 art. 47).
 */
export const leaverLife: LifeKind = {
  kind: 'person',
  days: retention => retention.people_days,
  async finished({ tx, tools }, by, limit) {
    const { expiry, person } = tx.t
    const end = instantOf(`${addDays(by, 1)}T00:00`, tools.zone)
    const rows = await tx.db
      .select({ about: person.id, left: person.left })
      .from(person)
      .leftJoin(expiry, and(eq(expiry.kind, 'person'), eq(expiry.about, person.id)))
      .where(and(lt(person.left, end), notLike(person.userid, `${GONE}%`), isNull(expiry.about), ...bare(tx)))
      .limit(limit)
    return rows.map(({ about, left }) => ({ about, ended: localDate(left ?? 0, tools.zone) }))
  },
  async revived(tx) {
    const { expiry, person } = tx.t
    const rows = await tx.db
      .select({ id: person.id })
      .from(person)
      .innerJoin(expiry, and(eq(expiry.kind, 'person'), eq(expiry.about, person.id)))
      .where(isNull(person.left))
    return rows.map(row => row.id)
  },
  async standing(tx, tools, about) {
    const { person } = tx.t
    const [row] = await tx.db
      .select({ id: person.id, userid: person.userid, left: person.left })
      .from(person)
      .where(and(eq(person.id, about), ...bare(tx)))
    if (!row || row.left === null || row.userid.startsWith(GONE)) return null
    return { no: row.userid, logged: row.id, person: null, keepers: await tools.directory.withRole(tx, 'hr') }
  },
  erase: forget,
}

/** Nothing of his stands for which somebody may still ask who it was. */
function bare(tx: Tx) {
  const { application, approvalStep, concern, decision, helpRequest, person } = tx.t
  return [
    notExists(
      tx.db
        .select({ no: application.no })
        .from(application)
        .where(
          or(
            eq(application.person, person.id),
            eq(application.author, person.id),
            eq(application.turn, person.id),
          ),
        ),
    ),
    // In requests of others, as long as they are kept: who decided, and for whom. Both go with the request.
    notExists(
      tx.db
        .select({ id: approvalStep.id })
        .from(approvalStep)
        .where(or(eq(approvalStep.person, person.id), eq(approvalStep.by, person.id))),
    ),
    notExists(
      tx.db
        .select({ id: decision.id })
        .from(decision)
        .where(or(eq(decision.person, person.id), eq(decision.instead, person.id))),
    ),
    notExists(
      tx.db.select({ id: helpRequest.id }).from(helpRequest).where(eq(helpRequest.person, person.id)),
    ),
    notExists(tx.db.select({ lane: concern.lane }).from(concern).where(eq(concern.lane, person.id))),
  ]
}

/** His name, telephone and days, what he planned and wished, and the key of whatever was sealed for him. */
async function forget({ tx, tools }: JobContext, id: string): Promise<void> {
  const t = tx.t
  const [before] = await tx.db.select({ userid: t.person.userid }).from(t.person).where(eq(t.person.id, id))
  if (!before) return
  const nobody = {
    userid: `${GONE}${id}`,
    name: tools.text('gone_colleague'),
    ...NOTHING_KNOWN,
    roles: [],
    sort: sql`0`,
  }
  await tx.db.update(t.person).set(nobody).where(eq(t.person.id, id))
  await tx.db.update(t.person).set({ supervisor: null }).where(eq(t.person.supervisor, before.userid))
  for (const table of [t.dialogue, t.piece]) await tx.db.delete(table).where(eq(table.lane, id))
  for (const table of [t.leavePlan, t.leaveWish, t.invitation, t.offPost, t.printLink, t.consent])
    await tx.db.delete(table).where(eq(table.person, id))
  await tx.db.delete(t.delegation).where(or(eq(t.delegation.person, id), eq(t.delegation.deputy, id)))
  await endDuties(tx, before.userid)
  await tools.vault.forget(tx, id)
  await rosterChanged(tx)
}
