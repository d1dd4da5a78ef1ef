import { desc } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { ApplicationKind } from './kind.ts'
import { type Application, applicationOf, findApplication, waitingFor } from './store.ts'

const Line = Type.Object({
  no: Type.String(),
  kind: Type.String(),
  status: Type.String(),
  person: Type.String({ description: 'Name' }),
  unit: Type.String(),
  created: Type.Integer({ description: 'ms UTC' }),
})
const Whole = Type.Object({ ...Line.properties, brief: Type.String() })

/** Requests in the console: everybody's numbers and states for HR, one's own turn for those who decide. */
export function applicationRoutes(kindOf: (application: Application) => ApplicationKind): Route[] {
  return [
    route(
      {
        method: 'GET',
        path: '/applications',
        summary: 'Requests, newest first: number, kind, state; no form',
        roles: ['hr', 'admin'],
        query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
        returns: Type.Array(Line),
        audit: null,
      },
      ({ query, actor, services: { storage, tools } }) =>
        storage.read(async tx => {
          const { application } = tx.t
          const rows = await tx.db
            .select()
            .from(application)
            .orderBy(desc(application.created))
            .limit(query.limit ?? 50)
          const known = rows.map(applicationOf).filter(found => kindOf(found).mayKnow?.(actor, found) ?? true)
          return Promise.all(
            known.map(async ({ no, kind, status, created, person }) => {
              const who = await tools.directory.byId(tx, person)
              return { no, kind, status, created, person: who?.name ?? '', unit: who?.unit ?? '' }
            }),
          )
        }),
    ),
    route(
      {
        method: 'GET',
        path: '/applications/:no',
        summary: 'One request, for HR and for the one whose turn it is',
        roles: ['staff'],
        params: Type.Object({ no: Type.String({ pattern: '^[A-Z]{2}-\\d{8}-\\d{4,}$' }) }),
        returns: Whole,
        audit: 'application.view',
      },
      ({ params, actor, now, today, services: { storage, tools } }) =>
        storage.read(async tx => {
          const found = await findApplication(tx, params.no)
          if (!found || !mayRead(kindOf(found), found, actor)) throw new Fault('NOT_FOUND')
          const who = await tools.directory.byId(tx, found.person)
          const brief = await kindOf(found).brief({ tx, now, today, person: actor, tools }, found)
          const { no, kind, status, created } = found
          return { no, kind, status, created, person: who?.name ?? '', unit: who?.unit ?? '', brief }
        }),
    ),
    route(
      {
        method: 'GET',
        path: '/approvals',
        summary: 'Requests that wait for me',
        roles: ['supervisor', 'fund', 'hr'],
        returns: Type.Array(Whole),
        audit: null,
      },
      ({ actor, now, today, services: { storage, tools } }) =>
        storage.read(async tx =>
          Promise.all(
            (await waitingFor(tx, actor.id)).map(async found => {
              const who = await tools.directory.byId(tx, found.person)
              const brief = await kindOf(found).brief({ tx, now, today, person: actor, tools }, found)
              const { no, kind, status, created } = found
              return { no, kind, status, created, person: who?.name ?? '', unit: who?.unit ?? '', brief }
            }),
          ),
        ),
    ),
  ]
}

function mayRead(kind: ApplicationKind, found: Application, actor: Person): boolean {
  const known = kind.mayKnow?.(actor, found) ?? actor.roles.includes('hr')
  return known || found.turn === actor.id || found.person === actor.id
}
