import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

/** Hands in a day of leave; what the supervisor got stands as his newest message. */
async function asks(who: string, day: string): Promise<void> {
  await talk.say(who, `请事假 ${day}一天，事由：看房`)
  await talk.say(who, '提交')
  await talk.pass(1_000)
}

test('a decision said after another card has come in does not land on the one that was shown before', async () => {
  await asks('wumin', '12月2日')
  expect(await talk.say('sunli', '待办')).toContain('吴敏：事假')
  await asks('ligang', '12月3日')
  expect(await talk.say('sunli', '不同意')).toMatch(/^刚才又来了一份，先问清楚再办。\n要批哪一份？$/)
  expect(await talk.say('sunli', '李刚')).toContain('李刚会看到')
  expect(await talk.say('sunli', '人手不够')).toContain('理由已告诉李刚')
  expect(talk.last('wumin')).toContain('等孙副主任批')
})

test('the button of the form itself, and a name, need no asking', async () => {
  await asks('wumin', '12月2日')
  await talk.say('sunli', '待办')
  await asks('ligang', '12月3日')
  expect(await talk.say('sunli', '吴敏的同意')).toContain('已告诉吴敏')
})

test('a reason that was asked for of one is his, whoever has asked meanwhile', async () => {
  await asks('wumin', '12月2日')
  await talk.say('sunli', '待办')
  await talk.say('sunli', '不同意')
  await asks('ligang', '12月3日')
  expect(await talk.say('sunli', '人手不够')).toContain('理由已告诉吴敏')
})

test('what was said of one is not kept for another', async () => {
  await asks('wumin', '12月2日')
  await asks('ligang', '12月3日')
  expect(await talk.say('sunli', '不同意')).toBe('要批哪一份？')
  expect(await talk.say('sunli', '吴敏的退回补充')).toContain('要吴敏补充什么？')
  expect(await talk.say('sunli', '待办')).toBe('要批哪一份？')
  expect(await talk.say('sunli', '李刚')).toContain('同意还是驳回？')
})

test.each(['陈小雨、吴敏的同意', '1和3同意', '第一份和第三份同意'])('several at once: %s', async said => {
  await asks('wumin', '12月2日')
  await asks('ligang', '12月3日')
  await asks('chenyu', '12月4日')
  await talk.say('sunli', '待办')
  expect(await talk.say('sunli', said)).toContain('同意了2份')
  expect(await talk.say('sunli', '待办')).toContain('李刚：事假')
})

test('by name without a list; by its place in one only while the list stands', async () => {
  await asks('wumin', '12月2日')
  await asks('ligang', '12月3日')
  await asks('chenyu', '12月4日')
  expect(await talk.say('sunli', '前两份同意')).toContain('要批哪一份？')
  expect(await talk.say('sunli', '前两份')).toContain('同意了2份')
  await asks('ligang', '12月8日')
  expect(await talk.say('sunli', '陈小雨、李刚的同意')).toContain('同意了2份')
})

test.each(['陈小雨的不同意，李刚那天已经同意过了', '陈小雨的同意，我看李刚的就不同意了'])(
  'what may be an opinion about another, or his reason, decides nothing: %s',
  async said => {
    await asks('wumin', '12月2日')
    await asks('ligang', '12月3日')
    await asks('chenyu', '12月4日')
    await talk.say('sunli', '待办')
    expect(await talk.say('sunli', said)).toContain('一句话里有几种意见，怕弄错，都没动。')
    expect(await talk.say('sunli', '李刚')).toContain('同意还是驳回？')
  },
)
