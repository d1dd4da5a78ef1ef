import { desc, isNotNull } from 'drizzle-orm'
import { Type } from 'typebox'
import { comeBack, leave, leftBehind } from '../../care/people/departure.ts'
import { Fault } from '../../kernel/faults.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { House } from '../house.ts'
import { Nothing } from '../nothing.ts'

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) })
const Behind = {
  own: Type.Integer({ description: 'Requests of his that nobody has decided; hardship is left out' }),
  turns: Type.Integer({ description: 'Requests that wait for his decision' }),
  reports: Type.Integer({ description: 'People whose supervisor he still is' }),
}
const Gone = Type.Object({
  id: Type.String(),
  userid: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  left: Type.Integer({ description: 'ms UTC' }),
  ...Behind,
})
const Departure = Type.Object({
  ...Behind,
  duties: Type.Integer({ description: 'Units he was the duty contact of' }),
  keys: Type.Integer({ description: 'Keys to 心里话 that ended' }),
  released: Type.Integer({ description: 'Cases and requests for a human that are anybody’s again' }),
})

/** Those who left longest ago are not listed. */
const MOST = 200

/** People who leave the roster, and what they leave behind. Nobody is ever deleted here. */
export function departureRoutes(house: House): Route[] {
  return [
    route(
      {
        method: 'GET',
        path: '/people/left',
        summary: 'Who has left, newest first, with what still waits for him; numbers only',
        roles: ['hr', 'admin'],
        returns: Type.Array(Gone),
        audit: null,
      },
      ({ services: { storage } }) =>
        storage.read(async tx => {
          const { person } = tx.t
          const rows = await tx.db
            .select()
            .from(person)
            .where(isNotNull(person.left))
            .orderBy(desc(person.left))
            .limit(MOST)
          const gone = []
          for (const { id, userid, name, unit, left } of rows)
            gone.push({ id, userid, name, unit, left: left ?? 0, ...(await leftBehind(tx, { id, userid })) })
          return gone
        }),
    ),
    route(
      {
        method: 'POST',
        path: '/people/:id/leave',
        summary: 'Somebody leaves: his sign-in, keys and duties end at once; nothing of his is deleted',
        roles: ['hr', 'admin'],
        params: Id,
        returns: Departure,
        audit: null,
      },
      async ({ params, actor, now, services: { storage, road } }) => {
        // Whoever takes himself off the roster cannot undo it.
        if (params.id === actor.id) throw new Fault('CONFLICT')
        const done = await storage.transaction(tx =>
          leave(tx, params.id, { actor: actor.id, now, alarm: road.alarm }),
        )
        await house.refresh()
        return done
      },
    ),
    route(
      {
        method: 'POST',
        path: '/people/:id/return',
        summary: 'Somebody who had left is on the roster again; his sign-in and his keys are not',
        roles: ['hr', 'admin'],
        params: Id,
        returns: Nothing,
        audit: null,
      },
      async ({ params, actor, now, services: { storage } }) => {
        await storage.transaction(tx => comeBack(tx, params.id, { actor: actor.id, now }))
        await house.refresh()
      },
    ),
  ]
}
