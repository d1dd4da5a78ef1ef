import { asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { type Route, route } from '../../runtime/route.ts'
import { Nothing } from '../nothing.ts'

const Id = Type.String({ maxLength: 64 })
const Code = Type.Union([Type.String(), Type.Null()])
const Trouble = Type.Object({
  parked: Type.Array(
    Type.Object({ seq: Type.Integer(), lane: Type.String(), received: Type.Integer(), fault: Code }),
  ),
  gaveUp: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      lane: Type.String(),
      channel: Type.String(),
      created: Type.Integer(),
      tries: Type.Integer(),
      fault: Code,
    }),
  ),
  overdue: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      lane: Type.String(),
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
      about: Type.String(),
      at: Type.Integer(),
      times: Type.Integer(),
    }),
  ),
})

/** A message that is still unsent after this long, ms, is shown. */
const OVERDUE = 5 * 60_000
const MOST = 100

/** What went wrong on the road: ids, codes and times; never a word of anybody. */
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
        const { inbox, outbox, alert } = tx.t
        const parked = await tx.db
          .select()
          .from(inbox)
          .where(sql`${inbox.state} = 'parked'`)
          .orderBy(desc(inbox.seq))
          .limit(MOST)
        const gaveUp = await tx.db
          .select()
          .from(outbox)
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
]
