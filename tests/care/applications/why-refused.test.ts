import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

test.each(['为什么没批', '凭什么驳回我', '驳回的理由是什么', '我的申请'])(
  'whoever asks “%s” reads who refused and why',
  async asked => {
    await talk.say('chenyu', '12月1日请一天事假，家里有事')
    await talk.say('chenyu', '提交')
    await talk.say('sunli', '驳回，那天有检查')
    await talk.say('chenyu', asked)
    expect(talk.last('chenyu')).toBe(
      'QJ-20261123-0001 事假 12月1日（周二） 1天：孙副主任没同意：“那天有检查”',
    )
  },
)
