import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ at: '2026-10-09T09:00' })
})
afterEach(() => talk.close())

test('by labour contract the overtime of a statutory holiday is recorded, and is paid for instead of made up', async () => {
  const summary = await talk.say('zhangwei2', '10月1日加班8小时，防台')
  expect(summary).toContain('法定节假日加班单位要付不低于300%的工资，不换补休（劳动法第44条）')
  expect(summary).not.toMatch(/可以换|攒/u)
  await talk.say('zhangwei2', '提交')
  const no = /JB-\d{8}-\d{4}/u.exec(talk.last('zhangwei2'))?.[0]
  await talk.say('zhengli', `同意${no}`)
  expect(talk.last('zhangwei2')).toContain('不换补休（劳动法第44条）')
  expect(await talk.say('zhangwei2', '我的假期')).toContain('补休还剩0天')
})

test('of a rest day it makes a comp-day, and for a civil servant of a holiday too', async () => {
  expect(await talk.say('zhangwei2', '10月4日加班8小时，防台')).toContain('可以换1天补休')
  expect(await talk.say('chenyu', '10月1日加班8小时，防台')).toContain('可以换1天补休')
})

test('where hours and from when to when were said apart, what is shown is what is handed in', async () => {
  for (const said of ['10月4日值班8小时', '早8点到晚8点', '值班备勤', '没发']) await talk.say('chenyu', said)
  expect(talk.last('chenyu')).toContain('按起止时间算12小时')
  await talk.say('chenyu', '提交')
  expect(talk.last('sunli')).toContain('12小时')
})

test('what is sent back with a name and a question is asked to be added to, not refused', async () => {
  await talk.say('chenyu', '10月4日加班8小时，防台')
  await talk.say('chenyu', '提交')
  await talk.say('sunli', '退回陈小雨的，问他从几点到几点')
  expect(talk.last('chenyu')).toContain('从几点到几点')
  expect(talk.last('chenyu')).toContain('补充')
})
