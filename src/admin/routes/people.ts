import { and, asc, count, eq, inArray, isNull, like, or, type SQL } from 'drizzle-orm'
import { Type } from 'typebox'
import { LEAVE } from '../../care/leave/policy.ts'
import { importOvertime } from '../../care/overtime/import.ts'
import { importRoster } from '../../care/people/import.ts'
import { importBalances } from '../../care/people/import-balances.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import type { House } from '../house.ts'
import { type UploadRoute, uploadRoute } from '../upload.ts'

/** Largest roster or balances file, in bytes: a hundred thousand people. */
const FILE = 20_000_000

const Line = Type.Object({
  id: Type.String(),
  userid: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  post: Type.Union([Type.String(), Type.Null()]),
  staffType: Type.Union([Type.String(), Type.Null()]),
  supervisor: Type.Union([Type.String({ description: 'userid' }), Type.Null()]),
  roles: Type.Array(Type.String()),
  account: Type.Boolean({ description: 'Can sign in to the console' }),
  sample: Type.Boolean(),
})
const Search = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 64, description: 'Part of the name, the unit or the userid' })),
  unit: Type.Optional(Type.String({ maxLength: 64 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
})

/** What was asked back is taken in all the same: somebody has looked at it. */
const AboveLaw = Type.Object({
  above_law: Type.Optional(Type.Enum(['yes'], { description: 'Numbers above what the law gives are right' })),
})

/** The roster, and files that bring it in. */
export function peopleRoutes(house: House): (Route | UploadRoute)[] {
  return [
    route(
      {
        method: 'GET',
        path: '/people',
        summary: 'The roster, in the order people are named in',
        roles: ['hr', 'admin'],
        query: Search,
        returns: Type.Object({ total: Type.Integer(), people: Type.Array(Line) }),
        audit: null,
      },
      ({ query, services: { storage } }) =>
        storage.read(async tx => {
          const { person } = tx.t
          const where = matching(tx, query.q, query.unit)
          const [all] = await tx.db.select({ n: count() }).from(person).where(where)
          const rows = await tx.db
            .select()
            .from(person)
            .where(where)
            .orderBy(asc(person.sort), asc(person.userid))
            .limit(query.limit ?? 50)
            .offset(query.offset ?? 0)
          const accounts = await withAccount(
            tx,
            rows.map(r => r.id),
          )
          return {
            total: Number(all?.n ?? 0),
            people: rows.map(r => ({ ...r, account: accounts.has(r.id) })),
          }
        }),
    ),
    uploadRoute(
      {
        path: '/people/import',
        summary: 'Bring in a roster, CSV or XLSX: the whole file or nothing, every bad row named',
        roles: ['hr', 'admin'],
        upload: FILE,
        returns: Type.Object({ added: Type.Integer(), changed: Type.Integer(), left: Type.Integer() }),
      },
      async (file, { actor, now, services: { storage, tools, road } }) => {
        const about = { actor: actor.id, now, sample: false, zone: tools.zone, alarm: road.alarm }
        const done = await importRoster(storage, file, about)
        await house.refresh()
        return done
      },
    ),
    uploadRoute(
      {
        path: '/balances/import',
        summary:
          'Set what people have left, CSV or XLSX: the whole file or nothing, every bad row named; numbers above what the law gives are 409 BALANCES_ABOVE_LAW unless confirmed',
        roles: ['hr', 'admin'],
        query: AboveLaw,
        upload: FILE,
        returns: Type.Object({ people: Type.Integer(), lines: Type.Integer() }),
      },
      (file, { actor, now, query, services: { storage, tools } }) => {
        const law = (query as { above_law?: unknown }).above_law === 'yes' ? undefined : tools.policy(LEAVE)
        return importBalances(storage, file, { actor: actor.id, now, ...(law && { law }) })
      },
    ),
    uploadRoute(
      {
        path: '/overtime/import',
        summary:
          'Record overtime that was signed on paper, CSV or XLSX: the whole file or nothing, every bad row named',
        roles: ['hr'],
        upload: FILE,
        returns: Type.Object({ records: Type.Integer() }),
      },
      (file, call) => importOvertime(file, call),
    ),
  ]
}

function matching(tx: Tx, q: string | undefined, unit: string | undefined): SQL | undefined {
  const { person } = tx.t
  // A wildcard in what was typed is meant as the sign itself.
  const part = `%${(q ?? '').replaceAll(/[\\%_]/g, '')}%`
  return and(
    isNull(person.left),
    q ? or(like(person.name, part), like(person.unit, part), like(person.userid, part)) : undefined,
    unit ? eq(person.unit, unit) : undefined,
  )
}

async function withAccount(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { account } = tx.t
  const rows = await tx.db
    .select({ person: account.person })
    .from(account)
    .where(inArray(account.person, [...ids]))
  return new Set(rows.map(r => r.person))
}
