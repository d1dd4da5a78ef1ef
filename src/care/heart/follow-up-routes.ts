import { and, eq, isNull } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { isDate } from '../../kernel/half-day.ts'
import { randomId } from '../../kernel/ids.ts'
import { nameOf } from '../../runtime/name-of.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { Id, Ok } from './case-shapes.ts'
import { FOLLOW_UP_KINDS, followUpsOf, watchFollowUps } from './follow-ups.ts'
import { isOver, myCase } from './my-case.ts'

const Which = Type.Object({
  ...Id.properties,
  followUp: Type.String({ minLength: 1, maxLength: 64 }),
})

/** 谈心谈话 and 家访 that follow from a case, by a day. What they are about stands in a note, which is sealed. */
export const followUpRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/cases/:id/follow-ups',
      summary: 'Talks and visits of a case, the soonest first',
      roles: ['handler', 'discipline'],
      params: Id,
      returns: Type.Array(
        Type.Object({
          id: Type.String(),
          kind: Type.String(),
          due: Type.String({ description: 'YYYY-MM-DD' }),
          done: Type.Union([Type.String(), Type.Null()], { description: 'The day it was done' }),
          handler: Type.Union([Type.String(), Type.Null()]),
          mine: Type.Boolean(),
        }),
      ),
      audit: null,
    },
    ({ params, actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        const lines = []
        for (const { id, kind, due, done, handler } of await followUpsOf(tx, file.id))
          lines.push({
            id,
            kind,
            due,
            done,
            handler: await nameOf(tx, tools, handler),
            mine: handler === actor.id,
          })
        return lines
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/cases/:id/follow-ups',
      summary: 'I take a talk or a visit upon myself, by a day; I am reminded of it',
      roles: ['handler', 'discipline'],
      params: Id,
      body: Type.Object({
        kind: Type.Enum([...FOLLOW_UP_KINDS]),
        due: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
      }),
      returns: Type.Object({ id: Type.String() }),
      audit: 'case.follow_up',
    },
    ({ params, body, actor, now, today, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        if (isOver(file)) throw new Fault('CONFLICT')
        const fault = dateFault(body.due, today)
        if (fault) throw new Fault('INPUT_INVALID', { details: [fault] })
        const id = randomId()
        const { kind, due } = body
        const row = { id, caseId: file.id, kind, due, handler: actor.id, done: null, reminded: null }
        await tx.db.insert(tx.t.caseFollowUp).values(row)
        await watchFollowUps(tx, tools, now, row)
        return { id }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/cases/:id/follow-ups/:followUp/done',
      summary: 'It was done today',
      roles: ['handler', 'discipline'],
      params: Which,
      returns: Ok,
      audit: 'case.follow_up_done',
    },
    ({ params, actor, today, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        const { caseFollowUp } = tx.t
        const done = await tx.db
          .update(caseFollowUp)
          .set({ done: today })
          .where(isOpen(tx.t, params.followUp, file.id))
          .returning({ id: caseFollowUp.id })
        if (done.length === 0) throw new Fault('NOT_FOUND')
        return { ok: true }
      }),
  ),
  route(
    {
      method: 'DELETE',
      path: '/cases/:id/follow-ups/:followUp',
      summary: 'It will not be done: it is dropped',
      roles: ['handler', 'discipline'],
      params: Which,
      returns: Ok,
      audit: 'case.follow_up_drop',
    },
    ({ params, actor, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        const { caseFollowUp } = tx.t
        const gone = await tx.db
          .delete(caseFollowUp)
          .where(isOpen(tx.t, params.followUp, file.id))
          .returning({ id: caseFollowUp.id })
        if (gone.length === 0) throw new Fault('NOT_FOUND')
        return { ok: true }
      }),
  ),
]

function dateFault(due: string, today: string) {
  if (!isDate(due)) return { where: 'due', rule: 'date' as const }
  return due < today ? { where: 'due', rule: 'not_before' as const, values: { value: today } } : null
}

/** Of this case, and not done yet. */
function isOpen({ caseFollowUp }: Tx['t'], id: string, caseId: string) {
  return and(eq(caseFollowUp.id, id), eq(caseFollowUp.caseId, caseId), isNull(caseFollowUp.done))
}
