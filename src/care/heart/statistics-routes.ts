import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { type Route, route } from '../../runtime/route.ts'
import { quartersOver } from './counts.ts'
import { quarterCounts } from './quarter-counts.ts'

/** Quarters looked back on. */
const QUARTERS = 8

const CountsShape = Type.Union(
  [
    Type.Object({
      apart: Type.Array(Type.Object({ name: Type.String(), count: Type.Integer() })),
      rest: Type.Integer({ description: 'Of groups of fewer than five people, together' }),
    }),
    Type.Null(),
  ],
  { description: 'null: of fewer than five people in all' },
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
        'Cases of a quarter that is over, by kind, outcome, time and unit, as they stood when it was first asked; groups of fewer than five people are merged',
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
      return storage.transaction(tx => quarterCounts(tx, tools, query.quarter))
    },
  ),
]
