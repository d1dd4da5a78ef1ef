import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  admit,
  type Campaign,
  countsByUnit,
  type Due,
  moveOn,
  nextStretch,
} from '../../../src/care/health/store.ts'
import type { Tx } from '../../../src/storage/storage.ts'
import { type Engine, startPostgres, startSqlite } from '../../support/engines.ts'

const ZONE = 'Asia/Shanghai'
const NOW = Date.parse('2026-11-24T01:00:00Z')
const WINDOW: Campaign = {
  id: 'c1',
  title: 'x',
  from: '2026-11-24',
  to: '2026-12-31',
  place: 'x',
  paidDay: true,
  audience: { units: ['A'], people: null },
  author: 'p0',
  created: 0,
  closed: null,
}
const DUE: Due = { campaign: 'c1', now: NOW, today: '2026-11-24', after: '', upTo: null }

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

  beforeEach(() =>
    write(async tx => {
      for (const table of [tx.t.invitation, tx.t.person, tx.t.leave]) await tx.db.delete(table)
      for (let i = 0; i < 9; i++) {
        const unit = i < 7 ? 'A' : 'B'
        const row = { id: `p${i}`, userid: `u${i}`, name: 'x', unit, sort: i, roles: [], sample: false }
        await tx.db.insert(tx.t.person).values(row)
      }
      await admit(tx, WINDOW, ZONE)
    }),
  )

  test('the audience is invited, once', async () => {
    await write(tx => admit(tx, WINDOW, ZONE))
    const all = await engine.storage.read(tx => tx.db.select().from(tx.t.invitation))
    expect(all).toHaveLength(7)
    expect(all[0]).toMatchObject({ id: 'c1/p0', status: 'invited', muted: false, waves: 0, date: null })
    expect(new Date(all[0]?.nextAt ?? 0).toISOString()).toBe('2026-11-23T16:00:00.000Z')
  })

  test('those who are due are taken one stretch after the other, by what there is to say', async () => {
    await write(async tx => {
      const away = { no: 'QJ', person: 'p1', account: 'annual', halfDays: 1, status: 'approved' }
      await tx.db.insert(tx.t.leave).values({ ...away, from: '2026-11-24p', to: '2026-11-24p' })
    })
    const first = await write(tx => nextStretch(tx, DUE, 4))
    expect(first).toEqual({ kinds: [{ status: 'invited', waves: 0, date: null }], upTo: 'p4' })
    await write(tx =>
      moveOn(tx, { ...DUE, upTo: 'p4', status: 'invited', waves: 0 }, { waves: 1, nextAt: NOW + 9 }),
    )
    const rest = await write(tx => nextStretch(tx, { ...DUE, after: 'p4' }, 4))
    expect(rest).toEqual({ kinds: [{ status: 'invited', waves: 0, date: null }], upTo: null })
    const all = await engine.storage.read(tx => tx.db.select().from(tx.t.invitation))
    expect(
      all
        .filter(i => i.waves === 1)
        .map(i => i.person)
        .sort(),
    ).toEqual(['p0', 'p2', 'p3', 'p4'])
  })

  test('who has muted waits for nothing more', async () => {
    await write(tx => tx.db.update(tx.t.invitation).set({ muted: true }))
    await write(tx => moveOn(tx, DUE, { waves: 1, nextAt: NOW + 9 }))
    const all = await engine.storage.read(tx => tx.db.select().from(tx.t.invitation))
    expect(all.every(i => i.nextAt === null && i.waves === 1)).toBe(true)
  })

  test('heads are counted by unit', async () => {
    await write(tx => tx.db.update(tx.t.invitation).set({ status: 'done' }))
    expect(await engine.storage.read(tx => countsByUnit(tx, 'c1'))).toEqual([
      { unit: 'A', invited: 7, booked: 7 },
    ])
  })
})
