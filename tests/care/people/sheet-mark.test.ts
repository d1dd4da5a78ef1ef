import { unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LEAVE } from '../../../src/care/leave/policy.ts'
import { accountOf } from '../../../src/care/leave/rules.ts'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

let p: TestProgram
let hr: string
beforeEach(async () => {
  p = await openTestProgram()
  hr = await p.enter('sample-chenjing')
})
afterEach(() => p.close())

const MARK = /陈主任（sample-chenjing）\d{4}-\d{2}-\d{2} \d{2}:\d{2}导出/u

/** Every route that gives a table to take home: whichever is added must be marked too. */
const sheets = () =>
  p.routes.filter(({ method, path }) => method === 'GET' && /\/sheet$/u.test(path)).map(({ path }) => path)

async function sheetOf(path: string, format: string): Promise<Uint8Array> {
  const id = path.startsWith('/bulletins') ? await published() : ''
  const full = path.replace(':userid', 'sample-chenyu').replace(':id', id)
  const query = new URLSearchParams({
    format,
    ...(path === '/leave/sheet' ? { unit: '样例街道办', year: '2026' } : {}),
  })
  if (path === '/overtime/sheet') query.set('month', '2026-11')
  const { body, status } = await p.call<{ body: string }>('GET', `${full}?${query}`, { cookie: hr })
  expect(status, path).toBe(200)
  return Buffer.from(body.body, 'base64')
}

async function published(): Promise<string> {
  const { body } = await p.call<{ id: string }>('POST', '/bulletins', {
    cookie: hr,
    body: { month: '2026-11' },
  })
  return body.id
}

test('a table that is taken home bears who took it and when, in the table and at the foot of each page', async () => {
  expect(sheets().length).toBeGreaterThanOrEqual(4)
  for (const path of sheets()) {
    expect(new TextDecoder().decode(await sheetOf(path, 'csv')), path).toMatch(MARK)
    const xml = new TextDecoder().decode(unzipSync(await sheetOf(path, 'xlsx'))['xl/worksheets/sheet1.xml'])
    expect(
      xml.split('<headerFooter>').map(part => MARK.test(part)),
      path,
    ).toEqual([true, true])
  }
})

test('no table that is taken home tells of an illness, of why, or of any leave but what an account gives', async () => {
  const words = { why: '胃镜复查', purpose: '十一月防台签到表' }
  const asked = [
    { kind: 'sick', from: '2026-11-24a', to: '2026-11-24p' },
    { kind: 'marriage', from: '2026-11-26a', to: '2026-11-26p' },
    { kind: 'annual', from: '2026-11-30a', to: '2026-11-30p' },
  ]
  for (const one of asked) {
    const cookie = await p.enter('sample-chenyu')
    const { body, status } = await p.call<{ no: string }>('POST', '/leave', {
      cookie,
      body: { ...one, why: words.why },
    })
    expect(status).toBe(200)
    const decided = await p.call('POST', `/applications/${body.no}/decide`, {
      cookie: await p.enter('sample-sunli'),
      body: { verdict: 'agree' },
    })
    expect(decided.status).toBe(200)
  }
  hr = await p.enter('sample-chenjing')
  const record = { userid: 'sample-chenyu', date: '2026-11-21', hours: 4, kind: 'overtime', subsidy: false }
  const choices = await p.call<{ purposes: { value: string }[] }>('GET', '/overtime/choices', { cookie: hr })
  const purpose = choices.body.purposes[0]?.value
  const entry = { ...record, purpose, reason: words.purpose }
  expect((await p.call('POST', '/overtime', { cookie: hr, body: entry })).status).toBe(200)
  const { tools } = p.program
  const { kinds } = tools.policy(LEAVE)
  const other = Object.keys(kinds).filter(kind => accountOf({ kinds }, kind) === 'none')
  const secret = [...other.map(kind => tools.text(`kind_${kind}`)), ...Object.values(words)]
  expect(secret).toContain(tools.text('kind_sick'))
  for (const path of sheets()) {
    const table = new TextDecoder().decode(await sheetOf(path, 'csv'))
    expect(
      secret.filter(word => table.includes(word)),
      path,
    ).toEqual([])
  }
})

test('every route that gives a file is one of those tables, or a paper that belongs to one request', () => {
  const files = p.routes.filter(({ returns }) => {
    const { properties = {} } = returns as { properties?: object }
    return 'name' in properties && 'body' in properties
  })
  const tables = files.map(({ path }) => path).filter(path => !path.endsWith('/:no/papers/:id'))
  expect(tables.toSorted()).toEqual(sheets().toSorted())
})
