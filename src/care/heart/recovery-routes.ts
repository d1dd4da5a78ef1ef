import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { isDate } from '../../kernel/half-day.ts'
import { titleOf } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import { nameOf } from '../../runtime/name-of.ts'
import { type Call, type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { Ok } from './case-shapes.ts'
import { lineOf, mine } from './key-routes.ts'
import { Openables, Proof, SealedCases } from './key-shapes.ts'
import { letIn, openableFor, tellWriters, usableReader } from './let-in.ts'
import { askProof, checkProof } from './proof.ts'
import { checkRecipient } from './recipient.ts'
import { agreeRecovery, askRecovery, endRecovery, readRecovery } from './recovery.ts'
import { tellWatchers } from './watchers.ts'

const Mine = Type.String({ minLength: 1, maxLength: 64, description: 'The key of mine they are sealed to' })

/** The key on paper: whether there is one, and its use. Its private half never comes here. */
export const recoveryRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/recovery',
      summary: 'Whether the house has a recovery key for 心里话, since when, and who entered it',
      roles: ['handler', 'security', 'admin', 'auditor'],
      returns: Type.Object({
        state: Type.Enum(['undecided', 'off', 'waits', 'on']),
        decided: Type.Union([Type.String(), Type.Null()], { description: 'The day the house decided' }),
        by: Type.Union([Type.String(), Type.Null()]),
        mine: Type.Boolean({ description: 'I entered it: somebody else has to agree' }),
        id: Type.Union([Type.String(), Type.Null()]),
      }),
      audit: null,
    },
    ({ actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const { state, decided, author, id } = await readRecovery(tx)
        return { state, decided, by: await nameOf(tx, tools, author), mine: author === actor.id, id }
      }),
  ),
  route(
    {
      method: 'PUT',
      path: '/recovery',
      summary: 'What the house decided: with a recipient there is to be a recovery key, without one none',
      roles: ['admin', 'security'],
      body: Type.Object(
        {
          decided: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
          recipient: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'age1…' })),
        },
        { additionalProperties: false },
      ),
      returns: Ok,
      // `recovery.ask` or `recovery.off` is written.
      audit: null,
    },
    call => {
      const { decided, recipient } = call.body
      if (!isDate(decided))
        throw new Fault('INPUT_INVALID', { details: [{ where: 'decided', rule: 'date' }] })
      if (decided > call.today)
        throw new Fault('INPUT_INVALID', { details: [{ where: 'decided', rule: 'not_future' }] })
      if (recipient !== undefined) checkRecipient(recipient)
      return call.services.storage.transaction(async tx => {
        if (recipient === undefined) await endRecovery(tx, decided, deedOf(tx, call))
        else await askRecovery(tx, { recipient, decided }, deedOf(tx, call))
        return { ok: true }
      })
    },
  ),
  route(
    {
      method: 'POST',
      path: '/recovery/agree',
      summary:
        'The second person agrees to the recovery key: whoever reads, or the security officer; not who asked',
      roles: ['handler', 'security'],
      returns: Ok,
      // `recovery.on` is written.
      audit: null,
    },
    call =>
      call.services.storage.transaction(async tx => {
        await agreeRecovery(tx, deedOf(tx, call))
        return { ok: true }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/recovery/proof',
      summary:
        'Something that the recovery key alone opens: brought back opened, it proves that I hold the paper',
      roles: ['handler'],
      returns: Type.Object({ sealed: Type.String({ description: 'base64' }) }),
      audit: null,
    },
    async ({ actor, now, services: { storage, tools } }) => {
      const key = await storage.read(recoveryRow)
      const sealed = await askProof(storage, tools, { key, actor, now })
      return { sealed: Buffer.from(sealed).toString('base64') }
    },
  ),
  route(
    {
      method: 'POST',
      path: '/recovery/use',
      summary: 'Cases that the recovery key opens and my key does not; every reader hears that it is used',
      roles: ['handler'],
      body: Type.Object({ with: Mine, proof: Proof }, { additionalProperties: false }),
      returns: Openables,
      // `recovery.use` is written with the key it was used for.
      audit: null,
    },
    ({ body, actor, now, today, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const from = await recoveryRow(tx)
        const to = await mine(tx, body.with, actor.id)
        await checkProof(tx, tools, { key: from, actor, now, proof: body.proof })
        await writeAudit(tx, { actor: actor.id, action: 'recovery.use', about: to.id }, now)
        await tellWatchers(tx, tools.directory, road.push(tx, now), 'recovery_used', {
          key: `recovery/use/${to.id}/${today}`,
          values: { by: titleOf(actor) },
        })
        const cases = await openableFor(tx, tools, from, to)
        return { recipient: to.recipient, cases: cases.map(lineOf) }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/recovery/cases',
      summary:
        'Their keys, opened with the recovery key and sealed to mine in my browser; all of them or none',
      roles: ['handler'],
      body: Type.Object({ with: Mine, proof: Proof, keys: SealedCases }, { additionalProperties: false }),
      returns: Type.Object({ done: Type.Integer() }),
      // `case.let_in` is written for each case.
      audit: null,
    },
    ({ body, actor, now, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const from = await recoveryRow(tx)
        const to = await mine(tx, body.with, actor.id)
        await checkProof(tx, tools, { key: from, actor, now, proof: body.proof })
        const keys = body.keys.map(key => ({ case: key.case, sealed: Buffer.from(key.sealed, 'base64') }))
        const files = await letIn(tx, tools, { from, to, keys, actor: actor.id, now })
        await tellWriters(tx, tools, road.push(tx, now), files, actor)
        return { done: files.length }
      }),
  ),
]

/** @throws Fault NOT_FOUND where there is none in use */
async function recoveryRow(tx: Tx) {
  const { id } = await readRecovery(tx)
  if (id === null) throw new Fault('NOT_FOUND')
  return usableReader(tx, id)
}

function deedOf(tx: Tx, { actor, now, services: { tools, road } }: Call<unknown, unknown, unknown>) {
  return { actor, now, directory: tools.directory, push: road.push(tx, now) }
}
