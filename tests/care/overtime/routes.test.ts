import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { balanceOf } from '../../../src/care/leave/holdings.ts'
import { addLine } from '../../../src/care/leave/ledger.ts'
import { importOvertime } from '../../../src/care/overtime/import.ts'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

let p: TestProgram
let hr = ''
beforeEach(async () => {
  p = await openTestProgram()
  hr = await p.enter('sample-chenjing')
})
afterEach(() => p.close())

const ENTRY = {
  userid: 'sample-chenyu',
  date: '2026-11-21',
  hours: 8,
  kind: 'overtime',
  purpose: 'emergency',
  subsidy: false,
  reason: '纸质签到表',
}
const record = (about: object = {}) =>
  p.call<{ no: string }>('POST', '/overtime', { cookie: hr, body: { ...ENTRY, ...about } })
const list = async (userid: string, query = 'month=2026-11') =>
  p.call<Record<string, unknown>[]>('GET', `/overtime?${query}`, { cookie: await p.enter(userid) })
const subsidy = (no: string, paid: boolean, cookie = hr) =>
  p.call('PUT', `/overtime/${no}/subsidy`, { cookie, body: { subsidy: paid, reason: '财务核对' } })

async function comp(userid: string): Promise<number> {
  const { storage, directory } = p.program
  return storage.read(async tx => {
    const person = await directory.byUserid(tx, userid)
    if (!person) throw new Error(userid)
    return (await balanceOf(tx, person, { today: '2026-11-23', tools: p.program.tools })).comp
  })
}

describe('what the office records', () => {
  test('counts at once, and stands in the audit log', async () => {
    const { status, body } = await record()
    expect([status, body.no]).toEqual([200, 'JB-20261123-0001'])
    expect(await comp('sample-chenyu')).toBe(2)
    const audit = await p.program.storage.read(tx => tx.db.select().from(tx.t.audit))
    expect(audit.map(({ action }) => action)).toContain('overtime.record')
  })

  test.each([
    ['hours of a day that stand already', {}, 400],
    ['other hours of that day by the clock', { clock: '19:00-21:00' }, 400],
    ['somebody who is not on the roster', { userid: 'nobody' }, 400],
    ['a day to come', { date: '2026-11-24' }, 400],
    ['a day that does not exist', { date: '2026-02-30' }, 400],
    ['a purpose nobody knows', { purpose: 'secret_plan' }, 400],
    ['no reason', { reason: '' }, 400],
    ['one’s own', { userid: 'sample-chenjing' }, 403],
  ])('%s is refused', async (_, about, wanted) => {
    await record()
    expect((await record(about)).status).toBe(wanted)
    expect(await comp('sample-chenyu')).toBe(2)
  })

  test('what stands already is named, and what may not be over yet is told apart from a day to come', async () => {
    const { no } = (await record()).body
    const again = JSON.stringify((await record()).body)
    expect(again).toContain(`已经登记过了（${no}）`)
    // Nobody said when they began, and the day of work is not over.
    const today = await record({ userid: 'sample-wumin', date: '2026-11-23', hours: 4 })
    expect(JSON.stringify(today.body)).toContain('还没过完')
  })

  test('by the clock only what lies outside the legal hours counts', async () => {
    await record({ date: '2026-11-20', hours: 6.5, clock: '15:00-21:30' })
    const { body } = await list('sample-chenjing')
    expect(body).toMatchObject([{ hours: 4, counted: 4, days: 0.5, clock: '15:00-21:30', source: 'office' }])
  })
})

test('the list says the comp-days that the person was told beside the hours, and none once it was paid for', async () => {
  const { no } = (await record({ hours: 11 })).body
  const shown = async () => (await p.call('GET', '/overtime?month=2026-11', { cookie: hr })).body
  expect(await shown()).toMatchObject([{ hours: 11, days: 1 }])
  await subsidy(no, true)
  expect(await shown()).toMatchObject([{ hours: 11, counted: 0, days: 0 }])
})

describe('a subsidy', () => {
  test('takes the comp-day back, and gives it again, each with a line of its own', async () => {
    const { no } = (await record()).body
    expect((await subsidy(no, true)).status).toBe(200)
    expect(await comp('sample-chenyu')).toBe(0)
    expect((await subsidy(no, true)).status).toBe(200)
    expect((await subsidy(no, false)).status).toBe(200)
    expect(await comp('sample-chenyu')).toBe(2)
    const lines = await p.program.storage.read(tx => tx.db.select().from(tx.t.ledger))
    expect(lines.map(({ cause, halfDays, ref }) => [cause, halfDays, ref])).toEqual([
      ['overtime', 2, no],
      ['reversal', -2, `${no}/2`],
      ['overtime', 2, `${no}/3`],
    ])
  })

  test('cannot be marked once a comp-day of it was taken, nor on one’s own record, nor on none', async () => {
    const { no } = (await record()).body
    const { storage, directory } = p.program
    await storage.transaction(async tx => {
      const person = (await directory.byUserid(tx, 'sample-chenyu'))?.id ?? ''
      const taken = { person, account: 'comp', year: 0, halfDays: -1, cause: 'leave', at: 1 } as const
      await addLine(tx, { ...taken, ref: 'QJ-20261123-0001', grant: no })
    })
    expect((await subsidy(no, true)).status).toBe(409)
    expect(await comp('sample-chenyu')).toBe(1)
    expect((await subsidy('JB-20261123-0099', true)).status).toBe(404)
    expect((await subsidy(no, true, await p.enter('sample-chenyu'))).status).toBe(403)
  })
})

