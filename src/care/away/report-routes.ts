import { and, asc, eq, gte, inArray, lte, type SQL } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { addDays, type HalfDay, halfDay, isDate } from '../../kernel/half-day.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { formOf } from '../applications/store.ts'
import { visibleTo } from './absent-lookups.ts'
import type { AwayForm } from './form.ts'

/** Days that can be asked for at once. */
const LONGEST = 366
const MOST = 1_000
const Half = Type.String({ description: 'Half-day: 2026-11-24a' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Line = {
  no: Type.String({ description: 'BB-…, or QJ-… of the leave that told of it' }),
  name: Type.String(),
  unit: Type.String(),
  from: Half,
  to: Half,
  status: Type.String({ description: 'reported | withdrawn' }),
  back: Type.Union([Half, Type.Null()], { description: 'When he said he was back in the city' }),
}

/** Reports of leaving the city (离市报备), of those below oneself; of everybody for HR. */
export const reportRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/away',
      summary: 'Reports of leaving the city between two dates; not where to',
      roles: ['supervisor', 'hr'],
      query: Type.Object({ from: Day, to: Day }),
      returns: Type.Array(Type.Object(Line)),
      audit: 'away.list',
    },
    ({ query: { from, to }, actor, services: { storage } }) => {
      if (!isDate(from) || !isDate(to) || to < from || to > addDays(from, LONGEST))
        throw new Fault('INPUT_INVALID', { details: [{ where: 'to', rule: 'date' }] })
      return storage.read(async tx => {
        const { away } = tx.t
        const rows = await reportsWhere(
          tx,
          and(gte(away.to, halfDay(from, 'a')), lte(away.from, halfDay(to, 'p'))),
          await visibleTo(tx, actor),
        )
        return rows.map(({ person: _, ...line }) => line)
      })
    },
  ),
  route(
    {
      method: 'GET',
      path: '/away/:no',
      summary:
        'One report of leaving the city, with the place for the supervisor it was told to; HR sees none',
      roles: ['supervisor', 'hr'],
      params: Type.Object({ no: Type.String({ pattern: '^(BB|QJ)-\\d{8}-\\d{4,}$' }) }),
      returns: Type.Object({
        ...Line,
        area: Type.Union([Type.String(), Type.Null()], { description: 'province | country' }),
        city: Type.Union([Type.String(), Type.Null()]),
      }),
      audit: 'away.view',
    },
    ({ params: { no }, actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const [row] = await reportsWhere(tx, eq(tx.t.away.no, no), await visibleTo(tx, actor))
        if (!row) throw new Fault('NOT_FOUND')
        const { person, ...line } = row
        const whose = await tools.directory.byId(tx, person)
        if (whose?.supervisor !== actor.userid) return { ...line, area: null, city: null }
        const form = await formOf<Partial<AwayForm> & { trip?: AwayForm }>({ tx, tools }, no)
        const place = form?.trip ?? form
        return { ...line, area: place?.area ?? null, city: place?.city ?? null }
      }),
  ),
]

/** People in the roster's order, then by date. @param whose person ids that may be seen; null = everybody's */
async function reportsWhere(tx: Tx, which: SQL | undefined, whose: ReadonlySet<string> | null) {
  if (whose?.size === 0) return []
  const { away, person } = tx.t
  const mine = whose ? inArray(away.person, [...whose]) : undefined
  const rows = await tx.db
    .select({ row: away, name: person.name, unit: person.unit })
    .from(away)
    .innerJoin(person, eq(person.id, away.person))
    .where(and(which, mine))
    .orderBy(asc(person.sort), asc(away.from))
    .limit(MOST)
  return rows.map(({ row, name, unit }) => ({
    ...row,
    name,
    unit,
    from: row.from as HalfDay,
    to: row.to as HalfDay,
  }))
}
