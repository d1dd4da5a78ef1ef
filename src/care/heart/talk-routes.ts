import { and, asc, eq, gt } from 'drizzle-orm'
import { Type } from 'typebox'
import { instantOf } from '../../kernel/clock.ts'
import { Fault } from '../../kernel/faults.ts'
import { isDate } from '../../kernel/half-day.ts'
import { type Route, route } from '../../runtime/route.ts'
import { Id, Ok } from './case-shapes.ts'
import { placeOf } from './talk-places.ts'
import { offerTime, tellBooked } from './talks.ts'

/** 约谈 from the side of whoever offers the times: mine alone. */
export const talkRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/talk-times',
      summary: 'Times I have offered from now on, and the case each was booked for',
      roles: ['handler'],
      returns: Type.Array(
        Type.Object({
          id: Type.String(),
          at: Type.Integer({ description: 'ms UTC' }),
          place: Type.String(),
          no: Type.Union([Type.String(), Type.Null()], {
            description: 'Number of the case; null while free',
          }),
        }),
      ),
      audit: null,
    },
    ({ actor, now, services: { storage, tools } }) =>
      storage.read(async tx => {
        const { caseFile, talkTime } = tx.t
        const rows = await tx.db
          .select({ talk: talkTime, no: caseFile.no })
          .from(talkTime)
          .leftJoin(caseFile, eq(caseFile.id, talkTime.caseId))
          .where(and(eq(talkTime.handler, actor.id), gt(talkTime.at, now)))
          .orderBy(asc(talkTime.at))
        return Promise.all(
          rows.map(async ({ talk, no }) => {
            const place = await placeOf({ tx, tools }, talk)
            return { id: talk.id, at: talk.at, place, no }
          }),
        )
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/talk-times',
      summary: 'Offers a time and a place to meet me',
      roles: ['handler'],
      body: Type.Object({
        at: Type.String({
          pattern: '^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d$',
          description: 'Local time, 2026-11-25T15:00',
        }),
        place: Type.String({ minLength: 1, maxLength: 40 }),
      }),
      returns: Ok,
      audit: null,
    },
    ({ body, actor, now, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        if (!isDate(body.at.slice(0, 10)))
          throw new Fault('INPUT_INVALID', { details: [{ where: 'at', rule: 'date' }] })
        const at = instantOf(body.at, tools.zone)
        if (at <= now) throw new Fault('INPUT_INVALID', { details: [{ where: 'at', rule: 'not_past' }] })
        if (!(await offerTime({ tx, tools }, actor.id, { at, place: body.place.trim() })))
          throw new Fault('CONFLICT')
        return { ok: true }
      }),
  ),
  route(
    {
      method: 'DELETE',
      path: '/talk-times/:id',
      summary: 'Takes an offered time back; whoever booked it hears so',
      roles: ['handler'],
      params: Id,
      returns: Ok,
      audit: null,
    },
    ({ params, actor, now, today, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const { talkTime } = tx.t
        const [gone] = await tx.db
          .delete(talkTime)
          .where(and(eq(talkTime.id, params.id), eq(talkTime.handler, actor.id), gt(talkTime.at, now)))
          .returning()
        if (!gone) throw new Fault('NOT_FOUND')
        await tellBooked({ tx, tools, today, push: road.push(tx, now) }, gone, 'talk_called_off')
        return { ok: true }
      }),
  ),
]
