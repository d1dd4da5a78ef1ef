import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

let p: TestProgram
beforeEach(async () => {
  p = await openTestProgram()
})
afterEach(() => p.close())

test.each([
  ['annual', '2026-11-24a', '2026-11-25p', { possible: true, reason: null, days: 2, years: { 2026: 2 } }],
  ['annual', '2026-11-28a', '2026-11-29p', { possible: false, reason: 'NO_WORKDAYS' }],
  ['annual', '2026-12-01a', '2026-12-15a', { possible: false, reason: 'INSUFFICIENT_BALANCE' }],
  ['comp', '2026-11-24a', '2026-11-24a', { possible: false, reason: 'INSUFFICIENT_BALANCE' }],
  ['marriage', '2026-12-01a', '2026-12-25p', { possible: false, reason: 'OVER_LIMIT' }],
  ['bereavement', '2026-12-01a', '2026-12-04p', { possible: true, hr: true, days: 4 }],
  ['prenatal', '2026-12-02a', '2026-12-02p', { possible: true, hr: false, days: 1 }],
  ['prenatal', '2026-12-02a', '2026-12-03a', { possible: true, hr: true, days: 1.5 }],
  ['maternity', '2026-12-05a', '2026-12-06p', { possible: true, days: 2 }],
  ['annual', '2026-11-25a', '2026-11-24a', { possible: false, reason: 'INVALID_RANGE' }],
  ['annual', '2026-02-30a', '2026-02-30p', { possible: false, reason: 'INVALID_RANGE' }],
])('what would become of %s from %s to %s is said without handing it in', async (kind, from, to, wanted) => {
  const cookie = await p.enter('sample-chenyu')
  const { body } = await p.call('POST', '/leave/what-if', { cookie, body: { kind, from, to } })
  expect(body).toMatchObject(wanted)
  expect(await p.program.storage.read(tx => tx.db.select().from(tx.t.leave))).toEqual([])
})

test('what nobody can hand in is refused before it is judged, and what counts every day is no guess', async () => {
  const cookie = await p.enter('sample-chenyu')
  const ask = (body: object) => p.call<{ provisional?: boolean }>('POST', '/leave/what-if', { cookie, body })
  const day = { from: '2026-12-01a', to: '2026-12-01p' }
  for (const kind of ['zzz', 'constructor']) expect((await ask({ kind, ...day })).status).toBe(400)
  const over = { from: '2026-12-01a', to: '2027-02-20p' }
  expect((await ask({ kind: 'maternity', ...over })).body.provisional).toBe(false)
  expect((await ask({ kind: 'personal', ...over })).body.provisional).toBe(true)
})

describe('HR looks before handing one in for somebody', () => {
  const ask = async (who: string, about: object) =>
    p.call<Record<string, unknown>>('POST', '/leave/what-if', { cookie: await p.enter(who), body: about })
  const ABOUT = { userid: 'sample-chenyu', kind: 'personal', from: '2026-11-25a', to: '2026-11-26p' }

  test('and sees the days and who would decide, as it then comes to be', async () => {
    const { body } = await ask('sample-chenjing', ABOUT)
    expect(body).toMatchObject({ possible: true, says: null, days: 2, chain: ['孙副主任'] })
    const filed = await p.call<{ approver: string }>('POST', '/leave', {
      cookie: await p.enter('sample-chenjing'),
      body: { ...ABOUT, why: '家里有事', office: '电话请假' },
    })
    expect(body['chain']).toEqual([filed.body.approver])
    const { storage, directory } = p.program
    const [audit, chen] = await storage.read(async tx => [
      await tx.db.select().from(tx.t.audit),
      await directory.byUserid(tx, 'sample-chenyu'),
    ])
    expect(audit.filter(({ action }) => action === 'leave.what_if')).toMatchObject([{ about: chen?.id }])
  })

  test('a leave that leads out of the city is filed as that asks', async () => {
    const half = { kind: 'personal', from: '2026-11-25a', to: '2026-11-25a' }
    const [near, far] = [half, { ...half, trip: { area: 'country', city: '广州' } }]
    expect((await ask('sample-sunli', near)).body).toMatchObject({ chain: ['王主任'], copies: [] })
    const beyond = (await ask('sample-sunli', far)).body
    expect(beyond).toMatchObject({ chain: ['王主任'], copies: ['陈主任'] })
    const abroad = { ...half, trip: { area: 'abroad', city: '东京' } }
    expect((await ask('sample-sunli', abroad)).body).toMatchObject({ chain: ['王主任', '陈主任'] })
  })

  test('what cannot be says so in words, and names nobody', async () => {
    const { body } = await ask('sample-chenjing', { ...ABOUT, from: '2026-11-28a', to: '2026-11-29p' })
    expect(body).toMatchObject({ possible: false, reason: 'NO_WORKDAYS', chain: [] })
    expect(body['says']).toContain('休息日')
  })

  test('and nobody else sees what somebody else’s would be', async () => {
    expect((await ask('sample-sunli', ABOUT)).status).toBe(404)
    expect((await ask('sample-chenjing', { ...ABOUT, userid: 'nobody' })).status).toBe(404)
  })
})

describe('kinds to choose from', () => {
  const kinds = async (who: string, query: string) =>
    p.call<{ value: string }[]>('GET', `/leave/kinds${query}`, { cookie: await p.enter(who) })

  test('of a person are those that may be taken by that person', async () => {
    const all = (await kinds('sample-chenjing', '')).body.map(({ value }) => value)
    const hers = (await kinds('sample-chenjing', '?userid=sample-chenyu')).body.map(({ value }) => value)
    const his = (await kinds('sample-chenjing', '?userid=sample-ouyang')).body.map(({ value }) => value)
    expect(all).toEqual(expect.arrayContaining([...hers, ...his]))
    expect([hers.includes('maternity'), his.includes('maternity')]).toEqual([true, false])
    expect(his).toContain('personal')
  })

  test('somebody else’s are HR’s to see', async () => {
    expect((await kinds('sample-sunli', '?userid=sample-chenyu')).status).toBe(404)
    expect((await kinds('sample-chenyu', '?userid=sample-chenyu')).status).toBe(200)
  })
})
