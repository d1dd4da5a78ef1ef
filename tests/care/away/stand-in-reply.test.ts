import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
  await talk.say('chenyu', '12月2日请一天事假，因为家里有事')
  await talk.say('chenyu', '提交')
  await talk.say('chenyu', '请李刚顶岗')
})
afterEach(() => talk.close())

test.each(['可以', '行', '没问题', '好的'])('%s after the question is the consent', async said => {
  expect(await talk.say('ligang', said)).toContain('告诉陈小雨了')
  expect(talk.last('chenyu')).toContain('答应了')
})

test.each(['不行', '不可以', '不好'])('%s is none', async said => {
  expect(await talk.say('ligang', said)).toContain('他会再找别人')
  expect(talk.last('chenyu')).toContain('顶不了岗')
})

test('where something else was said to him since, it is no consent', async () => {
  await talk.say('ligang', '我的假期')
  await talk.say('ligang', '可以')
  expect(talk.last('chenyu')).not.toContain('答应了')
})

test('a second one answers nothing, and who was not asked has nothing to answer', async () => {
  await talk.say('ligang', '可以')
  const before = talk.sent.length
  expect(await talk.say('ligang', '可以')).not.toContain('告诉陈小雨了')
  expect(await talk.say('wumin', '可以')).not.toContain('告诉')
  expect(talk.sent.slice(before).some(({ to }) => to === 'sample-chenyu')).toBe(false)
})

test('what is asked in a form is answered first', async () => {
  await talk.say('ligang', '请事假，12月9日，事由：看房')
  await talk.say('ligang', '可以')
  expect(talk.last('chenyu')).not.toContain('答应了')
})
