import { and, asc, count, eq, isNull, lt, ne, notInArray } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import type { Tools } from '../../runtime/context.ts'
import { nameOf } from '../../runtime/name-of.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { concernOf } from '../safety/store.ts'
import { Base64, Id, Line, Ok } from './case-shapes.ts'
import { isGiven, shownDue, takeCase } from './clock.ts'
import { mustBeIn } from './enclosures.ts'
import { isFree, isOver, myCase, OVER } from './my-case.ts'
import { officeOf, REPORT, reads } from './office.ts'
import { appendMessage, type CaseRow, personOfCase, sealedKeysOf } from './store.ts'
import { markOpened } from './who-read.ts'

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** Cases, for their readers alone; everybody else sees a count, or nothing at all. */
export const caseRoutes: Route[] = [
  route(
    {
      method: 'GET',
      path: '/cases',
      summary: 'Cases I can open, by due time',
      roles: ['handler', 'discipline'],
      returns: Type.Array(Line),
      audit: null,
    },
    ({ actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const { caseFile, caseKey, reader } = tx.t
        const rows = await tx.db
          .select({ file: caseFile, reader: reader.id })
          .from(caseKey)
          .innerJoin(caseFile, eq(caseFile.id, caseKey.caseId))
          .innerJoin(reader, eq(reader.id, caseKey.reader))
          .where(and(eq(reader.person, actor.id), isNull(reader.removed), isNull(caseFile.mergedInto)))
          .orderBy(asc(caseFile.status), asc(caseFile.due), asc(caseFile.no))
        const lines = []
        // Who has two keys sees a case once.
        for (const row of new Map(rows.map(r => [r.file.id, r])).values())
          if (reads(actor, officeOf(row.file.kind)))
            lines.push(await lineOf(tx, tools, row.file, row.reader, actor.id))
        return lines
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/cases/count',
      summary:
        'How many cases of before today are open, reports for 纪检 not among them; not for who reads cases',
      roles: ['hr', 'admin'],
      returns: Type.Object({ open: Type.Integer() }),
      audit: null,
    },
    ({ actor, today, services: { storage } }) => {
      // Beside his own list it would tell a reader that there is a case which is kept from him.
      if (reads(actor, 'heart')) throw new Fault('NOT_ALLOWED')
      return storage.read(async tx => {
        const { status, kind, day } = tx.t.caseFile
        const [row] = await tx.db
          .select({ open: count() })
          .from(tx.t.caseFile)
          // What came today is not in it: a number that rises in the minute somebody writes would tell who wrote.
          .where(and(notInArray(status, [...OVER]), ne(kind, REPORT), lt(day, today)))
        return { open: row?.open ?? 0 }
      })
    },
  ),
  route(
    {
      method: 'GET',
      path: '/cases/:id',
      summary: 'One case: sealed messages, and the key sealed to me; opened in the browser only',
      roles: ['handler', 'discipline'],
      params: Id,
      returns: Type.Object({
        ...Line.properties,
        person: Type.Union([Type.String(), Type.Null()], {
          description: 'Name, where it was handed in under one',
        }),
        free: Type.Boolean({ description: 'No colleague who could still open it deals with it' }),
        lookedAfter: Type.Union([Type.Boolean(), Type.Null()], {
          description: 'Of flagged words: whoever was called has noted that somebody is with their writer',
        }),
        recipient: Type.String(),
        wrapped: Type.Union([Type.String(), Type.Null()]),
        messages: Type.Array(
          Type.Object({
            id: Type.String(),
            from: Type.String(),
            position: Type.Integer(),
            day: Type.String(),
            sealed: Type.String(),
          }),
        ),
      }),
      audit: 'case.view',
    },
    ({ params, actor, now, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const found = await myCase(tx, tools, params.id, actor.id)
        await markOpened(tx, found.key.id, found.key.opened, now)
        const { id, mode, recipient } = found.file
        const messages = await tx.db
          .select()
          .from(tx.t.caseMessage)
          .where(eq(tx.t.caseMessage.caseId, id))
          .orderBy(asc(tx.t.caseMessage.position))
        const owner = mode === 'named' ? await personOfCase(tx, tools, id) : null
        const person = owner ? await tools.directory.byId(tx, owner) : null
        return {
          ...(await lineOf(tx, tools, found.file, found.reader.id, actor.id)),
          free: await isFree(tx, tools, found.file, actor.id),
          lookedAfter: await isLookedAfter(tx, tools, found.file),
          person: person ? `${person.name} ${person.unit}` : null,
          recipient,
          wrapped: found.reader.wrapped ? base64(found.reader.wrapped) : null,
          messages: messages.map(m => ({
            id: m.id,
            from: m.from,
            position: m.position,
            day: m.day,
            sealed: base64(m.sealed),
          })),
        }
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/cases/:id/enclosures/:enclosure',
      summary: 'A file that goes with a message, sealed to the key that stands in that message',
      roles: ['handler', 'discipline'],
      params: Type.Object({
        ...Id.properties,
        enclosure: Type.String({ minLength: 1, maxLength: 64 }),
      }),
      returns: Type.Object({ sealed: Type.String({ description: 'base64' }) }),
      audit: 'case.enclosure',
    },
    async ({ params, actor, services: { storage, tools } }) => {
      await storage.read(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        await mustBeIn(tx, file.id, params.enclosure)
      })
      return { sealed: base64(await tools.attachments.readSealed(params.enclosure)) }
    },
  ),
  route(
    {
      method: 'POST',
      path: '/cases/:id/take',
      summary: 'I deal with this case: one that nobody has taken, also where it was given to a colleague',
      roles: ['handler', 'discipline'],
      params: Id,
      returns: Ok,
      audit: 'case.take',
    },
    ({ params, actor, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        if (isOver(file)) throw new Fault('CONFLICT')
        const mayTake = (await isFree(tx, tools, file, actor.id)) || (await isGiven(tx, tools, file))
        if (!mayTake) throw new Fault('CONFLICT')
        await takeCase({ tx, tools }, file, actor.id)
        return { ok: true }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/cases/:id/reply',
      summary: 'Answers the person: `text` goes to the chat and is wiped, `sealed` is the copy for the case',
      roles: ['handler', 'discipline'],
      params: Id,
      body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 4000 }), sealed: Base64 }),
      returns: Ok,
      audit: 'case.reply',
    },
    ({ params, body, actor, now, today, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        if (isOver(file)) throw new Fault('CONFLICT')
        const owner = await personOfCase(tx, tools, file.id)
        const person = owner && (await tools.directory.byId(tx, owner))
        if (!person) throw new Fault('NOT_FOUND')
        await appendMessage(tx, file.id, 'handler', Buffer.from(body.sealed, 'base64'), today)
        const id = randomId()
        const sealed = await tools.vault.seal(tx, `case:${file.id}`, `case_reply.body:${id}`, body.text)
        await tx.db.insert(tx.t.caseReply).values({ id, caseId: file.id, body: sealed })
        await tx.db
          .update(tx.t.caseFile)
          .set({ status: 'answered', handler: file.handler ?? actor.id })
          .where(eq(tx.t.caseFile.id, file.id))
        // Who answers has taken what he was given.
        if (file.handler === actor.id) await takeCase({ tx, tools }, file, actor.id)
        // Nothing of the case in the key: it stays, in plain, beside whose message it is.
        await road.push(tx, now)(person, 'letter_waiting', { key: `letter/${randomId()}` })
        return { ok: true }
      }),
  ),
]

/** A call that flagged words led to is open until a human has closed it; of other cases nothing is known. */
async function isLookedAfter(tx: Tx, tools: Tools, { id, kind }: CaseRow): Promise<boolean | null> {
  const person = kind === 'flag' ? await personOfCase(tx, tools, id) : null
  return person === null ? null : (await concernOf(tx, person)) === null
}

/** A case as one of its readers sees it in a list. */
async function lineOf(tx: Tx, tools: Tools, file: CaseRow, reader: string, actor: string) {
  const { id, no, kind, mode, status, level, day, reminded, handler, outcome, asked, labels } = file
  return {
    ...{ id, no, kind, mode, status, level, day, reminded, outcome, asked },
    due: await shownDue(tx, tools, file),
    mine: handler === actor,
    given: await isGiven(tx, tools, file),
    handler: await nameOf(tx, tools, handler),
    sealedKeys: (await sealedKeysOf(tx, id, reader)).map(base64),
    labels: labels && base64(labels),
  }
}
