import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestProgram, type TestProgram } from '../../support/program.ts'
import { openTalk } from '../../support/talk.ts'

let p: TestProgram
beforeAll(async () => {
  p = await openTestProgram()
})
afterAll(() => p.close())

const ask = async <T = Record<string, unknown>>(as: string, path: string) =>
  p.call<T>('GET', path, { cookie: await p.enter(as) })

test('one’s own: days, from when more, and the source', async () => {
  expect((await ask('sample-chenyu', '/leave/entitlement')).body).toEqual({
    year: 2026,
    days: 10,
    rises: [],
    source: '《职工带薪年休假条例》第三条、人事部令第9号第二条',
    missing: null,
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
    missing: { what: 'work_start', enter: '在名单里补上“参加工作时间”，再导入一次' },
  })
})

test('somebody else’s is for HR alone, and nobody’s is nothing', async () => {
  expect((await ask('sample-chenyu', '/leave/entitlement/sample-wang')).status).toBe(403)
  expect((await ask('sample-chenjing', '/leave/entitlement/sample-wang')).body).toMatchObject({ days: 15 })
  expect((await ask('sample-chenjing', '/leave/entitlement/sample-nobody')).status).toBe(404)
})

describe('why there is no number is said the same everywhere, with what to enter', () => {
  const cases = [
    ['sample-qianjun', 'first_year', '企业和合同人员到单位的头一年要折算', '折算以后还剩的'],
    ['sample-malin', 'work_start', '名单里还缺参加工作时间', '参加工作时间'],
  ] as const
  test.each(cases)('%s: %s', async (userid, what, why, enter) => {
    const [annual] = (await ask<Held[]>('sample-chenjing', `/leave/balances/${userid}`)).body
    expect(annual).toMatchObject({ left: null, entries: [], missing: { what } })
    expect(annual?.says).toContain(why)
    expect(annual?.missing?.enter).toContain(enter)
    const talk = await openTalk()
    expect(await talk.say(userid.slice(7), '我的假期')).toContain(why)
    expect(await talk.say(userid.slice(7), '年假怎么算出来的')).toContain(why)
    await talk.close()
  })

  test('and where there is one, its years of work and their day', async () => {
    const [annual] = (await ask<Held[]>('sample-chenyu', '/leave/mine')).body
    expect(annual).toMatchObject({
      missing: null,
      entries: [{ what: 'entitled', years: 10, date: '2024-09-01' }],
    })
  })
})

interface Held {
  says: string
  missing: { enter: string } | null
}
