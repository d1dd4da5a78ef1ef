import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addLine } from '../../../src/care/leave/ledger.ts'
import { importBalances } from '../../../src/care/people/import-balances.ts'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

let p: TestProgram
let hr = ''
beforeEach(async () => {
  p = await openTestProgram({ at: '2026-02-02T09:00' })
  hr = await p.enter('sample-chenjing')
})
afterEach(() => p.close())

const bring = (lines: string) =>
  importBalances(
    p.program.storage,
    { name: 'b.csv', bytes: Buffer.from(`userid,year,annual,comp\n${lines}\n`) },
    { actor: 'cli', now: p.now() },
  )
const carry = (userid: string, days: number, cookie = hr) =>
  p.call<{ year?: number; details?: unknown }>('POST', '/leave/carry', { cookie, body: { userid, days } })

interface Explained {
  account: string
  left: number | null
  entries: { what: string; days: number; no: string | null }[]
}
const annualOf = async (userid: string) => {
  const { body } = await p.call<Explained[]>('GET', `/leave/balances/${userid}`, { cookie: hr })
  return body.find(one => one.account === 'annual')
}

describe('annual leave of last year', () => {
  test('comes over where the unit agrees, and the balance says so', async () => {
    await bring('sample-chenyu,2025,3,')
    expect(await carry('sample-chenyu', 2)).toMatchObject({ status: 200, body: { year: 2026, days: 2 } })
    expect(await annualOf('sample-chenyu')).toMatchObject({
      left: 12,
      entries: [
        { what: 'entitled', days: 10 },
        { what: 'carry', days: 2 },
      ],
    })
  })

  test('comes over once a year, and not more of it than was left', async () => {
    await bring('sample-chenyu,2025,3,')
    expect((await carry('sample-chenyu', 3.5)).status).toBe(400)
    expect((await carry('sample-chenyu', 3)).status).toBe(200)
    expect((await carry('sample-chenyu', 1)).status).toBe(409)
    expect(await annualOf('sample-chenyu')).toMatchObject({ left: 13 })
  })

  test('is never what had come over to last year already, and half a day of it is half a day', async () => {
    await bring('sample-chenyu,2025,2.5,')
    await p.program.storage.transaction(async tx => {
      const person = await p.program.directory.byUserid(tx, 'sample-chenyu')
      const line = { account: 'annual', cause: 'carry', ref: 'carry/2025', grant: 'carry' } as const
      await addLine(tx, { ...line, person: person?.id ?? '', year: 2025, halfDays: 4, at: p.now() })
    })
    const refused = await carry('sample-chenyu', 3)
    expect(refused.status).toBe(400)
    expect(JSON.stringify(refused.body)).toContain('最多2.5天')
    expect((await carry('sample-chenyu', 2.5)).status).toBe(200)
  })

  test('is not carried over by the one whose leave it is, nor by anybody but HR', async () => {
    await bring('sample-chenjing,2025,3,')
    expect((await carry('sample-chenjing', 1)).status).toBe(403)
    expect((await carry('sample-chenyu', 1, await p.enter('sample-sunli'))).status).toBe(403)
    expect((await carry('nobody', 1)).status).toBe(404)
  })
})

test('my own balance is mine to see; of others it is for HR', async () => {
  const mine = await p.enter('sample-chenyu')
  const { status, body } = await p.call<Explained[]>('GET', '/leave/mine', { cookie: mine })
  expect(status).toBe(200)
  expect(body.map(({ account, left }) => [account, left])).toEqual([
    ['annual', 10],
    ['comp', 0],
  ])
  expect((await p.call('GET', '/leave/balances/sample-ligang', { cookie: mine })).status).toBe(403)
})
