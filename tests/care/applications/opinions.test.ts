import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

async function asks(who: string, day: string): Promise<void> {
  await talk.say(who, `请事假 ${day}一天，事由：看房`)
  await talk.say(who, '提交')
}

/** 吴敏, 李刚, 陈小雨, in this order. */
async function three(): Promise<void> {
  await asks('wumin', '12月2日')
  await asks('ligang', '12月3日')
  await asks('chenyu', '12月4日')
}

const agreed = (who: string) => talk.last(who).startsWith('批了。')

test.each([
  ['驳回李刚的，人手不够', '人手不够'],
  ['驳回李刚的，理由是那天有检查', '那天有检查'],
  ['李刚的不同意，那天有督查，12月7日可以', '那天有督查，12月7日可以'],
  ['李刚的不同意，改到下周三', '改到下周三'],
])('a reason said with the opinion is his: %s', async (said, reason) => {
  await three()
  expect(await talk.say('sunli', said)).toContain('理由已告诉李刚')
  expect(talk.last('ligang')).toContain(`“${reason}”`)
})

test('a reason said with the opinion is kept while it is asked which one is meant', async () => {
  await three()
  expect(await talk.say('sunli', '驳回，人手不够')).toContain('要批哪一份？')
  expect(await talk.say('sunli', '李刚')).toContain('理由已告诉李刚')
  expect(talk.last('ligang')).toContain('“人手不够”')
})

test('what is asked to be added is kept too', async () => {
  await three()
  expect(await talk.say('sunli', '退回补充，请写清楚去哪里')).toContain('要批哪一份？')
  await talk.say('sunli', '吴敏')
  expect(talk.last('wumin')).toContain('“请写清楚去哪里”')
})

test.each(['谢谢', '等一下', '行不行？'])('what is no reason is asked for: %s', async rest => {
  await three()
  expect(await talk.say('sunli', `李刚的不同意，${rest}`)).toContain('李刚会看到')
})

test.each([
  '同意吴敏的，驳回李刚的，理由人手不够',
  '吴敏的同意，李刚的不同意，人手不够',
  '吴敏的批准；李刚的驳回，人手不够。',
  '驳回李刚的，人手不够，吴敏的同意',
  '同意吴敏的驳回李刚的，理由人手不够',
])('two opinions in one sentence are done one by one: %s', async said => {
  await three()
  const answer = await talk.say('sunli', said)
  expect(answer).toContain('已告诉吴敏')
  expect(answer).toContain('理由已告诉李刚')
  expect(agreed('wumin')).toBe(true)
  expect(talk.last('ligang')).toContain('“人手不够”')
  expect(talk.last('chenyu')).toContain('等孙副主任批')
})

test.each(['待办', ''])('the rest is everybody who was not named%s', async before => {
  await three()
  if (before !== '') await talk.say('sunli', before)
  expect(await talk.say('sunli', '李刚的不同意，人手不够，其他的都同意')).toContain('同意了2份')
  expect(agreed('wumin') && agreed('chenyu')).toBe(true)
  expect(talk.last('ligang')).toContain('“人手不够”')
})

test('by their places in the list that is shown', async () => {
  await three()
  await talk.say('sunli', '待办')
  expect(await talk.say('sunli', '1和3同意，2不同意，人手不够')).toContain('同意了2份')
  expect(agreed('wumin') && agreed('chenyu')).toBe(true)
  expect(talk.last('ligang')).toContain('“人手不够”')
})

test.each([
  '同意小雨的，李刚的不同意，那天值班排不开',
  '小雨的准了，李刚那份不行，那天要开全体会，吴敏的没问题',
  '李刚那份不行，小雨的没问题',
  '不同意李刚的，因为那天要开会，小雨的可以',
  '吴敏的同意，李刚的不同意，小雨的没问题',
  '李刚的不同意，吴敏的同意，小雨的也同意',
  '小雨和李刚的驳回，那天要开会',
])('what is said loosely of several decides nothing, and is no reason: %s', async said => {
  await three()
  let answer = await talk.say('sunli', said)
  if (!answer.includes('要批哪一份'))
    answer = await talk.tap('sunli', answer.includes('哪件') ? '审批' : '是')
  expect(answer).toContain('都没动')
  expect(answer).toContain('要批哪一份？')
  expect(await talk.say('sunli', '李刚')).toContain('同意还是驳回？')
  for (const who of ['wumin', 'ligang', 'chenyu']) expect(talk.last(who)).toContain('等孙副主任批')
})

