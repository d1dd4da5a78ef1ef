import { asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { type Route, route } from '../../runtime/route.ts'
import { Nothing } from '../nothing.ts'

const Id = Type.String({ maxLength: 64 })
const Seq = Type.Object({ seq: Type.Integer({ minimum: 1 }) })
const Code = Type.Union([Type.String(), Type.Null()])
const Again = Type.Boolean({
  description: 'It can be tried again: its words are kept, nothing has overtaken it',
})
const Trouble = Type.Object({
  parked: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      received: Type.Integer(),
      fault: Code,
      again: Again,
    }),
  ),
  gaveUp: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      channel: Type.String(),
      created: Type.Integer(),
      tries: Type.Integer(),
      fault: Code,
      again: Again,
    }),
  ),
  overdue: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      channel: Type.String(),
      created: Type.Integer(),
      nextAt: Type.Integer(),
      tries: Type.Integer(),
      fault: Code,
    }),
  ),
  alerts: Type.Array(
    Type.Object({
      id: Type.String(),
      code: Type.String(),
      at: Type.Integer(),
      times: Type.Integer(),
    }),
  ),
})

/** A message that is still unsent after this long, ms, is shown. */
const OVERDUE = 5 * 60_000
const MOST = 100

/**
 * What went wrong on the road: codes and times. Never a word of anybody, nor whose it was: the roster, which
 * administrators read, would tell who is in danger, and whom an answer to a 隐名 case is for.
 */
export const troubleRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/trouble',
      summary: 'Messages whose turn failed, messages that were not sent, open alerts',
      roles: ['admin'],
      returns: Trouble,
      audit: null,
    },
    ({ now, services: { storage } }) =>
      storage.read(async tx => {
        const { inbox, outbox, alert, bulk, dialogue } = tx.t
        // States written out and not bound, so that the partial indexes serve.
        const parked = await tx.db
          .select({
            seq: inbox.seq,
            received: inbox.received,
            fault: inbox.fault,
            again: flag(
              sql`${inbox.body} is not null and coalesce(${dialogue.updated}, 0) <= ${inbox.nextAt}`,
            ),
          })
          .from(inbox)
          .leftJoin(dialogue, eq(dialogue.lane, inbox.lane))
          .where(sql`${inbox.state} = 'parked'`)
          .orderBy(desc(inbox.seq))
          .limit(MOST)
        const gaveUp = await tx.db
          .select({
            seq: outbox.seq,
            channel: outbox.channel,
            created: outbox.created,
            tries: outbox.tries,
            fault: outbox.fault,
            again: flag(sql`${outbox.payload} is not null or ${bulk.id} is not null`),
          })
          .from(outbox)
          .leftJoin(bulk, eq(bulk.id, outbox.bulk))
          .where(sql`${outbox.state} = 'gave_up'`)
          .orderBy(desc(outbox.seq))
          .limit(MOST)
        const overdue = await tx.db
          .select()
          .from(outbox)
          .where(
            sql`${outbox.state} = 'due' and ${outbox.bulk} is null and ${outbox.created} < ${now - OVERDUE}`,
          )
          .orderBy(asc(outbox.nextAt))
          .limit(MOST)
        const alerts = await tx.db
          .select()
          .from(alert)
          .where(isNull(alert.closed))
          .orderBy(desc(alert.at))
          .limit(MOST)
        return { parked, gaveUp, overdue, alerts }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/alerts/:id/close',
      summary: 'Close an alert; if it happens again a new one opens',
      roles: ['admin'],
      params: Type.Object({ id: Id }),
      returns: Nothing,
      audit: 'alert.close',
    },
    ({ params, now, services: { storage } }) =>
      storage.transaction(async tx => {
        const { alert } = tx.t
        const [row] = await tx.db.select().from(alert).where(eq(alert.id, params.id))
        if (!row) throw new Fault('NOT_FOUND')
        await tx.db.update(alert).set({ closed: now }).where(eq(alert.id, params.id))
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/outbox/:seq/retry',
      summary: 'Send once more what was given up; within seven days, while its words are kept',
      roles: ['admin'],
      params: Seq,
      returns: Nothing,
      audit: 'outbox.retry',
    },
    ({ params, services: { road } }) => road.resend(params.seq),
  ),
  route(
    {
      method: 'POST',
      path: '/inbox/:seq/retry',
      summary: 'Take up once more a message whose turn failed; only while its conversation has not gone on',
      roles: ['admin'],
      params: Seq,
      returns: Nothing,
      audit: 'inbox.retry',
    },
    ({ params, services: { road } }) => road.retake(params.seq),
  ),
]

/** What a comparison says: 0 and 1 on one engine, false and true on the other. */
function flag(condition: SQL): SQL<boolean> {
  return sql<boolean>`(${condition})`.mapWith(Boolean)
}
