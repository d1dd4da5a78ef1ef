import { unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
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
