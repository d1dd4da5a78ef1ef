import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

let p: TestProgram
let hr = ''
beforeEach(async () => {
  p = await openTestProgram()
  hr = await p.enter('sample-chenjing')
  const body = {
    userid: 'sample-chenyu',
    kind: 'overtime',
    purpose: 'emergency',
    subsidy: false,
    reason: '签到表',
  }
  for (const date of ['2026-11-21', '2026-11-22'])
    await p.call('POST', '/overtime', { cookie: hr, body: { ...body, date, hours: 8 } })
})
afterEach(() => p.close())

interface Line {
  id: string
  days: number
  cause: string
  ref: string
}
const get = <T>(path: string, cookie = hr) => p.call<T>('GET', path, { cookie })
const linesOf = (sheet: { body: string }) => Buffer.from(sheet.body, 'base64').toString('utf8').split('\r\n')

test('the ledger is read line by line, newest first, page by page', async () => {
  const all = (await get<Line[]>('/leave/ledger/sample-chenyu')).body
  expect(all.map(({ days, cause }) => [days, cause])).toEqual([
    [1, 'overtime'],
    [1, 'overtime'],
  ])
  const first = (await get<Line[]>('/leave/ledger/sample-chenyu?limit=1')).body
  const rest = (await get<Line[]>(`/leave/ledger/sample-chenyu?before=${first[0]?.id}`)).body
  expect([...first, ...rest]).toEqual(all)
  expect((await get('/leave/ledger/sample-chenyu?before=nothing')).status).toBe(404)
  expect((await get('/leave/ledger/sample-ligang?before=' + first[0]?.id)).status).toBe(404)
  expect((await get('/leave/ledger/nobody')).status).toBe(404)
  expect((await get('/leave/ledger/sample-chenyu', await p.enter('sample-sunli'))).status).toBe(403)
})

test('and as a file', async () => {
  const { body } = await get<{ name: string; body: string }>('/leave/ledger/sample-chenyu/sheet?format=csv')
  expect(body.name).toBe('假期账sample-chenyu.csv')
  expect(linesOf(body)[1]).toMatch(/^2026-11-23,补休,,1,加班换补休,JB-20261123-000[12],JB-20261123-000[12],/)
  expect((await get<{ name: string }>('/leave/ledger/sample-chenyu/sheet')).body.name).toMatch(/\.xlsx$/)
})

test('what everybody of a unit has is a file', async () => {
  const unit = encodeURIComponent('样例街道办')
  const { body } = await get<{ name: string; body: string }>(`/leave/sheet?unit=${unit}&year=2026&format=csv`)
  expect(body.name).toBe('样例街道办2026年假期余额.csv')
  const her = linesOf(body).find(line => line.includes('sample-chenyu'))
  expect(her).toBe('sample-chenyu,陈小雨,样例街道办,2026,10,0,10,0,10,2,未核对,')
  expect(linesOf(body).some(line => line.startsWith('sample-chenjing,'))).toBe(false)
  const firm = await get<{ body: string }>(
    `/leave/sheet?unit=${encodeURIComponent('样例城投公司')}&year=2026&format=csv`,
  )
  const his = linesOf(firm.body).find(line => line.includes('sample-malin'))
  expect(his).toMatch(/,未核对,在名单里补上“参加工作时间”，再导入一次$/u)
  expect((await get(`/leave/sheet?unit=${encodeURIComponent('没有')}&year=2026`)).status).toBe(400)
  expect((await get(`/leave/sheet?unit=${unit}&year=2026`, await p.enter('sample-wang'))).status).toBe(403)
})
