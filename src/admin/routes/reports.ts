import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { Type } from 'typebox'
import { nameSupervisor } from '../../care/people/name-supervisor.ts'
import { superiorsOf } from '../../care/people/superiors.ts'
import { Fault } from '../../kernel/faults.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import type { House } from '../house.ts'
import { Nothing } from '../nothing.ts'

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) })
const Userid = Type.String({ minLength: 1, maxLength: 64 })
const Report = Type.Object({
  userid: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  post: Type.Union([Type.String(), Type.Null()]),
})

/** Whom somebody supervised who has left: seen by HR, and given to somebody else. */
export function reportRoutes(house: House): Route[] {
  return [
    route(
      {
        method: 'GET',
        path: '/people/:id/reports',
        summary: 'Whose supervisor somebody still is who has left, and who is above him',
        roles: ['hr', 'admin'],
        params: Id,
        returns: Type.Object({
          above: Type.Union([Type.String(), Type.Null()], {
            description: 'userid of the next one up, who decides for them as long as nobody is named',
          }),
          people: Type.Array(Report),
        }),
        audit: null,
      },
      ({ params, services: { storage, tools } }) =>
        storage.read(async tx => {
          const gone = await goneOf(tx, params.id)
          const [above] = await superiorsOf(tx, tools.directory, gone)
          return { above: above?.userid ?? null, people: await reportsOf(tx, gone.userid) }
        }),
    ),
    route(
      {
        method: 'PUT',
        path: '/people/:id/reports',
        summary:
          'Name who supervises the people of somebody who has left, all of them or some; what waits is asked of the new one',
        roles: ['hr', 'admin'],
        params: Id,
        body: Type.Object(
          {
            userid: Userid,
            people: Type.Optional(
              Type.Array(Userid, { minItems: 1, maxItems: 500, description: 'userids; all where left out' }),
            ),
          },
          { additionalProperties: false },
        ),
        returns: Nothing,
        // `nameSupervisor` writes a line for each.
        audit: null,
      },
      async ({ params, body, actor, now, services: { storage, tools } }) => {
        await storage.transaction(async tx => {
          const theirs = await reportsOf(tx, (await goneOf(tx, params.id)).userid)
          const meant = body.people ? theirs.filter(({ userid }) => body.people?.includes(userid)) : theirs
          const unknown = body.people?.filter(userid => !theirs.some(one => one.userid === userid)) ?? []
          if (unknown.length > 0)
            throw new Fault('INPUT_INVALID', {
              details: unknown.map(value => ({ where: 'people', rule: 'not_theirs', values: { value } })),
            })
          for (const { userid } of meant)
            await nameSupervisor(tx, tools.directory, { userid, supervisor: body.userid }, { actor, now })
        })
        await house.refresh()
      },
    ),
  ]
}

/** @throws Fault NOT_FOUND for who is on the roster, and for nobody */
async function goneOf(tx: Tx, id: string): Promise<{ userid: string; supervisor: string | null }> {
  const { person } = tx.t
  const [gone] = await tx.db
    .select({ userid: person.userid, supervisor: person.supervisor })
    .from(person)
    .where(and(eq(person.id, id), isNotNull(person.left)))
  if (!gone) throw new Fault('NOT_FOUND')
  return gone
}

function reportsOf(tx: Tx, supervisor: string) {
  const { person } = tx.t
  return tx.db
    .select({ userid: person.userid, name: person.name, unit: person.unit, post: person.post })
    .from(person)
    .where(and(eq(person.supervisor, supervisor), isNull(person.left)))
    .orderBy(asc(person.sort), asc(person.userid))
}
