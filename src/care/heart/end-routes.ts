import { eq } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Push } from '../../runtime/push.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { Base64, Id, Ok } from './case-shapes.ts'
import { watchClosed } from './closed.ts'
import { followUpsOf } from './follow-ups.ts'
import { isOver, myCase } from './my-case.ts'
import { appendMessage, personOfCase } from './store.ts'
import { eraseCase } from './take-back.ts'
import { freeTalksOf } from './talks.ts'

/** How a case ends: closed by whoever deals with it, or emptied because its person asked for it. */
export const caseEndRoutes: readonly Route[] = [
  route(
    {
      method: 'POST',
      path: '/cases/:id/close',
      summary: 'Closes a case with an outcome and a note that is sealed to the case',
      roles: ['handler', 'discipline'],
      params: Id,
      body: Type.Object({
        outcome: Type.Enum(['talked', 'solved', 'passed_on', 'no_answer', 'false_alarm']),
        sealedNote: Base64,
      }),
      returns: Ok,
      audit: 'case.close',
    },
    ({ params, body, actor, now, today, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        if (isOver(file)) throw new Fault('CONFLICT')
        if ((await followUpsOf(tx, file.id)).some(f => f.done === null)) throw new Fault('FOLLOW_UPS_OPEN')
        if (file.asked === 'close') await tellDone(tx, tools, file.id, road.push(tx, now))
        else await watchClosed(tx, tools, file.id, now)
        if (body.sealedNote !== '')
          await appendMessage(tx, file.id, 'note', Buffer.from(body.sealedNote, 'base64'), today)
        await tx.db
          .update(tx.t.caseFile)
          .set({
            status: 'closed',
            handler: file.handler ?? actor.id,
            outcome: body.outcome,
            asked: file.asked === 'close' ? null : file.asked,
          })
          .where(eq(tx.t.caseFile.id, file.id))
        return { ok: true }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/cases/:id/erase',
      summary: 'Deletes what stands in a case, because its person asked for it; number and day stay',
      roles: ['handler', 'discipline'],
      params: Id,
      returns: Ok,
      audit: 'case.erase',
    },
    ({ params, actor, now, today, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        if (file.asked !== 'delete') throw new Fault('CONFLICT')
        const push = road.push(tx, now)
        await tellDone(tx, tools, file.id, push)
        await freeTalksOf({ tx, tools, now, today, push }, file.id)
        await eraseCase({ tx, tools }, file.id)
        return { ok: true }
      }),
  ),
]

/** Its person hears that it was done as he asked: nothing of the case, neither in the words nor in the key. */
async function tellDone(tx: Tx, tools: Tools, id: string, push: Push): Promise<void> {
  const owner = await personOfCase(tx, tools, id)
  const person = owner === null ? null : await tools.directory.byId(tx, owner)
  if (person) await push(person, 'case_answered', { key: `asked/${randomId()}` })
}
