import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTalk, type Talk } from '../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const inbox = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.inbox))
const outbox = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.outbox))
const alerts = async () => {
  const all = await talk.program.storage.read(tx => tx.db.select().from(tx.t.alert))
  return all.map(({ code, about }) => [code, about])
}

/** One byte of a sealed value has gone bad on the disk. */
function damaged(sealed: Uint8Array | null | undefined): Uint8Array {
  const bytes = Buffer.from(sealed ?? [])
  const at = bytes.length - 1
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}

describe('a message whose seal is broken, on its way out', () => {
  beforeEach(async () => {
    talk.outcomes = (_message, to) => to.map(() => ({ state: 'later', code: 'DOWN', wait: 3_600_000 }))
    for (const who of ['chenyu', 'ligang']) await talk.say(who, '在吗')
    await talk.program.storage.transaction(async tx => {
      const { outbox } = tx.t
      const [row] = await tx.db.select().from(outbox).where(eq(outbox.contact, 'sample-chenyu'))
      await tx.db
        .update(outbox)
        .set({ payload: damaged(row?.payload) })
        .where(eq(outbox.seq, row?.seq ?? 0))
    })
    talk.outcomes = (_message, to) => to.map(() => ({ state: 'sent' }))
  })

  test('does not keep the program from starting, nor the other messages from leaving', async () => {
    await talk.restart()
    await talk.settled()
    expect(talk.last('ligang')).toContain('在的')
  })

  test('is given up with its reason, and the administrator told', async () => {
    await talk.restart()
    await talk.settled()
    const rows = await outbox()
    expect(rows.find(row => row.contact === 'sample-chenyu')).toMatchObject({
      state: 'gave_up',
      fault: 'SEAL_BROKEN',
    })
    expect(await alerts()).toEqual([['send_gave_up', 'SEAL_BROKEN']])
    expect(talk.last('zhou')).toContain('send_gave_up')
  })
})

describe('a message whose seal is broken, waiting for its turn', () => {
  beforeEach(async () => {
    await talk.receive('chenyu', { type: 'files', files: [{ ref: '100', name: 'a.jpg', kind: 'image' }] })
    await talk.program.storage.transaction(async tx => {
      const { inbox } = tx.t
      const [row] = await tx.db.select().from(inbox)
      await tx.db.update(inbox).set({ body: damaged(row?.body) })
    })
  })

  test('is put aside with an apology and an alert', async () => {
    await talk.pass(2_000)
    expect(await inbox()).toEqual([expect.objectContaining({ state: 'parked', fault: 'SEAL_BROKEN' })])
    expect(talk.last('chenyu')).toContain('没处理好')
    expect(await alerts()).toEqual([['message_parked', 'SEAL_BROKEN']])
  })

  test('holds up nothing of what the person says after it', async () => {
    await talk.say('chenyu', '我的假期')
    await talk.pass(2_000)
    expect(talk.last('chenyu')).toContain('年假还剩')
  })

  test('tried again it is put aside again', async () => {
    await talk.pass(2_000)
    const [row] = await inbox()
    await talk.program.road.retake(row?.seq ?? 0)
    await talk.settled()
    expect((await inbox()).map(one => one.state)).toEqual(['parked'])
  })
})

describe('a text for many whose seal is broken', () => {
  test('is given up for everybody, and holds up no other', async () => {
    const { storage, road } = talk.program
    talk.outcomes = (_message, to) => to.map(() => ({ state: 'later', code: 'DOWN', wait: 60_000 }))
    const put = (id: string) =>
      storage.transaction(tx => {
        const of = tx.db.select({ id: tx.t.person.id }).from(tx.t.person).getSQL()
        const text = { id, notice: 'no_requests', until: talk.now() + 86_400_000 }
        return road.bulk.put(tx, talk.now())(text, { of, most: 1_000 })
      })
    await put('test/a')
    await put('test/b')
    await talk.settled()
    await storage.transaction(async tx => {
      const { bulk } = tx.t
      const [row] = await tx.db.select().from(bulk).where(eq(bulk.id, 'test/a'))
      await tx.db
        .update(bulk)
        .set({ payload: damaged(row?.payload) })
        .where(eq(bulk.id, 'test/a'))
    })
    await talk.restart()
    talk.outcomes = (_message, to) => to.map(() => ({ state: 'sent' }))
    await talk.pass(120_000)
    await talk.program.road.bulk.tick()
    await talk.settled()
    const states = (id: string, rows: Awaited<ReturnType<typeof outbox>>) =>
      new Set(rows.filter(row => row.bulk === id).map(row => `${row.state} ${row.fault}`))
    const rows = await outbox()
    expect([...states('test/a', rows)]).toEqual(['gave_up SEAL_BROKEN'])
    expect([...states('test/b', rows)].map(one => one.split(' ')[0])).toEqual(['sent'])
    expect(await alerts()).toEqual([['bulk_gave_up', 'test/a']])
  })
})
