import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { ApplicationKind } from '../applications/kind.ts'
import { type Application, findApplication } from '../applications/store.ts'
import { Form, formFor, seesWhole } from './form.ts'
import { FORM_KINDS } from './kinds.ts'

/** @param mayKnow who may know of a request, by what its care area says */
export function formRoutes(mayKnow: (application: Application) => ApplicationKind['mayKnow']): Route[] {
  return [
    route(
      {
        method: 'GET',
        path: '/applications/:no/form',
        summary:
          'A request as a printed form, with the opinions on it; reasons only for its person and who decides',
        roles: ['staff'],
        params: Type.Object({ no: Type.String({ pattern: '^[A-Z]{2}-\\d{8}-\\d{4,}$' }) }),
        returns: Form,
        audit: 'application.print',
      },
      ({ params, actor, now, today, services: { storage, tools } }) =>
        // The code on it is made when it is printed first.
        storage.transaction(async tx => {
          const found = await findApplication(tx, params.no)
          const kind = FORM_KINDS.find(one => one.kind === found?.kind)
          if (!found || !kind || found.step === 0) throw new Fault('NOT_FOUND')
          const whole = await seesWhole(tx, found, actor)
          const knows = mayKnow(found)?.(actor, found) ?? actor.roles.includes('hr')
          if (!whole && !knows) throw new Fault('NOT_FOUND')
          return formFor({ tx, tools, now, today, person: actor }, kind, found, whole)
        }),
    ),
  ]
}
