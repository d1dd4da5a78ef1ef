import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  claimRows,
  insertRows,
  keyOf,
  lapseRows,
  markRows,
  openBulks,
  releaseAll,
  wipeIfDone,
} from '../../src/runtime/bulk-rows.ts'
import type { Tx } from '../../src/storage/storage.ts'
import { type Engine, startPostgres, startSqlite } from '../support/engines.ts'

const NOW = 1_795_000_000_000
const BULK = 'test/1'

describe.each([
  ['SQLite', startSqlite],
  ['PostgreSQL', startPostgres],
] as const)('on %s', (_, start) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await start()
  }, 120_000)
  afterAll(() => engine.stop())

  const write = <T>(job: (tx: Tx) => Promise<T>) => engine.storage.transaction(job)
  const rows = () => engine.storage.read(tx => tx.db.select().from(tx.t.outbox))
  const count = async (state: string) => (await rows()).filter(r => r.state === state).length

  beforeEach(() =>
    write(async tx => {
      for (const table of [tx.t.outbox, tx.t.person, tx.t.dialogue, tx.t.bulk]) await tx.db.delete(table)
      for (let i = 0; i < 30; i++)
        await tx.db.insert(tx.t.person).values({
          id: `p${i}`,
          userid: `u${i}`,
          name: 'x',
          unit: i < 10 ? 'A' : 'B',
          sort: i,
          roles: [],
          sample: false,
          ...(i === 29 ? { left: 1 } : {}),
        })
      const spoken = { rev: 1, state: new Uint8Array(1), updated: 0 }
      await tx.db.insert(tx.t.dialogue).values({ lane: 'p3', channel: 'web', contact: 'w3', ...spoken })
      await tx.db.insert(tx.t.bulk).values({ id: BULK, payload: new Uint8Array(1), created: NOW })
    }),
  )

  const put = () =>
    write(tx => {
      const of = tx.db.select({ id: tx.t.person.id }).from(tx.t.person).getSQL()
      return insertRows(tx, BULK, of, { most: 100, channel: 'dingtalk', now: NOW })
    })

  test('one statement writes a row for everybody who is there, once, each with a number of its own', async () => {
    await put()
    await put()
    const all = await rows()
    expect(all).toHaveLength(29)
    expect(new Set(all.map(r => r.seq)).size).toBe(29)
    expect(all.find(r => r.lane === 'p3')).toMatchObject({
      key: keyOf(BULK, 'p3'),
      channel: 'web',
      contact: 'w3',
      payload: null,
      onSent: null,
      state: 'due',
      tries: 0,
      nextAt: NOW,
      created: NOW,
    })
    expect(all.find(r => r.lane === 'p4')).toMatchObject({ channel: 'dingtalk', contact: 'u4' })
  })

  test('rows are claimed once, in order, and not those of one who is owed something older', async () => {
    await write(tx =>
      tx.db.insert(tx.t.outbox).values({
        seq: 1,
        key: 'turn/1',
        lane: 'p5',
        channel: 'dingtalk',
        contact: 'u5',
        state: 'due',
        tries: 0,
        nextAt: NOW,
        created: NOW,
      }),
    )
    await put()
    const first = await write(tx => claimRows(tx, BULK, NOW, 20))
    const second = await write(tx => claimRows(tx, BULK, NOW, 20))
    expect([first.length, second.length]).toEqual([20, 8])
    const lanes = [...first, ...second].map(r => r.lane)
    expect(new Set(lanes).size).toBe(28)
    expect(lanes).not.toContain('p5')
    expect(first.map(r => r.seq)).toEqual(first.map(r => r.seq).sort((a, b) => a - b))
  })

  test('what is not due yet is not claimed', async () => {
    await put()
    expect(await write(tx => claimRows(tx, BULK, NOW - 1, 20))).toEqual([])
  })

  test('marks are written, and the words go when nobody is left', async () => {
    await put()
    const claimed = await write(tx => claimRows(tx, BULK, NOW, 100))
    await write(tx => markRows(tx, claimed.slice(0, 20), { state: 'sent', at: NOW + 5 }))
    await write(tx => markRows(tx, claimed.slice(20, 25), { state: 'gave_up', fault: 'X' }))
    const later = { state: 'due', tries: 1, nextAt: NOW + 9, fault: 'DOWN' } as const
    await write(tx => markRows(tx, claimed.slice(25), later))
    expect(await Promise.all(['sent', 'gave_up', 'due'].map(count))).toEqual([20, 5, 4])
    expect((await rows()).filter(r => r.sentAt === NOW + 5)).toHaveLength(20)
    expect(await write(tx => wipeIfDone(tx, BULK))).toBe(false)
    expect(await write(tx => lapseRows(tx, BULK))).toBe(4)
    expect(await write(tx => openBulks(tx, 'test/'))).toEqual([BULK])
    expect(await write(tx => wipeIfDone(tx, BULK))).toBe(true)
    expect(await write(tx => openBulks(tx))).toEqual([])
  })

  test('rows in a call when the program ended are due again', async () => {
    await put()
    await write(tx => claimRows(tx, BULK, NOW, 100))
    expect(await write(tx => wipeIfDone(tx, BULK))).toBe(false)
    await write(releaseAll)
    expect(await count('due')).toBe(29)
  })
})
