import type { CareArea } from '../../runtime/care-area.ts'
import type { ApplicationKind } from '../applications/kind.ts'
import { FORMS } from './policy.ts'
import { printEffects, printLookups } from './print-link.ts'
import { formRoutes } from './routes.ts'

/**
 * Requests on paper, since the archive wants them so.
 * @param applications the kinds of requests, for who may know of them and what they are called
 */
export function formsArea(applications: readonly ApplicationKind[]): CareArea {
  return {
    name: 'forms',
    lookups: printLookups(applications),
    effects: printEffects,
    notices: {},
    policies: [FORMS],
    jobs: {},
    routes: formRoutes(found => applications.find(({ kind }) => kind === found.kind)?.mayKnow),
  }
}
