import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pruneBatch, RETENTION } from '../../src/runtime/retention.ts'
import { openTalk, type Talk } from '../support/talk.ts'

const DAY = 86_400_000

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const inbox = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.inbox))
const outbox = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.outbox))
const alerts = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.alert))
const days = () => talk.program.tools.policy(RETENTION)
/** Numbers as they are where no other test's clock ran ahead in this process: a thousand a millisecond. */
async function numbered(): Promise<void> {
  await talk.program.storage.transaction(async tx => {
    const { inbox, outbox } = tx.t
    for (const [n, { id, received }] of (await tx.db.select().from(inbox)).entries())
      await tx.db
        .update(inbox)
        .set({ seq: received * 1_000 + n })
        .where(eq(inbox.id, id))
    for (const [n, { key, created }] of (await tx.db.select().from(outbox)).entries())
      await tx.db
        .update(outbox)
        .set({ seq: created * 1_000 + n })
        .where(eq(outbox.key, key))
  })
}

const ids = async () => (await inbox()).map(row => row.id).filter(id => id.startsWith('test:'))

test('the record of a message stays for as long as the rules say, and goes the day after', async () => {
  await talk.say('chenyu', '在吗', { id: 'test:old' })
  await numbered()
  await talk.pass((days().messages_days - 1) * DAY)
  await talk.say('chenyu', '在吗', { id: 'test:new' })
  expect(await ids()).toEqual(['test:old', 'test:new'])
  await talk.pass(2 * DAY)
  expect(await ids()).toEqual(['test:new'])
  expect((await outbox()).map(row => row.key)).toEqual(['turn/test:new'])
})

test('what waits, is due, was put aside or given up is never deleted, however old', async () => {
  for (const id of ['test:1', 'test:2', 'test:3']) await talk.say('chenyu', '在吗', { id })
  await numbered()
  await talk.program.storage.transaction(async tx => {
    const { inbox, outbox } = tx.t
    const sealed = await talk.program.tools.vault.seal(tx, 'x', 't.c:1', 'x')
    for (const [n, state] of ['waiting', 'parked'].entries())
      await tx.db.insert(inbox).values({
        seq: n,
        id: state,
        lane: 'x',
        at: 0,
        received: 0,
        body: sealed,
        state,
        tries: 0,
        nextAt: 9e15,
      })
    for (const [n, state] of ['due', 'sending', 'gave_up'].entries())
      await tx.db.insert(outbox).values({
        seq: n,
        key: state,
        lane: 'y',
        channel: 'test',
        contact: 'y',
        state,
        tries: 0,
        nextAt: 9e15,
        onSent: null,
        created: 0,
      })
    await pruneBatch(tx, days(), talk.now() + 400 * DAY, 1_000)
  })
  expect((await inbox()).map(row => row.id)).toEqual(['waiting', 'parked'])
  expect((await outbox()).map(row => row.key)).toEqual(['due', 'sending', 'gave_up'])
})

test('rows of a text for many stay until the last is served', async () => {
  const { storage, road } = talk.program
  const left = (only: string) => (_: unknown, to: readonly { contact: string }[]) =>
    to.map(one =>
      one.contact === only
        ? ({ state: 'later', code: 'DOWN', wait: 500 * DAY } as const)
        : ({ state: 'sent' } as const),
    )
  talk.outcomes = left('sample-chenyu')
  await storage.transaction(tx => {
    const of = tx.db.select({ id: tx.t.person.id }).from(tx.t.person).getSQL()
    const until = talk.now() + 900 * DAY
    return road.bulk.put(tx, talk.now())({ id: 'test/1', notice: 'no_requests', until }, { of, most: 1_000 })
  })
  await talk.settled()
  await numbered()
  const before = (await outbox()).length
  expect(before).toBe(20)
  const old = talk.now() + 400 * DAY
  await storage.transaction(tx => pruneBatch(tx, days(), old, 1_000))
  expect(await outbox()).toHaveLength(before)
  await storage.transaction(async tx => {
    await road.bulk.cancel(tx, 'test/')
    await tx.db.delete(tx.t.bulk)
    await pruneBatch(tx, days(), old, 1_000)
  })
  expect(await outbox()).toEqual([])
})

test('closed troubles go after a year, open ones never', async () => {
  await talk.program.storage.transaction(async tx => {
    for (const [id, closed] of [
      ['closed', talk.now()],
      ['open', null],
    ] as const)
      await tx.db
        .insert(tx.t.alert)
        .values({ id, code: 'job_failed', about: id, at: talk.now(), times: 1, closed })
  })
  await talk.pass((days().alerts_days - 1) * DAY)
  expect((await alerts()).map(row => row.id).toSorted()).toEqual(['closed', 'open'])
  await talk.pass(2 * DAY)
  expect((await alerts()).map(row => row.id)).toEqual(['open'])
})

test('it goes on batch by batch, so that nobody waits for it', async () => {
  for (let n = 0; n < 5; n++) await talk.say('chenyu', '在吗', { id: `test:${n}` })
  await numbered()
  const old = talk.now() + 400 * DAY
  const once = () => talk.program.storage.transaction(tx => pruneBatch(tx, days(), old, 2))
  expect(await once()).toBe(true)
  expect(await ids()).toHaveLength(3)
  expect([await once(), await once()]).toEqual([true, false])
  expect(await ids()).toEqual([])
})
