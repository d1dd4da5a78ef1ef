import { asc } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { ANSWERED, writeAnswer } from './answer.ts'
import { keptFrom } from './kept-from.ts'
import { type ConcernRow, dropConcern, openHeard } from './store.ts'

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
  taker: Type.Union([Type.String(), Type.Null()], { description: 'Who has said that he sees to it' }),
  mine: Type.Boolean({ description: 'That is me' }),
  reached: Type.Union([Type.Integer(), Type.Null()], {
    description: 'When he said that he has spoken to the person, ms UTC',
  }),
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
        for (const row of await openConcerns(tx, tools, actor)) {
          const { lane, level, since, told, reached } = row
          const person = await tools.directory.byId(tx, lane)
          const titled = async (id: string | null) => {
            const found = id === null ? null : await tools.directory.byId(tx, id)
            return found ? titleOf(found) : null
          }
          lines.push({
            id: lane,
            name: person?.name ?? lane,
            unit: person?.unit ?? '',
            mobile: person?.mobile ?? null,
            level,
            since,
            told,
            contact: await titled(row.contact ?? row.knows),
            taker: await titled(row.taker),
            mine: row.taker === actor.id,
            reached,
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
    ({ params, actor, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const found = (await openConcerns(tx, tools, actor)).some(row => row.lane === params.id)
        if (!found) throw new Fault('NOT_FOUND')
        await dropConcern(tx, params.id)
        return { ok: true }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/concerns/:id/answer',
      summary: 'What I did about this person: I see to it, I have spoken to him, I cannot reach him',
      roles: ['staff'],
      params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }),
      body: Type.Object({ does: Type.Enum(['taken', 'reached', 'unreached']) }),
      returns: Type.Object({ ok: Type.Boolean() }),
      // `duty.taken` and its kin are written with what was done.
      audit: null,
    },
    ({ params, body, actor, now, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const open = (await openConcerns(tx, tools, actor)).find(row => row.lane === params.id)
        if (!open) throw new Fault('NOT_FOUND')
        const answer = { actor: actor.id, does: body.does, now }
        await writeAnswer(tx, open, answer, about => road.timers.soon(tx, ANSWERED, about))
        return { ok: true }
      }),
  ),
]

/** What is open and this person may know of. Nobody closes what is open about himself. */
async function openConcerns(tx: Tx, tools: Tools, actor: Person) {
  const { id, roles } = actor
  const rows = await tx.db.select().from(tx.t.concern).orderBy(asc(tx.t.concern.since))
  const may = []
  for (const row of rows.filter(({ lane }) => lane !== id)) {
    const standsIn =
      roles.includes('duty') || (roles.includes('handler') && row.told === null && row.lost !== null)
    if (row.called.includes(id) || (standsIn && !(await isKeptFrom(tx, tools, row, actor)))) may.push(row)
  }
  return may
}

/** Of whom it may be said he hears when he is called, last of all; and not at all who may not learn of a reader's call. */
async function isKeptFrom(tx: Tx, tools: Tools, row: ConcernRow, actor: Person): Promise<boolean> {
  const heard = await openHeard(tx, tools, row)
  if (heard.some(one => one.named?.includes(actor.id))) return true
  return (await keptFrom(tx, tools, heard, [actor])).has(actor.id)
}
