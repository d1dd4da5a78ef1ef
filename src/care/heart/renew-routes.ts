import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import { titleOf } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import { type Route, route } from '../../runtime/route.ts'
import { mine } from './key-routes.ts'
import { KeyId, Proof } from './key-shapes.ts'
import { openableFor } from './let-in.ts'
import { askProof, checkProof } from './proof.ts'
import { checkRecipient } from './recipient.ts'
import { endReader } from './rekey.ts'
import { tellWatchers } from './watchers.ts'

/**
 * A reader changes his key: a new one, proved with the old one; then his cases are sealed to it (`/readers/:id/cases`),
 * and the old one ends. Broken off in between, both open what they opened, and it can be gone on with.
 */
export const renewRoutes: readonly Route[] = [
  route(
    {
      method: 'POST',
      path: '/readers/:id/proof',
      summary:
        'Something that this key of mine alone opens: brought back opened, it proves that I hold the key',
      roles: ['handler', 'discipline'],
      params: KeyId,
      returns: Type.Object({ sealed: Type.String({ description: 'base64' }) }),
      audit: null,
    },
    async ({ params, actor, now, services: { storage, tools } }) => {
      const key = await storage.read(tx => mine(tx, params.id, actor.id))
      const sealed = await askProof(storage, tools, { key, actor, now })
      return { sealed: Buffer.from(sealed).toString('base64') }
    },
  ),
  route(
    {
      method: 'POST',
      path: '/readers/:id/renew',
      summary: 'A new key for who holds this one: it counts at once, and all readers are told',
      roles: ['handler', 'discipline'],
      params: KeyId,
      body: Type.Object(
        {
          recipient: Type.String({ minLength: 1, maxLength: 100, description: 'age1…' }),
          wrapped: Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: 8_000 }),
          proof: Proof,
        },
        { additionalProperties: false },
      ),
      returns: Type.Object({ id: Type.String() }),
      // `reader.renew` is written with both keys.
      audit: null,
    },
    ({ params, body, actor, now, services: { storage, tools, road } }) => {
      checkRecipient(body.recipient)
      return storage.transaction(async tx => {
        const old = await mine(tx, params.id, actor.id)
        await checkProof(tx, tools, { key: old, actor, now, proof: body.proof })
        const id = randomId()
        const wrapped = Buffer.from(body.wrapped, 'base64')
        const dates = { created: now, admitted: now, removed: null }
        const { recipient } = body
        await tx.db.insert(tx.t.reader).values({ id, person: actor.id, recipient, wrapped, ...dates })
        await writeAudit(tx, { actor: actor.id, action: 'reader.renew', about: `${old.id}/${id}` }, now)
        await tellWatchers(tx, tools.directory, road.push(tx, now), 'reader_renewed', {
          key: `reader/renew/${id}`,
          values: { name: titleOf(actor), unit: actor.unit },
        })
        return { id }
      })
    },
  ),
  route(
    {
      method: 'POST',
      path: '/readers/:id/retire',
      summary: 'Ends an older key of mine, once a newer one opens everything that it opens',
      roles: ['handler', 'discipline'],
      params: KeyId,
      body: Type.Object(
        { by: Type.String({ minLength: 1, maxLength: 64 }) },
        { additionalProperties: false },
      ),
      returns: Type.Object({ ok: Type.Boolean() }),
      // `reader.remove` is written.
      audit: null,
    },
    ({ params, body, actor, now, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const old = await mine(tx, params.id, actor.id)
        const newer = await mine(tx, body.by, actor.id)
        const left = await openableFor(tx, tools, old, newer, 1)
        if (old.id === newer.id || left.length > 0) throw new Fault('CONFLICT')
        await endReader(tx, old.id, actor.id, now)
        return { ok: true }
      }),
  ),
]
