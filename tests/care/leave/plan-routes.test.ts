import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { insertLeave } from '../../../src/care/leave/store.ts'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

let p: TestProgram
beforeEach(async () => {
  p = await openTestProgram()
})
afterEach(() => p.close())

async function away(userid: string, no: string, status = 'approved'): Promise<void> {
  await p.program.storage.transaction(async tx => {
    const person = await p.program.directory.byUserid(tx, userid)
    await insertLeave(tx, {
      no,
      person: person?.id ?? '',
      from: '2026-11-24a',
      to: '2026-11-25a',
      account: 'annual',
      halfDays: 3,
      status,
    })
  })
}
const ask = async (userid: string, query: string) =>
  p.call<{ name: string }[]>('GET', `/leave/away?${query}`, { cookie: await p.enter(userid) })

describe('who is away', () => {
  test('a supervisor sees his own reports, HR everybody, and neither why', async () => {
    await away('sample-chenyu', 'QJ-20261120-0001')
    await away('sample-ouyang', 'QJ-20261120-0002')
    await away('sample-ligang', 'QJ-20261120-0003', 'pending')
    const { body } = await ask('sample-sunli', 'from=2026-11-25&to=2026-11-25')
    expect(body).toEqual([{ name: '陈小雨', unit: '样例街道办', from: '2026-11-24a', to: '2026-11-25a' }])
    expect((await ask('sample-sunli', 'from=2026-11-26&to=2026-11-30')).body).toEqual([])
    expect((await ask('sample-chenjing', 'from=2026-11-20&to=2026-11-30')).body).toHaveLength(2)
  })

  test('is nothing for others, nor for longer than a quarter', async () => {
    expect((await ask('sample-chenyu', 'from=2026-11-25&to=2026-11-25')).status).toBe(403)
    expect((await ask('sample-sunli', 'from=2026-01-01&to=2026-12-31')).status).toBe(400)
    expect((await ask('sample-sunli', 'from=2026-02-30&to=2026-03-01')).status).toBe(400)
  })
})

test.each([
  ['annual', '2026-11-24a', '2026-11-25p', { possible: true, reason: null, days: 2, years: { 2026: 2 } }],
  ['annual', '2026-11-28a', '2026-11-29p', { possible: false, reason: 'NO_WORKDAYS' }],
  ['annual', '2026-12-01a', '2026-12-15a', { possible: false, reason: 'INSUFFICIENT_BALANCE' }],
  ['comp', '2026-11-24a', '2026-11-24a', { possible: false, reason: 'INSUFFICIENT_BALANCE' }],
  ['marriage', '2026-12-01a', '2026-12-25p', { possible: false, reason: 'OVER_LIMIT' }],
  ['bereavement', '2026-12-01a', '2026-12-04p', { possible: true, hr: true, days: 4 }],
  ['maternity', '2026-12-05a', '2026-12-06p', { possible: true, days: 2 }],
  ['annual', '2026-11-25a', '2026-11-24a', { possible: false, reason: 'INVALID_RANGE' }],
  ['annual', '2026-02-30a', '2026-02-30p', { possible: false, reason: 'INVALID_RANGE' }],
])('what would become of %s from %s to %s is said without handing it in', async (kind, from, to, wanted) => {
  const cookie = await p.enter('sample-chenyu')
  const { body } = await p.call('POST', '/leave/what-if', { cookie, body: { kind, from, to } })
  expect(body).toMatchObject(wanted)
  expect(await p.program.storage.read(tx => tx.db.select().from(tx.t.leave))).toEqual([])
})
