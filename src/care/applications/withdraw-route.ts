import { Type } from 'typebox'
import { type Route, route } from '../../runtime/route.ts'
import { actAt, errandAbout, Office } from './desk.ts'
import type { KindOf } from './my-turn.ts'
import { withdrawEffects } from './withdraw.ts'

/** What HR may take back for somebody; what is quiet, its own applicant alone takes back, in the chat. */
const KINDS = ['leave', 'overtime', 'away']

/** Taking back a request by the API, by the effect of the chat. @param kindOf what the care areas do with their requests */
export function withdrawRoute(kindOf: KindOf): Route {
  const { run } = withdrawEffects(kindOf)['application.withdraw']
  return route(
    {
      method: 'POST',
      path: '/applications/:no/withdraw',
      summary:
        'Take back a request of one’s own, or (HR, with `office`) of somebody: what it took goes back, and who has counted on it is told',
      roles: ['staff'],
      params: Type.Object({ no: Type.String({ pattern: '^[A-Z]{2}-\\d{8}-\\d{4,}$' }) }),
      body: Type.Object({ office: Type.Optional(Office) }, { additionalProperties: false }),
      returns: Type.Object({
        no: Type.String(),
        refund: Type.String({ description: 'What was given back, in words; may be empty' }),
      }),
      audit: 'application.withdraw',
    },
    call =>
      call.services.storage.transaction(async tx => {
        const { no } = call.params
        const errand = await errandAbout(tx, call, { no, kinds: KINDS, office: call.body.office })
        return actAt(tx, call, errand, {
          what: 'office_withdrawn',
          brief: (context, found) => kindOf(found).brief(context, found),
          act: async context => {
            const done = await run(context, { request: no })
            return { no, refund: typeof done === 'object' ? String(done['refund'] ?? '') : '' }
          },
        })
      }),
  )
}
