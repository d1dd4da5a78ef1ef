import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk

beforeEach(async () => {
  talk = await openTalk()
  await talk.say('chenyu', '12月2日下午请事假半天，因为家里有事，请李刚顶岗')
  await talk.tap('chenyu', '提交')
})

afterEach(() => talk.close())

const summary = '事假，12月9日（周三）下午，共0.5天，事由：家里有事。顶岗请李刚，交上去我就问他。提交吗？'

test('what was refused comes over whole into what is asked for instead: kind, half, reason and who stands in', async () => {
  await talk.say('sunli', '不行，那天有检查')
  expect(talk.buttons('chenyu')).toEqual(['换个日期再请'])
  await talk.pass(60_000)
  await talk.tap('chenyu', '换个日期再请')
  expect(await talk.say('chenyu', '12月9日')).toContain(summary)
  await talk.tap('chenyu', '提交')
  expect(talk.last('ligang')).toContain('12月9日（周三）下午')
  // What was asked for anew is refused no more.
  expect(await talk.say('chenyu', '再请一次')).toContain('后来另请过了')
})

test('leave of another kind that was asked for since took the place of nothing', async () => {
  await talk.say('sunli', '不行，那天有检查')
  await talk.pass(60_000)
  await talk.say('chenyu', '11月24日请病假一天，发烧了')
  await talk.tap('chenyu', '提交')
  expect(await talk.say('chenyu', '再请一次，12月9日')).toContain(summary)
})

test('the date that the refusal offers, with one tap, and whoever could not stand in is not asked again', async () => {
  await talk.tap('ligang', '顶不了岗')
  await talk.say('sunli', '不行，那天有检查，改到12月9日吧')
  await talk.tap('chenyu', talk.buttons('chenyu')[0] ?? '')
  expect(talk.last('chenyu')).toContain('共0.5天，事由：家里有事。提交吗？')
})

test('a weekday that names no week is of that of the refused one', async () => {
  await talk.say('sunli', '不行，那天有检查')
  expect(await talk.say('chenyu', '那改到周四吧')).toContain(
    '事假，12月3日（周四）下午，共0.5天，事由：家里有事。',
  )
})

test('just refused it is what “改成…” is about; later the leave that stands is', async () => {
  await talk.say('chenyu', '12月22日请事假一天，搬家')
  await talk.tap('chenyu', '提交')
  await talk.say('sunli', '驳回QJ-20261123-0001，那天有检查')
  expect(await talk.say('chenyu', '改成12月9日')).toContain(summary)
  await talk.say('chenyu', '取消')
  await talk.pass(2 * 3_600_000)
  expect(await talk.say('chenyu', '改成12月9日')).toContain('原来是12月22日（周二）')
})

test('the button under a refusal is about that very request, and says so where it was asked for anew', async () => {
  await talk.say('sunli', '不行，那天有检查')
  const older = talk.sent.findLast(({ to }) => to === 'sample-chenyu')?.message.buttons[0]?.say ?? ''
  await talk.pass(60_000)
  await talk.say('chenyu', '12月22日请年假一天，搬家')
  await talk.tap('chenyu', '提交')
  await talk.say('sunli', '不行，那天开会，改到12月24日')
  await talk.pass(60_000)
  expect(await talk.say('chenyu', older)).toContain('好，请事假。')
  expect(await talk.say('chenyu', '12月9日')).toContain(summary)
  await talk.tap('chenyu', '提交')
  expect(await talk.say('chenyu', older)).toContain('后来另请过了')
  expect(await talk.say('chenyu', '再请一次')).toContain('12月22日（周二）的年假没批下来')
})

test.each(['不行，心里难受，想找人说说', '不行，孩子发烧了，明天请一天假'])(
  '%s: a supervisor’s own words refuse nobody and are told to nobody',
  async words => {
    const before = talk.sent.length
    await talk.say('sunli', words)
    expect(talk.sent.slice(before).map(({ to }) => to)).toEqual(['sample-sunli'])
  },
)

test('a supervisor decides what he was just asked in one word, and a “好” only opens it', async () => {
  expect(await talk.say('sunli', '好')).toContain('同意还是驳回？')
  await talk.say('sunli', '取消')
  await talk.say('chenyu', '12月22日请事假一天，搬家')
  await talk.tap('chenyu', '提交')
  await talk.say('ligang', '可以顶岗')
  expect(talk.last('sunli')).toContain('李刚答应顶岗了。还等你批。')
  // Another waits too: which one is shown before it is decided.
  expect(await talk.say('sunli', '可以')).toContain('同意还是驳回？')
  expect(await talk.say('sunli', '同意')).toContain('同意了，QJ-20261123-0001办好')
  // Nothing was asked since.
  expect(await talk.say('sunli', '可以')).toContain('没在问你什么')
  await talk.say('chenyu', '撤回QJ-20261123-0002')
  await talk.tap('chenyu', '撤回')
  await talk.say('ligang', '12月24日请事假一天，搬家')
  await talk.tap('ligang', '提交')
  expect(await talk.say('sunli', '可以')).toContain('办好，已告诉李刚')
})
