import { Type } from 'typebox'
import type { Problem } from '../../dialogue/problem.ts'
import { formatProblem } from '../../dialogue/problem.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { House } from '../house.ts'

const Loaded = Type.Object({
  flows: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), hash: Type.String() })),
})
const Reloaded = Type.Object({
  loaded: Type.Boolean(),
  problems: Type.Array(
    Type.Object({ where: Type.String({ description: 'file:line path' }), what: Type.String() }),
  ),
})

/** The conversations that are loaded. */
export function flowRoutes({ flows, texts }: House): Route[] {
  return [
    route(
      {
        method: 'GET',
        path: '/flows',
        summary: 'The conversations that are loaded',
        roles: ['admin', 'hr'],
        returns: Loaded,
        audit: null,
      },
      async () => ({ flows: flows.list() }),
    ),
    route(
      {
        method: 'POST',
        path: '/flows/reload',
        summary: 'Read the files anew: all of them, or none and what is wrong with them',
        roles: ['admin'],
        returns: Reloaded,
        audit: 'flows.reload',
      },
      async () => {
        const problems = flows
          .reload()
          .map((p: Problem) => ({ where: formatProblem(p), what: texts().problem(p.what) }))
        return { loaded: problems.length === 0, problems }
      },
    ),
  ]
}
