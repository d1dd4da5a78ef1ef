import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OnWeChat, openOnWeChat } from '../../support/wechat.ts'

let on: OnWeChat
beforeEach(async () => {
  on = await openOnWeChat()
  on.account.login()
  await on.settled()
})
afterEach(() => on.close())

test('somebody who is bound asks for leave, and hands it in by number', async () => {
  const friend = await on.bound('chenyu')
  expect(friend.got[0]).toContain('绑好了，')
  const [summary = ''] = await on.say(friend, '下周三请一天年假，事由是带孩子看病')
  expect(summary).toMatch(/\n1\. /)
  const [done] = await on.say(friend, '1')
  expect(done).toContain('QJ-20261123-0001')
})
