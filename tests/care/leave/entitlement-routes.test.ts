import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

let p: TestProgram
beforeAll(async () => {
  p = await openTestProgram()
})
afterAll(() => p.close())

const ask = async (as: string, path: string) => p.call('GET', path, { cookie: await p.enter(as) })

test('one’s own: days, from when more, and the source', async () => {
  expect((await ask('sample-chenyu', '/leave/entitlement')).body).toEqual({
    year: 2026,
    days: 10,
    rises: [],
    source: '《职工带薪年休假条例》第三条、人事部令第9号第二条',
  })
  expect((await ask('sample-linyue', '/leave/entitlement')).body).toMatchObject({
    days: 10,
    rises: [{ from: '2026-09-01', days: 10 }],
  })
})

test('no number where HR has to count first', async () => {
  expect((await ask('sample-chenjing', '/leave/entitlement/sample-malin')).body).toMatchObject({
    days: null,
    rises: [],
  })
})

test('somebody else’s is for HR alone, and nobody’s is nothing', async () => {
  expect((await ask('sample-chenyu', '/leave/entitlement/sample-wang')).status).toBe(403)
  expect((await ask('sample-chenjing', '/leave/entitlement/sample-wang')).body).toMatchObject({ days: 15 })
  expect((await ask('sample-chenjing', '/leave/entitlement/sample-nobody')).status).toBe(404)
})
