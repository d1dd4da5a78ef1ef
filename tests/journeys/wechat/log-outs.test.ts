import { afterEach, expect, test } from 'vitest'
import { WECHAT_ALERTS } from '../../../src/channels/wechat/index.ts'
import { alertHooks } from '../../../src/cli/alert-hooks.ts'
import { type OnWeChat, openOnWeChat, SILENT } from '../../support/wechat.ts'

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
