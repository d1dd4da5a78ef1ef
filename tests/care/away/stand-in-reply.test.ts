import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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

describe('who agreed takes it back', () => {
  beforeEach(async () => {
    await talk.say('ligang', '可以')
  })

  test.each(['说错了', '我顶不了了', '那几天我也有事，顶不了岗了', '取消'])('%s', async said => {
    let heard = await talk.say('ligang', said)
    if (talk.buttons('ligang').includes('顶不了')) heard = await talk.tap('ligang', '顶不了')
    expect(heard).toContain('12月2日（周三）')
    expect(heard).toContain('收回')
    expect(talk.last('chenyu')).toContain('李刚先前答应')
    expect(talk.buttons('chenyu')).toContain('换人顶岗')
    expect(talk.last('sunli')).toContain('顶不了岗')
  })

  test('once: a second one has nothing to take back, and nobody hears of it', async () => {
    await talk.say('ligang', '顶不了岗')
    const before = talk.sent.length
    expect(await talk.say('ligang', '顶不了岗')).toContain('现在没有人等你答复顶岗')
    expect(talk.sent.slice(before).some(({ to }) => to === 'sample-chenyu')).toBe(false)
  })

  test('a yes again is told that it stands', async () => {
    expect(await talk.say('ligang', '可以顶岗')).toContain('已经答应')
  })

  test('not once the leave has begun: he is told whom to speak to', async () => {
    await talk.say('sunli', '同意')
    await talk.pass(9 * 86_400_000)
    const before = talk.sent.length
    expect(await talk.say('ligang', '我顶不了岗了')).toContain('已经开始')
    expect(talk.sent.slice(before).some(({ to }) => to === 'sample-chenyu')).toBe(false)
  })
})