test('a reason that is missing is asked for, after what could be done was done', async () => {
  await three()
  const answer = await talk.say('sunli', '李刚的不同意，陈小雨的同意')
  expect(answer).toContain('已告诉陈小雨')
  expect(answer).toContain('李刚会看到')
  expect(await talk.say('sunli', '人手不够')).toContain('理由已告诉李刚')
})

test('two refusals without a reason are asked about one after the other', async () => {
  await three()
  expect(await talk.say('sunli', '李刚的不同意，陈小雨的退回补充')).toContain('李刚会看到')
  expect(await talk.say('sunli', '人手不够')).toContain('要陈小雨补充什么')
  await talk.say('sunli', '写清楚去哪里')
  expect(talk.last('chenyu')).toContain('“写清楚去哪里”')
})

test('who is named and has several is asked about, after what was plain is done; what is done is offered no more', async () => {
  await three()
  await asks('wumin', '12月8日')
  const answer = await talk.say('sunli', '同意吴敏的，驳回李刚的，人手不够')
  expect(answer).toContain('理由已告诉李刚')
  expect(answer).toContain('吴敏的有2份，都还没动')
  expect(talk.buttons('sunli').map(label => /[一-龥]{2,3} /u.exec(label)?.[0].trim() ?? label)).toEqual([
    '吴敏',
    '陈小雨',
    '吴敏',
    '全部',
  ])
  expect(await talk.say('sunli', '吴敏的都同意')).toContain('同意了2份')
  expect(talk.last('chenyu')).toContain('等孙副主任批')
})

test('what is said of another while one is shown is not said of that one', async () => {
  await asks('wumin', '12月2日')
  await talk.say('sunli', '待办')
  await asks('ligang', '12月3日')
  const answer = await talk.say('sunli', '同意，李刚的驳回，人手不够')
  expect(answer).toContain('已告诉吴敏')
  expect(talk.last('ligang')).toContain('“人手不够”')
})

test('who has nothing waiting is not answered with somebody else’s', async () => {
  await asks('wumin', '12月2日')
  expect(await talk.say('sunli', '同意李刚的')).toContain('没有李刚的，可能')
  expect(agreed('wumin')).toBe(false)
  expect(await talk.say('sunli', '吴敏的同意，驳回李刚的，人手不够')).toContain('没有李刚的，可能')
  expect(agreed('wumin')).toBe(true)
})

test('places in a list that is not shown decide nothing', async () => {
  await three()
  expect(await talk.say('sunli', '1和3同意，2不同意，人手不够')).toContain('一句话里有几种意见')
  expect(agreed('wumin') || agreed('chenyu')).toBe(false)
})

test.each(['不同意了', '不同意，那天同意不了', '算了，不同意了'])('a no is no yes: %s', async said => {
  await asks('wumin', '12月2日')
  await talk.say('sunli', '待办')
  await talk.say('sunli', said)
  expect(agreed('wumin')).toBe(false)
})

describe('a day at which it can be is no consent', () => {
  test.each(['小陈的假不批，4号可以', '不同意，12月4日可以', '驳回陈小雨的，那天有督查，下周一可以'])(
    'with the refusal: %s',
    async said => {
      await asks('chenyu', '12月1日')
      expect(await talk.say('sunli', said)).toContain('理由已告诉陈小雨')
      expect(talk.last('chenyu')).toContain('孙副主任没同意12月1日')
    },
  )

  test('amid the form, first or alone', async () => {
    await asks('chenyu', '12月1日')
    await talk.say('sunli', '待办')
    expect(await talk.say('sunli', '4号可以')).toContain('同意还是驳回？')
    expect(await talk.say('sunli', '这天不行，4号可以')).toContain('理由已告诉陈小雨')
    expect(talk.last('chenyu')).toContain('孙副主任没同意12月1日')
  })

  test('where it is plainly of the leave, it is one', async () => {
    await asks('chenyu', '12月1日')
    await talk.say('sunli', '待办')
    await talk.say('sunli', '12月1日的假可以')
    expect(agreed('chenyu')).toBe(true)
  })
})
