import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addLine } from '../../../src/care/leave/ledger.ts'
import { setAnnual } from '../../../src/care/leave/set-balance.ts'
import { insertLeave } from '../../../src/care/leave/store.ts'
import type { HalfDay } from '../../../src/kernel/half-day.ts'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

let p: TestProgram
beforeEach(async () => {
  p = await openTestProgram({ at: '2026-11-25T09:30' })
})
afterEach(() => p.close())

interface Line {
  unit: string | null
  people: number
  entitled: number
  taken: number
  takenInMonth: number
  comp: number
  percent: number | null
}
interface Bulletin {
  id: string
  version: number
  lines: Line[]
  leaders: Line | null
  streets: Line | null
  total: Line | null
}
const HR = 'sample-chenjing'
const preview = async (month = '2026-11') =>
  (
    await p.call<Bulletin & { unchecked: number }>('GET', `/bulletins/preview?month=${month}`, {
      cookie: await p.enter(HR),
    })
  ).body
const publish = async (who = HR, month = '2026-11') =>
  p.call<{ id: string; version: number }>('POST', '/bulletins', {
    cookie: await p.enter(who),
    body: { month },
  })

/** Leave that was approved, with its line in the ledger where it takes from an account. */
async function took(
  userid: string,
  no: string,
  from: HalfDay,
  to: HalfDay,
  halfDays: number,
  kind = 'annual',
): Promise<void> {
  await p.program.storage.transaction(async tx => {
    const person = await p.program.directory.byUserid(tx, userid)
    if (!person) throw new Error(userid)
    const account = kind === 'annual' ? 'annual' : 'none'
    await insertLeave(tx, { no, person: person.id, from, to, account, halfDays, status: 'approved' })
    const form = { kind, from, to, halfDays, reason: '', proof: [] }
    const sealed = await p.program.tools.vault.sealJson(tx, 'application', `application.form:${no}`, form)
    await tx.db.insert(tx.t.application).values({
      no,
      kind: 'leave',
      person: person.id,
      author: person.id,
      status: 'approved',
      turn: null,
      step: 1,
      form: sealed,
      created: p.now(),
      decided: p.now(),
      origin: no,
    })
    if (account === 'annual')
      await addLine(tx, {
        person: person.id,
        account,
        year: 2026,
        halfDays: -halfDays,
        cause: 'leave',
        ref: no,
        grant: '',
        at: p.now(),
      })
  })
}

describe('the numbers of a month', () => {
  test('come from the ledger and from the dates of leave, up to the day', async () => {
    const before = (await preview()).lines.find(({ unit }) => unit === '样例街道办')
    // Two days in October, one day before and one after the 25th of November.
    await took('sample-chenyu', 'QJ-20261001-0001', '2026-10-14a', '2026-10-15p', 4)
    await took('sample-chenyu', 'QJ-20261101-0001', '2026-11-25a', '2026-11-26p', 4)
    const after = (await preview()).lines.find(({ unit }) => unit === '样例街道办')
    expect([after?.entitled, after?.taken, after?.takenInMonth]).toEqual([before?.entitled, 6, 2])
    const october = (await preview('2026-10')).lines.find(({ unit }) => unit === '样例街道办')
    expect([october?.taken, october?.takenInMonth]).toEqual([4, 4])
  })

  test('say before they go out whose balance nobody has brought in: what he took before is not known', async () => {
    const { unchecked } = await preview()
    expect(unchecked).toBeGreaterThan(1)
    await p.program.storage.transaction(async tx => {
      const person = await p.program.directory.byUserid(tx, 'sample-chenyu')
      if (person)
        await setAnnual(
          tx,
          { person: person.id, ref: 'import', year: 2026, at: p.now() },
          { annual: 10, carry: null },
        )
    })
    expect((await preview()).unchecked).toBe(unchecked - 1)
  })

  test('leave out who was ill so long that he has no leave, and say nothing of it', async () => {
    const before = await preview()
    // Ten to twenty years of work: three months (条例 art. 4).
    await took('sample-chenyu', 'QJ-20260301-0001', '2026-03-01a', '2026-05-31p', 120, 'sick')
    const after = await preview()
    expect((before.total?.entitled ?? 0) - (after.total?.entitled ?? 0)).toBe(20)
    expect(after.total?.people).toBe(before.total?.people)
    expect(JSON.stringify(after)).not.toMatch(/sick|陈小雨/)
  })

  test('of an opening balance: what was taken before it counts', async () => {
    await p.program.storage.transaction(async tx => {
      const person = await p.program.directory.byUserid(tx, 'sample-chenyu')
      const line = {
        person: person?.id ?? '',
        account: 'annual',
        year: 2026,
        grant: '',
        at: p.now(),
      } as const
      await addLine(tx, { ...line, halfDays: 14, cause: 'opening', ref: '2026' })
    })
    expect((await preview()).total?.taken).toBe(6)
  })

  test('are not told of a month that has not begun', async () => {
    const { status } = await p.call('GET', '/bulletins/preview?month=2026-12', { cookie: await p.enter(HR) })
    expect(status).toBe(400)
  })
})

