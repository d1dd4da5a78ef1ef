import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { type Route, route } from '../../runtime/route.ts'
import { findAccount, removeAccount, setPassphrase } from '../accounts.ts'
import type { House } from '../house.ts'
import { Nothing } from '../nothing.ts'
import { hashPassphrase, oneTimePassphrase } from '../passphrase.ts'
import { closeSessions } from '../sessions.ts'

const Userid = Type.Object(
  { userid: Type.String({ minLength: 1, maxLength: 64 }) },
  { additionalProperties: false },
)

/** Sign-in for people of the roster. */
export function accountRoutes({ cost }: House): Route[] {
  return [
    route(
      {
        method: 'POST',
        path: '/accounts',
        summary: 'Give somebody a one-time passphrase, shown once; an older one and his session end',
        roles: ['admin'],
        body: Userid,
        returns: Type.Object({ id: Type.String({ description: 'person.id' }), passphrase: Type.String() }),
        audit: 'account.given',
      },
      async ({ body, now, services: { storage, tools } }) => {
        const person = await storage.read(tx => tools.directory.byUserid(tx, body.userid))
        if (!person) throw new Fault('NOT_FOUND')
        const passphrase = oneTimePassphrase()
        const hash = await hashPassphrase(passphrase, cost)
        await storage.transaction(async tx => {
          await closeSessions(tx, person.id)
          await setPassphrase(tx, person.id, hash, false, now)
        })
        return { id: person.id, passphrase }
      },
    ),
    route(
      {
        method: 'DELETE',
        path: '/accounts/:id',
        summary: 'Take somebody’s sign-in away, at once',
        roles: ['admin'],
        params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
        returns: Nothing,
        audit: 'account.taken',
      },
      ({ params, actor, services: { storage } }) =>
        storage.transaction(async tx => {
          // An administrator who locks himself out may be the last one.
          if (params.id === actor.id) throw new Fault('CONFLICT')
          if (!(await findAccount(tx, params.id))) throw new Fault('NOT_FOUND')
          await closeSessions(tx, params.id)
          await removeAccount(tx, params.id)
        }),
    ),
  ]
}
