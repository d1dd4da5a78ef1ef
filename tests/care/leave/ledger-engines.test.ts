import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addLine, booksOf, type Line, linesFor, linesOf } from '../../../src/care/leave/ledger.ts'
import { aliveLeave, insertLeave, setLeaveEnd, setLeaveStatus } from '../../../src/care/leave/store.ts'
import {
  approvedMinutes,
  grantedSoFar,
  insertOvertime,
  sameHours,
  setOvertime,
} from '../../../src/care/overtime/store.ts'
import { type Engine, startPostgres, startSqlite } from '../../support/engines.ts'

describe.each([
  ['SQLite', startSqlite],
  ['PostgreSQL', startPostgres],
])('the ledger on %s', (_, start) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await start()
  }, 120_000)
  afterAll(() => engine.stop())

  const line = (about: Partial<Line>): Line => ({
    person: 'p',
    account: 'comp',
    year: 0,
    halfDays: 2,
    cause: 'overtime',
    ref: 'JB-20261123-0001',
    grant: 'JB-20261123-0001',
    at: 1_795_000_000_000,
    ...about,
  })

  test('sums lines by account, year and grant, with when they can be taken, and writes each once', async () => {
    const { storage } = engine
    await storage.transaction(async tx => {
      for (const _ of [1, 2]) await addLine(tx, line({ since: '2026-11-21', expires: '2027-02-21' }))
      await addLine(tx, line({ cause: 'leave', ref: 'QJ-20261123-0001', halfDays: -1 }))
      await addLine(tx, line({ account: 'annual', year: 2026, cause: 'opening', ref: 'import', grant: '' }))
      await addLine(tx, line({ person: 'q', halfDays: 8 }))
    })
    const books = await storage.read(tx => booksOf(tx, 'p'))
    expect(books.toSorted((a, b) => a.year - b.year)).toEqual([
      {
        account: 'comp',
        year: 0,
        grant: 'JB-20261123-0001',
        halfDays: 1,
        since: '2026-11-21',
        expires: '2027-02-21',
        opened: null,
      },
      {
        account: 'annual',
        year: 2026,
        grant: '',
        halfDays: 2,
        since: null,
        expires: null,
        opened: 1_795_000_000_000,
      },
    ])
  })

  test('finds the lines of a request with those of its parts, and of nobody else', async () => {
    const { storage } = engine
    await storage.transaction(async tx => {
      await addLine(tx, line({ cause: 'returned', ref: 'QJ-20261123-0001/2026-11-25a', halfDays: 1 }))
      await addLine(tx, line({ cause: 'leave', ref: 'QJ-20261123-00010', halfDays: -1 }))
    })
    const found = await storage.read(tx => linesFor(tx, 'p', 'QJ-20261123-0001'))
    expect(found.map(({ cause, halfDays }) => [cause, halfDays]).sort()).toEqual([
      ['leave', -1],
      ['returned', 1],
    ])
    expect(await storage.read(tx => linesFor(tx, 'q', 'QJ-20261123-0001'))).toEqual([])
    expect(await storage.read(tx => linesOf(tx, 'p', 'annual', 2026))).toHaveLength(1)
  })

  test('knows the leave that is alive', async () => {
    const { storage } = engine
    const leave = {
      person: 'p',
      from: '2026-11-24a',
      to: '2026-11-25p',
      account: 'comp',
      halfDays: 4,
    } as const
    await storage.transaction(async tx => {
      await insertLeave(tx, { ...leave, no: 'QJ-1', status: 'pending' })
      await insertLeave(tx, { ...leave, no: 'QJ-2', status: 'approved' })
      await insertLeave(tx, { ...leave, no: 'QJ-3', status: 'pending' })
      await setLeaveStatus(tx, 'QJ-3', 'refused')
      await setLeaveEnd(tx, 'QJ-2', { to: '2026-11-24p', halfDays: 2, back: '2026-11-25a' })
    })
    expect(await storage.read(tx => aliveLeave(tx, 'p', '2026-11-23'))).toEqual([
      { ...leave, no: 'QJ-1', status: 'pending', back: null, extends: null },
      {
        ...leave,
        no: 'QJ-2',
        status: 'approved',
        to: '2026-11-24p',
        halfDays: 2,
        back: '2026-11-25a',
        extends: null,
      },
    ])
    expect(await storage.read(tx => aliveLeave(tx, 'p', '2030-11-23'))).toHaveLength(2)
    expect(await storage.read(tx => aliveLeave(tx, 'p', '2031-01-01'))).toEqual([])
  })

  test('sums confirmed overtime, and what records have granted less what was taken back with one', async () => {
    const { storage } = engine
    const record = {
      person: 'r',
      date: '2026-11-21',
      minutes: 150,
      kind: 'overtime',
      status: 'pending',
      clock: null,
      counted: 120,
      subsidy: false,
      source: 'self',
      ahead: false,
      agreed: null,
      late: false,
      list: null,
    } as const
    await storage.transaction(async tx => {
      await insertOvertime(tx, { ...record, no: 'JB-1' })
      await insertOvertime(tx, { ...record, no: 'JB-2', date: '2026-11-22', clock: '18:00-20:00' })
      await setOvertime(tx, 'JB-1', { status: 'approved' })
      const granted = line({ person: 'r', ref: 'JB-1', grant: 'JB-1' })
      await addLine(tx, granted)
      await addLine(tx, { ...granted, cause: 'leave', ref: 'QJ-9', halfDays: -1 })
      await addLine(tx, { ...granted, cause: 'reversal', ref: 'QJ-9', halfDays: 1 })
      await addLine(tx, line({ person: 'r', ref: 'JB-3', grant: 'JB-3' }))
      await addLine(tx, line({ person: 'r', ref: 'JB-3', grant: 'JB-3', cause: 'reversal', halfDays: -2 }))
    })
    expect(await storage.read(tx => approvedMinutes(tx, 'r'))).toBe(120)
    expect(await storage.read(tx => grantedSoFar(tx, 'r'))).toBe(2)
    const same = (date: string, clock: string | null) =>
      storage.read(tx => sameHours(tx, { person: 'r', date, clock }))
    expect(await same('2026-11-22', null)).toBe('JB-2')
    expect(await same('2026-11-22', '19:00-21:00')).toBe('JB-2')
    expect(await same('2026-11-22', '20:00-22:00')).toBeNull()
    expect(await same('2026-11-21', '20:00-22:00')).toBe('JB-1')
    expect(await same('2026-11-23', null)).toBeNull()
  })
})
