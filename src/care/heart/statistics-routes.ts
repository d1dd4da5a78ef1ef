import { and, gte, isNull, lt } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { type Route, route } from '../../runtime/route.ts'
import { type Counts, countsOf, daysOf, quartersOver } from './counts.ts'
import { personOfCase } from './store.ts'

/** Quarters looked back on. */
const QUARTERS = 8

const CountsShape = Type.Union(
  [
    Type.Object({
      apart: Type.Array(Type.Object({ name: Type.String(), count: Type.Integer() })),
      rest: Type.Integer({ description: 'Of groups under five, together' }),
    }),
    Type.Null(),
  ],
  { description: 'null: fewer than five in all' },
)

/** How many cases there were and what came of them; nobody can be found in it. */
export const statisticsRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/cases/quarters',
      summary: 'Quarters that are over and can be counted, the newest first',
      roles: ['handler', 'hr'],
      returns: Type.Array(Type.String({ description: '2026Q3' })),
      audit: null,
    },
    async ({ today }) => quartersOver(today, QUARTERS),
  ),
  route(
    {
      method: 'GET',
      path: '/cases/statistics',
      summary:
        'Cases of a quarter that is over, by kind, outcome, time and unit; groups under five are merged',
      roles: ['handler', 'hr'],
      query: Type.Object({ quarter: Type.String({ pattern: '^\\d{4}Q[1-4]$' }) }),
      returns: Type.Object({
        total: Type.Union([Type.Integer(), Type.Null()]),
        kinds: CountsShape,
        outcomes: CountsShape,
        times: CountsShape,
        units: CountsShape,
      }),
      audit: 'case.statistics',
    },
    ({ query, today, services: { storage, tools } }) => {
      // A quarter under way changes from one look to the next, and the difference would be one person.
      if (!quartersOver(today, QUARTERS).includes(query.quarter))
        throw new Fault('INPUT_INVALID', {
          details: [
            {
              where: 'quarter',
              rule: 'one_of',
              values: { options: quartersOver(today, QUARTERS).join(', ') },
            },
          ],
        })
      return storage.read(async tx => {
        const { caseFile } = tx.t
        const { from, before } = daysOf(query.quarter)
        const rows = await tx.db
          .select()
          .from(caseFile)
          .where(and(gte(caseFile.day, from), lt(caseFile.day, before), isNull(caseFile.mergedInto)))
        const units: string[] = []
        for (const { id } of rows) {
          const owner = await personOfCase(tx, tools, id)
          units.push((owner && (await tools.directory.byId(tx, owner))?.unit) || 'gone')
        }
        const of = (name: (row: (typeof rows)[number]) => string): Counts | null => countsOf(rows.map(name))
        const kinds = of(row => row.kind)
        return {
          total: kinds === null ? null : rows.length,
          kinds,
          outcomes: of(row => (row.status === 'closed' ? (row.outcome ?? 'none') : row.status)),
          times: of(row => (row.reminded === 0 ? 'in_time' : 'late')),
          units: countsOf(units),
        }
      })
    },
  ),
]
