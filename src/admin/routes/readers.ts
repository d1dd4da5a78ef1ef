import { and, asc, eq, isNull } from 'drizzle-orm'
import { Type } from 'typebox'
import { type Route, route } from '../../runtime/route.ts'
import { Nothing } from '../nothing.ts'
import { addReader, checkRecipient, removeReader } from '../readers.ts'

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
  removed: Type.Union([Type.Integer(), Type.Null()]),
  mine: Type.Boolean(),
})
const Key = Type.Object({
  id: Type.String(),
  recipient: Type.String(),
  wrapped: Type.Union([Type.String(), Type.Null()]),
})

/** Who may read what is handed over in confidence. */
export const readerRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/readers',
      summary: 'Readers, by name and date; no keys',
      roles: ['handler', 'security', 'admin', 'auditor'],
      returns: Type.Array(Line),
      audit: null,
    },
    ({ actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const { reader } = tx.t
        const rows = await tx.db.select().from(reader).orderBy(asc(reader.created))
        return Promise.all(
          rows.map(async ({ id, person, created, removed }) => {
            const who = await tools.directory.byId(tx, person)
            const mine = person === actor.id
            return { id, name: who?.name ?? '', unit: who?.unit ?? '', created, removed, mine }
          }),
        )
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/readers/mine',
      summary: 'My own keys, to be unlocked in my browser',
      roles: ['handler'],
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
      summary: 'Let me read what is handed over from now on, with this key',
      roles: ['handler'],
      body: NewReader,
      returns: Type.Object({ id: Type.String() }),
      audit: null,
    },
    ({ body, actor, now, services: { storage } }) => {
      checkRecipient(body.recipient)
      const wrapped = body.wrapped === undefined ? null : Buffer.from(body.wrapped, 'base64')
      return storage.transaction(async tx => ({
        id: await addReader(
          tx,
          { person: actor.id, recipient: body.recipient, wrapped, actor: actor.id },
          now,
        ),
      }))
    },
  ),
  route(
    {
      method: 'DELETE',
      path: '/readers/:id',
      summary: 'End a reader’s access, at once',
      roles: ['security', 'admin'],
      params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
      returns: Nothing,
      audit: null,
    },
    ({ params, actor, now, services: { storage } }) =>
      storage.transaction(tx => removeReader(tx, params.id, actor.id, now)),
  ),
]
