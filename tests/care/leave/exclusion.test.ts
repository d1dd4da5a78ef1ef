import { afterEach, expect, test } from 'vitest'
import { approve } from '../../support/approve.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
afterEach(() => talk.close())

async function leave(text: string): Promise<void> {
  await talk.say('chenyu', text)
  await approve(talk, /QJ-[\d-]+/.exec(await talk.say('chenyu', '提交'))?.[0] ?? '')
}
const told = () =>
  talk.sent
    .filter(({ to, message }) => to === 'sample-chenjing' && message.text.includes('第四条'))
    .map(({ message }) => message.text)

test('HR learns when 事假 of a year comes to twenty days, once, and decides', async () => {
  talk = await openTalk({ at: '2026-06-01T09:00' })
  await leave('6月2日到6月18日请事假，因为家里有事')
  expect(told()).toEqual([])
  await leave('7月1日到7月10日请事假，因为家里有事')
  expect(told()).toHaveLength(1)
  // A number alone goes over the chat: who and what it is stands in the console.
  expect(told()[0]).toContain('QJ-20260601-0002批了以后，2026年的年休假要核一下')
  expect(told()[0]).not.toMatch(/陈小雨|事假|21天/)
  await leave('7月20日请一天事假，因为家里有事')
  expect(told()).toHaveLength(1)
  // Nothing of the balance was touched by it.
  expect(await talk.say('chenyu', '我的假期')).toContain('年假还剩10天')
})

test('who asks reads it before he hands it in, once it matters and no sooner', async () => {
  talk = await openTalk({ at: '2026-06-01T09:00' })
  expect(await talk.say('chenyu', '6月2日到6月18日请事假，因为家里有事')).not.toContain('第四条')
  await approve(talk, /QJ-[\d-]+/.exec(await talk.say('chenyu', '提交'))?.[0] ?? '')
  expect(await talk.say('chenyu', '7月1日到7月10日请事假，因为家里有事')).toContain(
    '批了以后，2026年累计的事假就到了影响年休假的天数：当年可能没有年休假，已经休了的，下一年可能没有（《职工带薪年休假条例》第四条）。扣了工资的事假不算，拿不准先问人事。',
  )
})

test('in another year it is counted anew', async () => {
  talk = await openTalk({ at: '2025-12-01T09:00' })
  await leave('12月2日到12月19日请事假，因为家里有事')
  await talk.pass(40 * 86_400_000)
  await leave('2026年1月12日到1月23日请事假，因为家里有事')
  expect(told()).toEqual([])
})

test('days for which he was called back to work count for nothing', async () => {
  talk = await openTalk({ at: '2026-06-01T09:00' })
  await leave('6月2日到6月18日请事假，因为家里有事')
  await talk.pass(26 * 3_600_000)
  await talk.say('sunli', '召回陈小雨')
  for (const text of ['6月4日到6月9日', '对']) await talk.say('sunli', text)
  await leave('7月1日到7月10日请事假，因为家里有事')
  expect(told()).toEqual([])
})
