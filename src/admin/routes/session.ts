import type { FastifyInstance } from 'fastify'
import { type Static, Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import { findAccount, mustChange, setPassphrase } from '../accounts.ts'
import { Problem } from '../answer-fault.ts'
import { Nothing } from '../nothing.ts'
import type { Parts } from '../parts.ts'
import { faultsOfPassphrase, hashPassphrase, isPassphrase, nobodyAt } from '../passphrase.ts'
import { ABSOLUTE, closeSessions, IDLE } from '../sessions.ts'
import { openSignIn } from '../sign-in.ts'

const Credentials = Type.Object(
  {
    userid: Type.String({ minLength: 1, maxLength: 64 }),
    passphrase: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
)
const Change = Type.Object(
  {
    old: Type.String({ minLength: 1, maxLength: 200 }),
    passphrase: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
)
/** Who is signed in, and until when at most. */
const SignedIn = Type.Object({
  person: Type.Object({
    id: Type.String(),
    userid: Type.String(),
    name: Type.String(),
    title: Type.String({ description: '姓+职务' }),
    unit: Type.String(),
    roles: Type.Array(Type.String()),
  }),
  mustChange: Type.Boolean({ description: 'The passphrase was given by somebody else: choose one first' }),
  until: Type.Integer({ description: 'ms UTC; the session ends then in any case' }),
  idle: Type.Integer({ description: 'ms without a request after which it ends' }),
})

/** Signing in and out, and one's own passphrase: the routes that work before anybody is let in. */
export function mountSession(app: FastifyInstance, parts: Parts): void {
  const { guard, cookie, services, house, now } = parts
  const { storage, tools } = services
  const signIn = openSignIn(storage, tools.directory, nobodyAt(house.cost))
  const tags = ['session']
  const answers = { 200: SignedIn, '4xx': Problem }
  const attempts = { rateLimit: { max: house.limits.signIns, timeWindow: house.limits.window } }

  app.post<{ Body: Static<typeof Credentials> }>(
    '/session',
    {
      schema: {
        summary: 'Sign in; an older session of the same person ends',
        tags,
        body: Credentials,
        response: answers,
      },
      config: attempts,
    },
    async (request, reply) => {
      const at = now()
      const { person, token } = await signIn(request.body, at)
      const account = await storage.read(tx => findAccount(tx, person.id))
      cookie.write(reply, token)
      return signedIn(person, account !== null && mustChange(account), at)
    },
  )

  app.get('/session', { schema: { summary: 'Who is signed in', tags, response: answers } }, async request => {
    const caller = await guard.callerOf(request, now())
    if (!caller) throw new Fault('SIGN_IN_NEEDED')
    return signedIn(caller.person, caller.mustChange, caller.session.created)
  })

  app.delete(
    '/session',
    { schema: { summary: 'Sign out', tags, response: { 204: Nothing, '4xx': Problem } } },
    async (request, reply) => {
      const caller = await guard.callerOf(request, now())
      if (caller) {
        const actor = caller.person.id
        await storage.transaction(async tx => {
          await closeSessions(tx, actor)
          await writeAudit(tx, { actor, action: 'sign_out', about: actor }, now())
        })
      }
      cookie.clear(reply)
      return reply.code(204).send()
    },
  )

  app.post<{ Body: Static<typeof Change> }>(
    '/account/passphrase',
    {
      schema: {
        summary: 'Choose another passphrase; needed once after one that somebody else gave',
        tags,
        body: Change,
        response: { 204: Nothing, '4xx': Problem },
      },
      config: attempts,
    },
    async (request, reply) => {
      const at = now()
      const caller = await guard.callerOf(request, at)
      if (!caller) throw new Fault('SIGN_IN_NEEDED')
      const { old, passphrase } = request.body
      const details = faultsOfPassphrase(passphrase)
      if (passphrase === old) details.push({ where: 'passphrase', rule: 'unchanged' })
      if (details.length > 0) throw new Fault('INPUT_INVALID', { details })
      const account = await storage.read(tx => findAccount(tx, caller.person.id))
      if (!account || !(await isPassphrase(old, account.passphrase))) throw new Fault('SIGN_IN_FAILED')
      const hash = await hashPassphrase(passphrase, house.cost)
      await storage.transaction(async tx => {
        await setPassphrase(tx, caller.person.id, hash, true, at)
        await writeAudit(
          tx,
          { actor: caller.person.id, action: 'account.passphrase', about: caller.person.id },
          at,
        )
      })
      return reply.code(204).send()
    },
  )
}

function signedIn(person: Person, change: boolean, created: number): Static<typeof SignedIn> {
  const { id, userid, name, unit, roles } = person
  return {
    person: { id, userid, name, title: titleOf(person), unit, roles: [...roles] },
    mustChange: change,
    until: created + ABSOLUTE,
    idle: IDLE,
  }
}
