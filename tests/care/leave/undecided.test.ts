import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const HOUR = 3_600_000
const NO = 'QJ-20261123-0001'
const to = (who: string) => talk.sent.filter(s => s.to === `sample-${who}`).map(s => s.message.text)

async function asks(text: string): Promise<void> {
  await talk.say('chenyu', text)
  await talk.say('chenyu', '提交')
}

test('the last workday before, who asked, whose turn it is and HR are told once what to do', async () => {
  await asks('11月30日请一天事假，因为看房')
  await talk.pass(3 * 24 * HOUR)
  expect(to('chenyu').filter(text => text.includes('就开始了'))).toEqual([])
  await talk.pass(24 * HOUR)
  expect(talk.last('chenyu')).toBe(
    `${NO}（事假 11月30日（周一） 1天）11月30日（周一）上午就开始了，还在孙副主任那里，没有批。系统刚提醒了他。没批下来还不算请好假：先直接打个电话问一声；不去了，说“撤回${NO}”。`,
  )
  expect(to('sunli')).toContain(
    `陈小雨的申请还在等你批：事假 11月30日（周一） 1天，编号${NO}。日子到了，请尽快看一下。`,
  )
  expect(to('chenjing')).toContain(
    `${NO}的假11月30日（周一）上午就开始了，在孙副主任那里还没有批。请提醒一下。`,
  )
  await talk.pass(3 * 24 * HOUR)
  expect(to('chenyu').filter(text => text.includes('就开始了'))).toHaveLength(1)
})

test('handed in the day before, it is said on the morning of the first day', async () => {
  await asks('明天请一天事假，因为看房')
  await talk.pass(24 * HOUR)
  expect(talk.last('chenyu')).toContain('11月24日（周二）上午就开始了')
})

test('of other dates for a leave that was approved, it is said that the old ones stand', async () => {
  await asks('12月2日请一天事假，因为看房')
  await talk.say('sunli', `同意 ${NO}`)
  await talk.say('chenyu', '改假')
  await talk.say('chenyu', '11月30日，就一天')
  const no = /QJ-[\d-]+/.exec(await talk.say('chenyu', '改'))?.[0]
  expect(await talk.say('sunli', '待办')).toContain('事假 从12月2日（周三）改到11月30日（周一） 1天')
  await talk.pass(4 * 24 * HOUR)
  expect(talk.last('chenyu')).toBe(
    `${no}（事假 从12月2日（周三）改到11月30日（周一） 1天）11月30日（周一）上午就开始了，还在孙副主任那里，没有批。系统刚提醒了他。新日期批下来之前，原来的照旧：先直接打个电话问一声；不改了，说“撤回${no}”。`,
  )
})

test('what was decided is not spoken of, nor what lies behind', async () => {
  await asks('11月30日请一天事假，因为看房')
  await talk.say('sunli', `同意 ${NO}`)
  await asks('11月19日请一天事假，因为看房')
  for (let day = 0; day < 8; day++) await talk.pass(24 * HOUR)
  expect(to('chenyu').filter(text => text.includes('就开始了'))).toEqual([])
})

test('what was returned waits for him alone', async () => {
  await asks('11月26日请一天事假，因为看房')
  await talk.say('sunli', `退回 ${NO} 谁顶班`)
  await talk.pass(2 * 24 * HOUR)
  expect(talk.last('chenyu')).toContain('还等你补充一下，没有批')
  expect(to('sunli').filter(text => text.includes('日子到了'))).toEqual([])
})
