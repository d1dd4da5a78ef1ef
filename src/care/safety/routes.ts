import { asc, eq } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'

const Line = Type.Object({
  id: Type.String({ description: 'person.id' }),
  name: Type.String(),
  unit: Type.String(),
  mobile: Type.Union([Type.String(), Type.Null()]),
  level: Type.String(),
  since: Type.Integer({ description: 'ms UTC' }),
  told: Type.Union([Type.Integer(), Type.Null()], {
    description: 'When a contact was really reached, ms UTC',
  }),
  contact: Type.Union([Type.String(), Type.Null()], { description: 'Who knows, or is being called' }),
})

/**
 * People about whom somebody was called: for those who were called, and for whoever is on duty. Nobody else is told
 * a name here, unless nobody could be reached at all: then also for those who stand in. Never a word of what was said.
 */
export const concernRoutes: Route[] = [
  route(
    {
      method: 'GET',
      path: '/concerns',
      summary: 'People in danger I was told of, the oldest first; never what they said',
      roles: ['staff'],
      returns: Type.Array(Line),
      audit: null,
    },
    ({ actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const lines = []
        for (const row of await openConcerns(tx, actor)) {
          const { lane, level, since, told } = row
          const person = await tools.directory.byId(tx, lane)
          const contact = row.contact === null ? null : await tools.directory.byId(tx, row.contact)
          lines.push({
            id: lane,
            name: person?.name ?? lane,
            unit: person?.unit ?? '',
            mobile: person?.mobile ?? null,
            level,
            since,
            told,
            contact: contact ? titleOf(contact) : null,
          })
        }
        return lines
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/concerns/:id/close',
      summary: 'I have made sure that somebody is with this person; the next word of despair opens it anew',
      roles: ['staff'],
      params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }),
      returns: Type.Object({ ok: Type.Boolean() }),
      audit: 'concern.close',
    },
    ({ params, actor, services: { storage } }) =>
      storage.transaction(async tx => {
        const found = (await openConcerns(tx, actor)).some(row => row.lane === params.id)
        if (!found) throw new Fault('NOT_FOUND')
        await tx.db.delete(tx.t.concern).where(eq(tx.t.concern.lane, params.id))
        return { ok: true }
      }),
  ),
]

/** What is open and this person may know of. Nobody closes what is open about himself. */
async function openConcerns(tx: Tx, { id, roles }: Person) {
  const rows = await tx.db.select().from(tx.t.concern).orderBy(asc(tx.t.concern.since))
  const mayKnow = (row: (typeof rows)[number]) =>
    row.tried.includes(id) ||
    roles.includes('duty') ||
    (roles.includes('handler') && row.told === null && row.lost !== null)
  return rows.filter(row => row.lane !== id && mayKnow(row))
}
