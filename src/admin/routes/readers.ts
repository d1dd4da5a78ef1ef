import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import { Type } from 'typebox'
import { type Office, officeOfReader, reads } from '../../care/heart/office.ts'
import { RECOVERY } from '../../care/heart/readers.ts'
import { checkRecipient } from '../../care/heart/recipient.ts'
import { readRecovery } from '../../care/heart/recovery.ts'
import { endReader } from '../../care/heart/rekey.ts'
import { Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import { type Route, route } from '../../runtime/route.ts'
import { Nothing } from '../nothing.ts'
import { admitReader, askReader } from '../readers.ts'
import { tellOfNewReader, tellOfRequest } from '../tell-readers.ts'

const NewReader = Type.Object(
  {
    recipient: Type.String({ minLength: 1, maxLength: 100, description: 'age1…' }),
    wrapped: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9+/]+={0,2}$',
        maxLength: 8_000,
        description: 'The private key, locked with a passphrase in the browser, base64',
      }),
    ),
  },
  { additionalProperties: false },
)
const Line = Type.Object({
  id: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  created: Type.Integer({ description: 'ms UTC' }),
  waits: Type.Boolean({ description: 'Nobody else has agreed to it yet: nothing is sealed to it' }),
  removed: Type.Union([Type.Integer(), Type.Null()]),
  mine: Type.Boolean(),
  reads: Type.Enum(['heart', 'report', 'none'], {
    description: 'What it opens by the roles of its owner: 心里话; reports for 纪检; nothing any more',
  }),
})
const Key = Type.Object({
  id: Type.String(),
  recipient: Type.String(),
  wrapped: Type.Union([Type.String(), Type.Null()]),
})

const Id = Type.Object({ id: Type.String({ maxLength: 64 }) })

/** Who may read what is handed over in confidence. */
export const readerRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/readers',
      summary: 'Readers, by name and date; no keys',
      roles: ['handler', 'discipline', 'security', 'admin', 'auditor'],
      returns: Type.Array(Line),
      audit: null,
    },
    ({ actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const { reader } = tx.t
        const people = ne(reader.person, RECOVERY)
        const rows = await tx.db.select().from(reader).where(people).orderBy(asc(reader.created))
        return Promise.all(
          rows.map(async ({ id, person, created, admitted, removed }) => {
            const who = await tools.directory.byId(tx, person)
            const mine = person === actor.id
            const waits = admitted === null && removed === null
            const opens = who === null ? 'none' : openedBy(who)
            const about = { name: who?.name ?? '', unit: who?.unit ?? '' }
            return { id, ...about, created, waits, removed, mine, reads: opens }
          }),
        )
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/readers/mine',
      summary: 'My own keys, to be unlocked in my browser',
      roles: ['handler', 'discipline'],
      returns: Type.Array(Key),
      audit: null,
    },
    ({ actor, services: { storage } }) =>
      storage.read(async tx => {
        const { reader } = tx.t
        const rows = await tx.db
          .select()
          .from(reader)
          .where(and(eq(reader.person, actor.id), isNull(reader.removed)))
        return rows.map(({ id, recipient, wrapped }) => ({
          id,
          recipient,
          wrapped: wrapped && Buffer.from(wrapped).toString('base64'),
        }))
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/readers',
      summary:
        'Ask to read what is handed over from now on, with this key; the first key of all counts at once, but for 纪检',
      roles: ['handler', 'discipline'],
      body: NewReader,
      returns: Type.Object({
        id: Type.String(),
        waits: Type.Boolean({ description: 'Until the security officer or a reader agrees' }),
      }),
      audit: null,
    },
    ({ body, actor, now, services: { storage, tools, road } }) => {
      checkRecipient(body.recipient)
      if (openedBy(actor) === 'none') throw new Fault('READS_NOTHING')
      const wrapped = body.wrapped === undefined ? null : Buffer.from(body.wrapped, 'base64')
      const about = { person: actor.id, recipient: body.recipient, wrapped, actor: actor.id }
      return storage.transaction(async tx => {
        const asked = await askReader(tx, about, now, reads(actor, 'heart'))
        if (asked.waits) await tellOfRequest(tx, tools.directory, road.push(tx, now), actor, asked.id)
        return asked
      })
    },
  ),
  route(
    {
      method: 'POST',
      path: '/readers/:id/admit',
      summary: 'Agree that somebody else reads what is handed over from now on',
      roles: ['handler', 'discipline', 'security'],
      params: Id,
      returns: Nothing,
      audit: null,
    },
    ({ params, actor, now, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const { directory } = tools
        const person = await admitReader(tx, params.id, { actor, directory, now })
        await tellOfNewReader(tx, directory, road.push(tx, now), { actor, person, id: params.id })
      }),
  ),
  route(
    {
      method: 'DELETE',
      path: '/readers/:id',
      summary: 'End a reader’s access, at once',
      roles: ['security', 'admin'],
      params: Id,
      returns: Nothing,
      audit: null,
    },
    ({ params, actor, now, services: { storage } }) =>
      storage.transaction(async tx => {
        // The recovery key ends by a decision of its own, of which everybody hears.
        if ((await readRecovery(tx)).id === params.id) throw new Fault('NOT_FOUND')
        await endReader(tx, params.id, actor.id, now)
      }),
  ),
]

function openedBy(who: Person): Office | 'none' {
  const office = officeOfReader(who)
  return reads(who, office) ? office : 'none'
}
