import { afterEach, beforeEach, expect, test } from 'vitest'
import { importBalances } from '../../../src/care/people/import-balances.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const say = (text: string) => talk.say('wumin', text)

/** 吴敏 is 合同, at work since 2020; since when in this unit nobody has said. */
test('whose leave is prorated in the first year sees no number before HR has counted, and can ask for leave', async () => {
  const answer = await say('我的假期')
  expect(answer).toContain('年假有几天请问人事')
  expect(answer).not.toMatch(/年假还剩/)
  expect(await say('假期明细')).toContain('年假有几天请问人事')
  expect(await say('12月1日到2日请年假，因为家里有事')).toContain('年假余额还没核对，以人事为准')
  expect(await say('提交')).toContain('交上去了')
  await talk.tap('sunli', '同意')
  expect(talk.last('wumin')).toContain('批了')
})

test('once HR has counted there is a number, and in the next year too', async () => {
  const about = { actor: 'cli', now: talk.now() } as const
  const bytes = Buffer.from('userid,year,annual,comp\nsample-wumin,2026,3,\n')
  await importBalances(talk.program.storage, { name: 'b.csv', bytes }, about)
  expect(await say('我的假期')).toContain('年假还剩3天')
  await talk.pass(60 * 86_400_000)
  expect(await say('我的假期')).toContain('年假还剩5天（未核对')
})
