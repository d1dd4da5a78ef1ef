import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OnWeChat, openOnWeChat } from '../../support/wechat.ts'

// While WeChat is away, nobody may be silenced where it works.

let on: OnWeChat
beforeEach(async () => {
  on = await openOnWeChat()
  on.account.login()
  await on.settled()
})
afterEach(() => on.close())

/** A decision waits for somebody on WeChat, where nobody is logged in any more. */
async function waiting(who: string): Promise<void> {
  const { talk, account } = on
  const friend = await on.bound(who)
  await on.say(friend, '下周三请一天年假，事由是带孩子看病')
  await on.say(friend, '提交')
  await account.logout()
  await on.settled()
  await talk.say('sunli', '同意 QJ-20261123-0001')
  await on.settled()
  const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.outbox))
  expect(rows.filter(row => row.channel === 'wechat' && row.state === 'due')).toHaveLength(1)
}

test('whoever has a message waiting on WeChat is answered on DingTalk, in danger to life above all', async () => {
  await waiting('chenyu')
  expect(await on.talk.say('chenyu', '我不想活了，今晚就走')).toContain('120')
})

test('and so after a restart, where what waits is read from the outbox', async () => {
  await waiting('chenyu')
  await on.restart()
  await on.settled()
  expect(await on.talk.say('chenyu', '我不想活了，今晚就走')).toContain('120')
})
