import { and, asc, eq, isNull } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Push } from '../../runtime/push.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { openBarred, sealBarred } from './barred.ts'
import { Base64, Id, Ok } from './case-shapes.ts'
import { openClock, sealClock, watchCases } from './clock.ts'
import { isOver, myCase } from './my-case.ts'
import { readersOf } from './readers.ts'
import { graver, type Level } from './rules.ts'
import { appendMessage, type CaseRow, personOfCase } from './store.ts'

/** Two cases of one person become one. */
export const caseMergeRoutes: readonly Route[] = [
  route(
    {
      method: 'POST',
      path: '/cases/:id/merge',
      summary: 'Moves the words of a case into another of the same name, sealed anew in my browser',
      roles: ['handler', 'discipline'],
      params: Id,
      body: Type.Object({
        into: Type.String({ minLength: 1, maxLength: 64 }),
        messages: Type.Array(
          Type.Object({ id: Type.String({ description: 'Of the message it was' }), sealed: Base64 }),
          { maxItems: 2_000 },
        ),
      }),
      returns: Ok,
      audit: 'case.merge',
    },
    ({ params, body, actor, now, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        const { file: into } = await myCase(tx, tools, body.into, actor.id)
        if (file.id === into.id || isOver(file) || isOver(into)) throw new Fault('CONFLICT')
        await mustBeOneName(tx, tools, file, into)
        await mustReadBoth(tx, tools, file.id, into.id)
        await moveMessages(tx, file.id, into.id, body.messages)
        await moveOpened(tx, file.id, into.id)
        await moveRest(tx, tools, file, into, now)
        await tellMerged(tx, tools, file, into, road.push(tx, now))
        return { ok: true }
      }),
  ),
]

/** Of 隐名 cases it would tell a handler that one person wrote both: never, not even as a refusal that differs. */
async function mustBeOneName(tx: Tx, tools: Tools, file: CaseRow, into: CaseRow): Promise<void> {
  const named = file.mode === 'named' && into.mode === 'named'
  const one = named && (await personOfCase(tx, tools, file.id)) === (await personOfCase(tx, tools, into.id))
  if (!one) throw new Fault('CASE_NOT_SAME')
}

/** Nobody reads by it what its person has kept from him. */
async function mustReadBoth(tx: Tx, tools: Tools, from: string, into: string): Promise<void> {
  const may = new Set((await readersOf(tx, tools.directory, from)).map(r => r.id))
  if ((await readersOf(tx, tools.directory, into)).some(r => !may.has(r.id)))
    throw new Fault('CASE_OTHERS_READ')
}

/** All of them, or none: what came meanwhile must be read first. */
async function moveMessages(
  tx: Tx,
  from: string,
  into: string,
  sealed: readonly { id: string; sealed: string }[],
): Promise<void> {
  const { caseMessage } = tx.t
  const rows = await tx.db
    .select()
    .from(caseMessage)
    .where(eq(caseMessage.caseId, from))
    .orderBy(asc(caseMessage.position))
  if (rows.length !== sealed.length || rows.some((row, at) => row.id !== sealed[at]?.id))
    throw new Fault('CONFLICT')
  for (const [at, row] of rows.entries()) {
    const words = Buffer.from(sealed[at]?.sealed ?? '', 'base64')
    await appendMessage(tx, into, row.from as 'person' | 'handler' | 'note', words, row.day)
  }
  await tx.db.delete(caseMessage).where(eq(caseMessage.caseId, from))
  // Their keys stand in the words, which were sealed anew.
  const { caseEnclosure } = tx.t
  await tx.db.update(caseEnclosure).set({ caseId: into }).where(eq(caseEnclosure.caseId, from))
}

/** Who has opened the words has opened the case they stand in now. */
async function moveOpened(tx: Tx, from: string, into: string): Promise<void> {
  const { caseKey } = tx.t
  const keys = await tx.db.select().from(caseKey).where(eq(caseKey.caseId, from))
  for (const { reader, opened } of keys.filter(key => key.opened !== null))
    await tx.db
      .update(caseKey)
      .set({ opened })
      .where(and(eq(caseKey.caseId, into), eq(caseKey.reader, reader), isNull(caseKey.opened)))
}

/** Talks, follow-ups and the sooner clock go along; answers under way still find their person by the old number. */
async function moveRest(tx: Tx, tools: Tools, file: CaseRow, into: CaseRow, now: number): Promise<void> {
  const { caseFile, caseFollowUp, talkTime } = tx.t
  const [a, b] = [await openClock(tx, tools, file), await openClock(tx, tools, into)]
  const clock = { ...b, due: Math.min(a.due, b.due), next: Math.min(a.next, b.next) }
  await tx.db.update(talkTime).set({ caseId: into.id }).where(eq(talkTime.caseId, file.id))
  await tx.db.update(caseFollowUp).set({ caseId: into.id }).where(eq(caseFollowUp.caseId, file.id))
  await tx.db
    .update(caseFile)
    .set({
      due: Math.min(file.due, into.due),
      reminded: Math.max(file.reminded, into.reminded),
      clock: await sealClock(tx, tools, into.id, clock),
      level: graver(file.level as Level, into.level as Level),
      status: file.status === 'open' ? 'open' : into.status,
      asked: into.asked ?? file.asked,
      barred: await barredOfBoth(tx, tools, file, into),
    })
    .where(eq(caseFile.id, into.id))
  await tx.db
    .update(caseFile)
    .set({ status: 'closed', outcome: 'merged', mergedInto: into.id, asked: null, labels: null })
    .where(eq(caseFile.id, file.id))
  await watchCases({ tx, now })
}

/** Its writer hears which number goes on. Nothing of the case in the key: it stays, in plain, beside whose message it is. */
async function tellMerged(tx: Tx, tools: Tools, file: CaseRow, into: CaseRow, push: Push): Promise<void> {
  const owner = await personOfCase(tx, tools, into.id)
  const person = owner === null ? null : await tools.directory.byId(tx, owner)
  const values = { no: file.no, into: into.no }
  if (person) await push(person, 'case_merged', { key: `merged/${randomId()}`, values })
}

/** Whom either of them keeps out. Where one does not tell, nobody can be let in to what is now one. */
async function barredOfBoth(tx: Tx, tools: Tools, file: CaseRow, into: CaseRow): Promise<Uint8Array | null> {
  const [a, b] = [await openBarred(tx, tools, file), await openBarred(tx, tools, into)]
  if (!a || !b) return null
  const named = [...new Set([...a.named, ...b.named])]
  return sealBarred(tx, tools, into.id, { named, without: [...new Set([...a.without, ...b.without])] })
}
