import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { type Route, route } from '../../runtime/route.ts'
import { holdApplicants } from './hold.ts'
import type { KindOf } from './my-turn.ts'
import { lineOf, mayRead, Whole } from './routes.ts'
import { findApplication } from './store.ts'
import { undo, undoableLately } from './undo.ts'
import { undoable } from './undo-standing.ts'

/** Taking back a consent in the console, by the code of the chat. @param kindOf what the care areas do with their requests */
export function undoRoutes(kindOf: KindOf): Route[] {
  return [agreedRoute(kindOf), undoRoute(kindOf)]
}

function agreedRoute(kindOf: KindOf): Route {
  return route(
    {
      method: 'GET',
      path: '/approvals/agreed',
      summary: 'What I agreed to and can still take back, newest first',
      roles: ['staff'],
      returns: Type.Array(Whole),
      audit: null,
    },
    ({ actor, now, today, services: { storage, tools } }) =>
      storage.read(async tx => {
        const context = { tx, now, today, person: actor, tools }
        const still = await undoableLately(context, kindOf)
        return Promise.all(
          still.map(async ({ found }) => {
            const brief = await kindOf(found).brief(context, found)
            return { ...(await lineOf(tx, found)), brief, mine: false }
          }),
        )
      }),
  )
}

function undoRoute(kindOf: KindOf): Route {
  return route(
    {
      method: 'POST',
      path: '/applications/:no/undo',
      summary:
        'Take back my consent to a request, while nobody has acted on it and nothing of it has begun: it waits for me again, and everybody who heard of it is told. Too late: 409 RULE_REFUSED with what to do instead',
      roles: ['staff'],
      params: Type.Object({ no: Type.String({ pattern: '^[A-Z]{2}-\\d{8}-\\d{4,}$' }) }),
      returns: Type.Object({ text: Type.String({ description: 'What came of it, in words' }) }),
      audit: 'application.undo',
    },
    ({ params: { no }, actor, now, today, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const context = { tx, now, today, person: actor, tools, push: road.push(tx, now) }
        await holdApplicants(tx, [no])
        const found = await findApplication(tx, no)
        if (!found || !(await mayRead(context, kindOf, found))) throw new Fault('NOT_FOUND')
        const one = await undoable(context, kindOf, no)
        if (typeof one !== 'string') return { text: await undo(context, kindOf, one) }
        const value = tools.text(`undo_${one}`, { no })
        throw new Fault('RULE_REFUSED', {
          details: [{ where: one.toUpperCase(), rule: 'problem', values: { value } }],
        })
      }),
  )
}