describe('published', () => {
  test('they stay as they were; a correction is another version', async () => {
    const first = (await publish()).body
    await took('sample-chenyu', 'QJ-20261101-0001', '2026-11-02a', '2026-11-03p', 4)
    const second = (await publish()).body
    expect([first.version, second.version]).toEqual([1, 2])
    const cookie = await p.enter(HR)
    const read = async (id: string) => (await p.call<Bulletin>('GET', `/bulletins/${id}`, { cookie })).body
    expect((await read(first.id)).total?.taken).toBe(0)
    expect((await read(second.id)).total?.taken).toBe(4)
    const { body } = await p.call<{ id: string }[]>('GET', '/bulletins', { cookie })
    expect(body.map(({ id }) => id)).toEqual([second.id, first.id])
  })

  test('the database refuses to change or delete them', async () => {
    await publish()
    const { storage } = p.program
    await expect(
      storage.transaction(tx => tx.db.update(tx.t.bulletin).set({ month: '2026-01' })),
    ).rejects.toThrow()
    await expect(storage.transaction(tx => tx.db.delete(tx.t.bulletin))).rejects.toThrow()
  })

  test('a sheet has the head, every line, and no name of anybody', async () => {
    const { id } = (await publish()).body
    const cookie = await p.enter('sample-wang')
    const { body } = await p.call<{ name: string; body: string }>(
      'GET',
      `/bulletins/${id}/sheet?format=csv`,
      { cookie },
    )
    expect(body.name).toBe('2026年11月休假落实情况通报（第1版）.csv')
    const text = Buffer.from(body.body, 'base64').toString('utf8')
    expect(text).toContain('单位,人数,应休天数')
    expect(text).toContain('样例街道办,8,')
    expect(text).not.toMatch(/陈小雨|王建国/)
  })

  test('cadres see none of it, a supervisor what is published, and only HR publishes', async () => {
    const { id } = (await publish()).body
    const cadre = await p.enter('sample-chenyu')
    const head = await p.enter('sample-wang')
    for (const path of [
      '/bulletins',
      `/bulletins/${id}`,
      `/bulletins/${id}/sheet`,
      '/bulletins/preview?month=2026-11',
    ])
      expect((await p.call('GET', path, { cookie: cadre })).status).toBe(403)
    expect((await p.call('GET', `/bulletins/${id}`, { cookie: head })).status).toBe(200)
    expect((await p.call('GET', '/bulletins/preview?month=2026-11', { cookie: head })).status).toBe(403)
    expect((await p.call('GET', '/bulletins/not-there', { cookie: head })).status).toBe(404)
    expect((await publish('sample-wang')).status).toBe(403)
  })
})

test('days for which somebody was called back are not taken, and counted apart', async () => {
  await took('sample-chenyu', 'QJ-20261101-0001', '2026-11-02a', '2026-11-03p', 4)
  await p.program.storage.transaction(async tx => {
    const person = await p.program.directory.byUserid(tx, 'sample-chenyu')
    const id = person?.id ?? ''
    const day = { from: '2026-11-03a', to: '2026-11-03p', halfDays: 2 }
    await tx.db
      .insert(tx.t.recall)
      .values({ id: 'r1', no: 'QJ-20261101-0001', person: id, ...day, by: id, at: 0 })
    const line = { person: id, account: 'annual', year: 2026, grant: '', at: p.now() } as const
    await addLine(tx, { ...line, halfDays: 2, cause: 'returned', ref: 'QJ-20261101-0001/r1' })
  })
  const { total } = await preview()
  expect(total).toMatchObject({ taken: 2, takenInMonth: 2, cancelled: 2 })
})
