import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
  await talk.say('chenyu', '明天到26日请年假，因为家里有事')
  await talk.say('chenyu', '提交')
})
afterEach(() => talk.close())

test('what is said right after the question is asked about, and goes to whoever asked', async () => {
  expect(await talk.say('sunli', '退回 为什么要三天')).toContain('退给陈小雨补充了')
  expect(talk.last('chenyu')).toContain('：“为什么要三天”。')
  expect(await talk.say('chenyu', '家里老人住院了，要陪三天')).toBe(
    '这是给QJ-20261123-0001 年假 11月24日（周二）到11月26日（周四） 3天的补充说明吗？',
  )
  expect(await talk.tap('chenyu', '是')).toContain('补充好了')
  expect(talk.last('sunli')).toContain('陈小雨补充：“家里老人住院了，要陪三天”。')
})

test('it is what it sounds like where it was no answer', async () => {
  await talk.say('sunli', '退回 QJ-20261123-0001 为什么要三天')
  await talk.say('chenyu', '家里老人住院了，要陪三天')
  expect(await talk.tap('chenyu', '不是')).toContain('请哪种假？')
})

test.each(['12月3日请一天事假，因为看房', '我的申请', '我要请假'])(
  '%s asks for something, and answers nothing',
  async said => {
    await talk.say('sunli', '退回 为什么要三天')
    expect(await talk.say('chenyu', said)).not.toContain('补充说明吗')
  },
)

test('where something else was said to him since, it is no answer', async () => {
  await talk.say('sunli', '退回 为什么要三天')
  await talk.say('chenyu', '我的申请')
  expect(await talk.say('chenyu', '家里老人住院了，要陪三天')).not.toContain('补充说明吗')
})

test.each(['驳回 人手不够', '驳回：人手不够', '驳回 陈小雨 人手不够', '驳回 QJ-20261123-0001，人手不够'])(
  '%s keeps the reason word by word',
  async said => {
    await talk.say('sunli', said)
    expect(talk.last('chenyu')).toContain('：“人手不够”。')
  },
)

test('a question put to the other is a reason; one about the form is answered', async () => {
  expect(await talk.say('sunli', '驳回，要写理由吗？')).toContain('驳回要写一句理由')
  expect(await talk.say('sunli', '为什么要写理由')).toContain('这一项办这件事要用到')
  await talk.say('sunli', '那几天为什么要走开，不是有督查吗？')
  expect(talk.last('chenyu')).toContain('：“那几天为什么要走开，不是有督查吗？”。')
})