describe('the month’s list', () => {
  test('HR sees everybody, a supervisor his own reports, the person himself his own', async () => {
    await record()
    await record({ userid: 'sample-ouyang', date: '2026-10-31' })
    await record({ userid: 'sample-ouyang' })
    const names = async (userid: string, query?: string) =>
      (await list(userid, query)).body.map(r => r['name'])
    expect(await names('sample-chenjing')).toEqual(['陈小雨', '欧阳明'])
    expect(await names('sample-chenjing', 'month=2026-10')).toEqual(['欧阳明'])
    expect(await names('sample-chenjing', `month=2026-11&unit=${encodeURIComponent('样例组宣部')}`)).toEqual(
      [],
    )
    expect(await names('sample-sunli')).toEqual(['陈小雨'])
    expect((await list('sample-chenyu')).status).toBe(403)
    const cookie = await p.enter('sample-ouyang')
    const mine = await p.call<{ name: string }[]>('GET', '/overtime/mine?month=2026-11', { cookie })
    expect(mine.body.map(({ name }) => name)).toEqual(['欧阳明'])
  })

  test('is a file for the office', async () => {
    await record()
    const { body } = await p.call<{ name: string; body: string }>(
      'GET',
      '/overtime/sheet?month=2026-11&format=csv',
      { cookie: hr },
    )
    expect(body.name).toBe('2026-11加班登记.csv')
    const rows = Buffer.from(body.body, 'base64').toString('utf8').split('\r\n')
    expect(rows[1]).toBe('陈小雨,样例街道办,2026-11-21,加班,,8,8,1,已确认,人事补登,JB-20261123-0001')
    const xlsx = await p.call<{ name: string }>('GET', '/overtime/sheet?month=2026-11', { cookie: hr })
    expect(xlsx.body.name).toBe('2026-11加班登记.xlsx')
  })
})

describe('who must not be asked to work overtime', () => {
  const put = (until: string | null, userid = 'sample-chenyu', cookie = hr) =>
    p.call('PUT', `/overtime/protected/${userid}`, { cookie, body: { until } })
  const all = () => p.call<object[]>('GET', '/overtime/protected', { cookie: hr })

  test('is noted by HR with a day and without a cause', async () => {
    expect((await put('2027-03-01')).status).toBe(200)
    expect((await all()).body).toEqual([
      { userid: 'sample-chenyu', name: '陈小雨', unit: '样例街道办', until: '2027-03-01' },
    ])
    expect((await put(null)).status).toBe(200)
    expect((await all()).body).toEqual([])
  })

  test('nobody else sees or sets it, and a day that is over or nobody’s is refused', async () => {
    expect((await put('2027-03-01', 'sample-chenyu', await p.enter('sample-sunli'))).status).toBe(403)
    expect((await put('2026-01-01')).status).toBe(400)
    expect((await put('2027-03-01', 'nobody')).status).toBe(404)
  })
})

describe('a file', () => {
  const bring = async (text: string) => {
    const { program } = p
    const actor = await program.storage.read(tx => program.directory.byUserid(tx, 'sample-chenjing'))
    if (!actor) throw new Error('no HR')
    const file = { name: 'a.csv', bytes: new TextEncoder().encode(text) }
    const { storage, tools, road } = program
    return importOvertime(file, {
      actor,
      now: p.now(),
      today: '2026-11-23',
      services: { storage, tools, road },
    })
  }
  const HEAD = 'userid,date,hours,clock,kind,purpose,subsidy,reason'

  test('records each line', async () => {
    const rows = [
      'sample-chenyu,2026-11-21,8,,加班,防汛防台抢险,,台风签到表',
      'sample-ligang,2026-11-21,8,,值班,值班备勤,是,台风签到表',
      'sample-ligang,2026-11-22,4,18:00-22:00,,,,台风签到表',
    ]
    expect(await bring([HEAD, ...rows].join('\n'))).toEqual({ records: 3 })
    expect(await comp('sample-chenyu')).toBe(2)
    expect(await comp('sample-ligang')).toBe(1)
  })

  test('with a bad line records nothing, and names each', async () => {
    const rows = [
      'sample-chenyu,2026-11-21,8,,,,,签到表',
      'sample-chenyu,2026-11-21,4,,,,,签到表',
      'nobody,2026-11-31,99,25:00,别的,秘密,也许,',
      'sample-chenjing,2026-11-24,4,,,,,签到表',
    ]
    const failed = await bring([HEAD, ...rows].join('\n')).catch(fault => fault)
    expect(failed).toMatchObject({ code: 'OVERTIME_INVALID' })
    expect(failed.details.map((d: { where: string }) => d.where)).toEqual([
      '3 date',
      '4 userid',
      '4 date',
      '4 hours',
      '4 clock',
      '4 kind',
      '4 purpose',
      '4 subsidy',
      '4 reason',
      '5 userid',
      '5 date',
    ])
    expect(await comp('sample-chenyu')).toBe(0)
  })
})
