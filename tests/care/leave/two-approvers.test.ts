import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { chargeLeave } from '../../../src/care/leave/charge.ts'
import { addLine, linesOf } from '../../../src/care/leave/ledger.ts'
import { insertLeave } from '../../../src/care/leave/store.ts'
import { settleCredit } from '../../../src/care/overtime/credit.ts'
import { insertOvertime } from '../../../src/care/overtime/store.ts'
import type { Person } from '../../../src/kernel/person.ts'
import type { Tools } from '../../../src/runtime/context.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'
import { type Engine, startPostgres, startSqlite } from '../../support/engines.ts'

const POLICIES = join(import.meta.dirname, '../../../flows/policy')
const tools = {
  calendar: chineseCalendar(),
  zone: 'Asia/Shanghai',
  policy: ({ name }: { name: string }) => parse(readFileSync(join(POLICIES, `${name}.yaml`), 'utf8')),
} as unknown as Tools
const moment = { tools, now: 1_795_000_000_000, today: '2026-11-23' }

/** As many as a process has connections. */
const AT_ONCE = 8

describe.each([
  ['SQLite', startSqlite],
  ['PostgreSQL', startPostgres],
])('several who decide about one person at once on %s', (_, start) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await start()
  }, 120_000)
  afterAll(() => engine.stop())

  const compOf = async (person: string) =>
    (await engine.storage.read(tx => linesOf(tx, person, 'comp', 0))).reduce((all, l) => all + l.halfDays, 0)

  test('the last half-day is taken once', async () => {
    const person = { id: 'p' } as Person
    const leave = (i: number) =>
      ({
        no: `QJ-20261123-000${i}`,
        person: 'p',
        from: `2026-12-0${i}a`,
        to: `2026-12-0${i}a`,
        account: 'comp',
        halfDays: 1,
        status: 'pending',
        back: null,
        extends: null,
      }) as const
    // Workdays all.
    const numbers = [1, 2, 3, 4, 7, 8, 9]
    await engine.storage.transaction(async tx => {
      const grant = { person: 'p', account: 'comp', year: 0, halfDays: 1, cause: 'overtime', at: 1 } as const
      await addLine(tx, { ...grant, ref: 'JB-1', grant: 'JB-1', since: '2026-11-21' })
      for (const i of numbers) await insertLeave(tx, leave(i))
    })
    const charged = await Promise.all(
      numbers.map(i => engine.storage.transaction(tx => chargeLeave({ ...moment, tx }, person, leave(i)))),
    )
    expect(charged.filter(Boolean)).toHaveLength(1)
    expect(await compOf('p')).toBe(0)
  })

  test('hours that are kept together make their half-day once', async () => {
    const person = { id: 'q' } as Person
    const record = {
      person: 'q',
      minutes: 240,
      kind: 'overtime',
      status: 'approved',
      clock: null,
      counted: 240,
      subsidy: false,
      source: 'self',
      ahead: false,
      agreed: null,
      late: false,
      list: null,
    } as const
    await engine.storage.transaction(async tx => {
      await insertOvertime(tx, { ...record, no: 'JB-9', date: '2026-11-21' })
      for (let i = 1; i < AT_ONCE; i++)
        await insertOvertime(tx, { ...record, no: `JB-9${i}`, date: `2026-11-0${i}`, counted: 0 })
    })
    const numbers = ['JB-9', ...Array.from({ length: AT_ONCE - 1 }, (_, i) => `JB-9${i + 1}`)]
    await Promise.all(
      numbers.map(no => engine.storage.transaction(tx => settleCredit({ ...moment, tx }, person, no))),
    )
    expect(await compOf('q')).toBe(1)
  })
})
