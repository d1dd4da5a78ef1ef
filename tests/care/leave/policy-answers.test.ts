import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Aspect, policyAnswer } from '../../../src/care/leave/policy-answers.ts'
import type { LeaveTable } from '../../../src/care/leave/rules.ts'
import type { OvertimeTable } from '../../../src/care/overtime/rules.ts'
import type { Tools } from '../../../src/runtime/context.ts'
import { openTestProgram, type TestProgram } from '../../support/program.ts'
import { openTalk } from '../../support/talk.ts'

let p: TestProgram
beforeAll(async () => {
  p = await openTestProgram()
})
afterAll(() => p.close())

/** @param changed policies that the unit has settled otherwise */
const answer = (
  userid: string,
  kind: string,
  about: Aspect | null,
  changed: Record<string, object> = {},
  today = '2026-11-23',
) =>
  p.program.storage.read(async tx => {
    const person = await p.program.directory.byUserid(tx, `sample-${userid}`)
    if (!person) throw new Error(userid)
    const { tools } = p.program
    const policy: Tools['policy'] = of => ({ ...(tools.policy(of) as object), ...changed[of.name] }) as never
    return policyAnswer({ tx, tools: { ...tools, policy }, now: p.now(), today, person }, kind, about)
  })

const told = parse(readFileSync(join(import.meta.dirname, 'policy-answers.yaml'), 'utf8')) as Record<
  string,
  [kind: string, about: Aspect | null, words: string][]
>
for (const [who, rows] of Object.entries(told))
  describe(`to ${who}`, () => {
    test.each(rows)('%s, %s', async (kind, about, words) => {
      expect(await answer(who, kind, about)).toBe(words)
    })
  })

describe('as the unit has settled it', () => {
  const overtime = (changed: Partial<OvertimeTable>) => ({ overtime: changed })
  test.each([
    [{ months: 6 }, '补休从加班那天起6个月内用，最后一天也能休，快到期我会提前告诉你。'],
    [{ days: 90 }, '补休从加班那天起90天内用，最后一天也能休，快到期我会提前告诉你。'],
    [{ year_end: true }, '补休当年12月31日前用，快到期我会提前告诉你。'],
  ])('comp-days lapse: %o', async (expiry, words) => {
    expect(await answer('zhaolei', 'comp', 'carry', overtime({ expiry }))).toContain(words)
  })

  test('there is a most of comp-days', async () => {
    expect(await answer('zhaolei', 'comp', 'carry', overtime({ most_days: 10 }))).toContain('最多攒10天。')
  })

  test('nothing is carried over', async () => {
    const leave: Partial<LeaveTable> = { carry_over: { years: 0, source: 'x' } }
    const said = await answer('chenyu', 'annual', 'carry', { leave })
    expect(said).toContain('这里的年假不跨年，当年休完。')
  })

  test('no table for the person: HR is named, and no number', async () => {
    for (const about of ['days', 'carry', 'pay', 'lost', null] as const) {
      const said = await answer('chenyu', 'annual', about, { leave: { entitlement: [] } })
      expect(said).toContain('请问人事')
      expect(said).not.toMatch(/\d/u)
    }
  })
})

test('a rise that is still to come this year is told with its day', async () => {
  const words = '按名单，你今年是5天，9月1日（周二）起是10天。'
  expect(await answer('linyue', 'annual', 'days', {}, '2026-06-01')).toContain(words)
  expect(await answer('linyue', 'annual', 'days', {}, '2026-09-01')).toContain('按名单，你今年是10天。')
})

describe('money is asked for, not hours', () => {
  const asked: [who: string, question: string, words: string][] = [
    ['qianjun', '加班费怎么算', '工作日延长的按150%'],
    ['qianjun', '节假日加班费怎么算', '法定节假日按300%'],
    ['qianjun', '国庆加班给三倍工资吗', '法定节假日按300%'],
    ['chenyu', '加班费怎么算', '补休不换成钱'],
    ['chenyu', '补休能换成钱吗', '补休不换成钱'],
  ]
  test.each(asked)('%s: %s', async (who, question, words) => {
    const talk = await openTalk()
    expect(await talk.say(who, question)).toContain(words)
    await talk.close()
  })
})
