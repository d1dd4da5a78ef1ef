import { afterEach, expect, test } from 'vitest'
import { WECHAT_ALERTS } from '../../../src/channels/wechat/index.ts'
import { alertHooks } from '../../../src/cli/alert-hooks.ts'
import type { Friend } from '../../fakes/wechat/account.ts'
import { SILENT } from '../../support/hand-timers.ts'
import { type OnWeChat, openOnWeChat } from '../../support/wechat.ts'

// No log-out of the account may go unsaid: nobody notices a bot that is silent.

let on: OnWeChat
afterEach(() => on.close())

const WEEK = 7 * 24 * 3_600_000
const CODE = 'https://login.weixin.qq.com/l/secret'

test('a code that nobody scans is said to be needed, once, however many follow it', async () => {
  on = await openOnWeChat()
  on.account.scan(CODE)
  await on.settled()
  expect(on.alerts).toEqual([])
  on.timers.fire()
  on.account.scan(`${CODE}2`)
  await on.settled()
  on.timers.fire()
  expect(on.alerts).toEqual(['wechat_logged_out scan'])
})

test('after a restart with a session that holds no more, it is said at once', async () => {
  on = await openOnWeChat()
  on.account.login()
  await on.account.puppet?.memory.set('session', 'kept')
  await on.account.puppet?.memory.save()
  await on.restart()
  on.account.scan(CODE)
  await on.settled()
  expect(on.alerts).toEqual(['wechat_logged_out scan'])
})

test('every log-out is pushed to the administrators: the log-in between them closes the alert', async () => {
  const hooks = () => alertHooks(on.talk.program, { now: on.talk.now }, SILENT)
  on = await openOnWeChat({
    wechat: {
      onAlert: (code, about) => hooks().alert(code, about),
      onOnline: () => hooks().over(WECHAT_ALERTS),
    },
  })
  const { account, talk } = on
  const pushed = () => talk.sent.filter(one => one.message.text.includes('wechat_logged_out')).length
  for (const times of [1, 2]) {
    account.login()
    await on.settled()
    await account.logout()
    await on.settled()
    expect(pushed()).toBe(times)
    await talk.pass(WEEK)
  }
})

test('a puppet whose connection breaks is waited for: what was to be sent meanwhile arrives, and so does what was said', async () => {
  on = await openOnWeChat()
  const { account, talk } = on
  account.login()
  await on.settled()
  const friend = await on.bound('chenyu')
  await on.say(friend, '下周三请一天年假，事由是带孩子看病')
  await on.say(friend, '提交')
  const before = friend.got.length
  await account.puppet?.stop()
  await on.settled()
  expect(on.channel().status().state).toBe('offline')
  await talk.say('sunli', '同意 QJ-20261123-0001')
  expect(friend.got.length).toBe(before)

  await account.puppet?.start()
  account.login()
  await talk.pass(6 * 60_000)
  await on.settled(() => friend.got.length > before)
  expect(friend.got.slice(before).join()).toContain('批了')
  expect((await on.say(friend, '我的年假还剩几天')).join()).toContain('年假')
})

test('an account that is banned while it believes itself logged in is an alert after five failures, once for each log-in, and loses nothing', async () => {
  on = await openOnWeChat()
  const { account, talk } = on
  account.login()
  await on.settled()
  const friends: Friend[] = []
  for (const who of ['chenyu', 'ligang', 'wumin']) friends.push(await on.bound(who))
  account.before = () => Promise.reject(new Error('banned'))
  for (const friend of friends) await on.say(friend, '我的年假还剩几天')
  for (let minutes = 0; minutes < 3; minutes++) await talk.pass(60_000)
  expect(on.alerts).toEqual(['wechat_failed NOTHING_SENT'])
  await account.logout()
  await on.settled()
  expect(on.alerts).toEqual(['wechat_failed NOTHING_SENT', 'wechat_logged_out logout'])

  // Logged in anew, and still nothing arrives: the log-in has closed the alert, so it is said once more.
  account.login()
  for (let minutes = 0; minutes < 12; minutes += 6) await talk.pass(6 * 60_000)
  expect(on.alerts.slice(2)).toEqual(['wechat_failed NOTHING_SENT'])

  account.before = async () => {}
  await talk.pass(6 * 60_000)
  await on.settled(() => friends.every(({ got }) => got.length > 1))
  for (const { got } of friends) expect(got.slice(1).join()).toContain('年假')
})
