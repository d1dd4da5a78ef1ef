import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

beforeEach(async () => {
  await talk.say('chenyu', '12月1日请一天事假，家里有事')
  await talk.say('chenyu', '提交')
})

test('the list of what was handed in says who refused and why', async () => {
  await talk.say('sunli', '驳回，那天有检查')
  expect(await talk.say('chenyu', '我的申请')).toBe(
    'QJ-20261123-0001 事假 12月1日（周二） 1天：孙副主任没同意：“那天有检查”',
  )
})

test.each(['为什么没批', '凭什么驳回我', '驳回的理由是什么', '凭什么！', '太不公平了'])(
  'whoever says “%s” reads why, and what he can do',
  async asked => {
    await talk.say('sunli', '驳回，那天有检查')
    const said = await talk.say('chenyu', asked)
    expect(said).toContain('孙副主任没同意事假 12月1日（周二） 1天，写的理由是：“那天有检查”。')
    expect(said).toContain('找陈主任问清楚，还可以问怎么申诉（《公务员法》第九十五条）')
    expect(said).toContain('心里话')
  },
)

test('what waits still was not refused, and what was refused long ago is not meant', async () => {
  expect(await talk.say('chenyu', '为什么没批')).toContain('等孙副主任批')
  await talk.say('sunli', '驳回，那天有检查')
  await talk.pass(20 * 86_400_000)
  expect(await talk.say('chenyu', '凭什么！')).toContain('这一阵没有被驳回的申请')
})
