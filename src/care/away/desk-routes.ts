import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { isHalfDay } from '../../kernel/half-day.ts'
import { type Route, route } from '../../runtime/route.ts'
import { actAt, errandFor, Office, Userid } from '../applications/desk.ts'
import { Half, TRIP } from './desk-shapes.ts'
import { awayKind } from './kind.ts'
import { awayEffects } from './report.ts'

/** 离市报备 by the API, by the effect of the chat. */
export const deskRoutes: readonly Route[] = [
  route(
    {
      method: 'POST',
      path: '/away',
      summary:
        'Report that one leaves the city, or (HR, with `office`) that somebody does: the supervisor is told where to, nobody decides',
      roles: ['staff'],
      body: Type.Object(
        {
          userid: Type.Optional(Userid),
          from: Half,
          to: Half,
          ...TRIP,
          office: Type.Optional(Office),
        },
        { additionalProperties: false },
      ),
      returns: Type.Object({ no: Type.String() }),
      audit: 'away.file',
    },
    call =>
      call.services.storage.transaction(async tx => {
        const { userid = call.actor.userid, from, to, area, city, office } = call.body
        const errand = errandFor(call, await call.services.tools.directory.byUserid(tx, userid), office)
        if (!isHalfDay(from) || !isHalfDay(to) || to < from)
          throw new Fault('INPUT_INVALID', { details: [{ where: 'to', rule: 'date' }] })
        const { run } = awayEffects['away.report']
        return actAt(tx, call, errand, {
          what: 'office_reported',
          brief: awayKind.brief,
          act: async context => {
            const done = await run(context, { area, city, from, to })
            return { no: typeof done === 'object' ? String(done['no'] ?? '') : '' }
          },
        })
      }),
  ),
]
