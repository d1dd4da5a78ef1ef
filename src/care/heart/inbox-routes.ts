import { eq } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import { type Route, route } from '../../runtime/route.ts'
import { schedule } from '../../runtime/timers.ts'
import { Base64, Id, Ok } from './case-shapes.ts'
import { giveCase, takeCase, watchCases } from './clock.ts'
import { ESCALATED } from './escalate.ts'
import { isFree, isOver, myCase } from './my-case.ts'
import { REPORT } from './office.ts'
import { OPENINGS } from './openings.ts'
import { readersOf } from './readers.ts'
import { keepDanger } from './reveal.ts'
import { graver, type Level } from './rules.ts'
import { appendMessage } from './store.ts'

/** What readers of a case do with it among themselves. Its person sees who deals with it, and nothing else of this. */
export const caseInboxRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/cases/openings',
      summary: 'How an answer may begin',
      roles: ['handler', 'discipline'],
      returns: Type.Array(Type.Object({ title: Type.String(), text: Type.String() })),
      audit: null,
    },
    async ({ services: { tools } }) => tools.policy(OPENINGS).openings,
  ),
  route(
    {
      method: 'GET',
      path: '/cases/:id/colleagues',
      summary: 'Who else can open this case, and so may be given it',
      roles: ['handler', 'discipline'],
      params: Id,
      returns: Type.Array(Type.Object({ userid: Type.String(), name: Type.String() })),
      audit: null,
    },
    ({ params, actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        const readers = await readersOf(tx, tools.directory, file.id)
        const others = new Map(readers.map(r => [r.person.id, r.person]))
        others.delete(actor.id)
        return [...others.values()].map(({ userid, name }) => ({ userid, name }))
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/cases/:id/give',
      summary: 'Gives a case to a colleague who can open it: mine, or one that nobody deals with',
      roles: ['handler', 'discipline'],
      params: Id,
      body: Type.Object({ to: Type.String({ minLength: 1, maxLength: 64, description: 'userid' }) }),
      returns: Ok,
      audit: 'case.give',
    },
    ({ params, body, actor, now, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        if (isOver(file) || !(await isFree(tx, tools, file, actor.id))) throw new Fault('CONFLICT')
        const readers = await readersOf(tx, tools.directory, file.id)
        const to = readers.find(r => r.person.userid === body.to && r.person.id !== actor.id)
        if (!to)
          throw new Fault('INPUT_INVALID', {
            details: [{ where: 'to', rule: 'not_reader', values: { value: body.to } }],
          })
        await giveCase({ tx, tools, now }, file, to.person.id)
        await road.push(tx, now)(to.person, 'case_given', {
          key: `given/${randomId()}`,
          values: { no: file.no },
        })
        return { ok: true }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/cases/:id/release',
      summary: 'I deal with it no longer: it waits for somebody, and its readers are reminded of it',
      roles: ['handler', 'discipline'],
      params: Id,
      returns: Ok,
      audit: 'case.release',
    },
    ({ params, actor, now, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        if (isOver(file) || file.handler !== actor.id) throw new Fault('CONFLICT')
        await tx.db
          .update(tx.t.caseFile)
          .set({ handler: null, status: 'open' })
          .where(eq(tx.t.caseFile.id, file.id))
        await watchCases({ tx, now })
        return { ok: true }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/cases/:id/note',
      summary: 'Writes a note for the readers of this case alone, sealed in my browser',
      roles: ['handler', 'discipline'],
      params: Id,
      body: Type.Object({ sealed: Base64 }),
      returns: Ok,
      audit: 'case.note',
    },
    ({ params, body, actor, today, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        if (file.status === 'withdrawn') throw new Fault('CONFLICT')
        await appendMessage(tx, file.id, 'note', Buffer.from(body.sealed, 'base64'), today)
        return { ok: true }
      }),
  ),
  route(
    {
      method: 'PUT',
      path: '/cases/:id/labels',
      summary: 'Labels of a case, sealed to it in my browser; empty takes them away',
      roles: ['handler', 'discipline'],
      params: Id,
      body: Type.Object({ sealed: Base64 }),
      returns: Ok,
      audit: 'case.label',
    },
    ({ params, body, actor, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        if (file.status === 'withdrawn') throw new Fault('CONFLICT')
        const labels = body.sealed === '' ? null : Buffer.from(body.sealed, 'base64')
        await tx.db.update(tx.t.caseFile).set({ labels }).where(eq(tx.t.caseFile.id, file.id))
        return { ok: true }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/cases/:id/reopen',
      summary: 'Opens a closed case again; I deal with it',
      roles: ['handler', 'discipline'],
      params: Id,
      returns: Ok,
      audit: 'case.reopen',
    },
    ({ params, actor, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        if (file.status !== 'closed' || file.mergedInto !== null) throw new Fault('CONFLICT')
        await tx.db
          .update(tx.t.caseFile)
          .set({ status: 'open', outcome: null })
          .where(eq(tx.t.caseFile.id, file.id))
        await takeCase({ tx, tools }, file, actor.id)
        return { ok: true }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/cases/:id/escalate',
      summary: 'It is graver than it was taken for; in danger to life whoever is on duty is told who it is',
      roles: ['handler', 'discipline'],
      params: Id,
      body: Type.Object({
        level: Type.Enum(['serious', 'high', 'crisis']),
        reason: Type.Optional(
          Type.String({
            minLength: 10,
            maxLength: 500,
            pattern: '\\S',
            description: 'Must be given for crisis: sealed, and read by custodians',
          }),
        ),
      }),
      returns: Ok,
      audit: 'case.escalate',
    },
    ({ params, body, actor, now, today, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        const level = file.level as Level
        // Custodians and who is on duty would hear of it: of a report they hear nothing.
        if (file.kind === REPORT || isOver(file) || graver(level, body.level) === level)
          throw new Fault('CONFLICT')
        if (body.level === 'crisis') {
          if (body.reason === undefined)
            throw new Fault('INPUT_INVALID', { details: [{ where: 'reason', rule: 'required' }] })
          await keepDanger(tx, tools, file, body.reason, { actor, now, today, push: road.push(tx, now) })
        }
        // Done by itself at once, so that calling people is no part of this request.
        await schedule(tx, ESCALATED, `${file.id} ${body.level} ${actor.id}`, now)
        return { ok: true }
      }),
  ),
]
