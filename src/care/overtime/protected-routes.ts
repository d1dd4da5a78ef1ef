import { inArray } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { isDate } from '../../kernel/half-day.ts'
import { type Route, route } from '../../runtime/route.ts'
import { protect, protectedPeople } from './protect.ts'

/** Who must not be asked to work overtime: kept by HR. */
export const protectedRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/overtime/protected',
      summary: 'Who must not be asked to work overtime, and until when; never why',
      roles: ['hr'],
      returns: Type.Array(
        Type.Object({
          userid: Type.String(),
          name: Type.String(),
          unit: Type.String(),
          until: Type.String(),
        }),
      ),
      audit: 'overtime.protected',
    },
    ({ today, services: { storage, tools } }) =>
      storage.read(async tx => {
        const until = await protectedPeople({ tx, tools }, today)
        if (until.size === 0) return []
        const { person } = tx.t
        const rows = await tx.db
          .select()
          .from(person)
          .where(inArray(person.id, [...until.keys()]))
          .orderBy(person.sort)
        return rows.map(({ id, userid, name, unit }) => ({ userid, name, unit, until: until.get(id) ?? '' }))
      }),
  ),
  route(
    {
      method: 'PUT',
      path: '/overtime/protected/:userid',
      summary:
        'Note the last day until which somebody must not be asked to work overtime (女职工劳动保护特别规定 art. 6, 9), or take the note away',
      roles: ['hr'],
      params: Type.Object({ userid: Type.String({ minLength: 1, maxLength: 64 }) }),
      body: Type.Object(
        { until: Type.Union([Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), Type.Null()]) },
        { additionalProperties: false },
      ),
      returns: Type.Null({ description: 'Done; nothing to say' }),
      audit: 'overtime.protect',
    },
    ({ params: { userid }, body: { until }, actor, now, today, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const person = await tools.directory.byUserid(tx, userid)
        if (!person) throw new Fault('NOT_FOUND')
        if (until !== null && (!isDate(until) || until < today))
          throw new Fault('INPUT_INVALID', { details: [{ where: 'until', rule: 'date' }] })
        await protect({ tx, tools }, person.id, until, { author: actor.id, now })
        return null
      }),
  ),
]
