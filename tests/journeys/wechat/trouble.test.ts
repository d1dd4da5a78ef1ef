import { afterEach, beforeEach, expect, test } from 'vitest'
import type { House } from '../../../src/admin/house.ts'
import { wechatRoutes } from '../../../src/admin/routes/wechat.ts'
import { type OnWeChat, openOnWeChat } from '../../support/wechat.ts'

let on: OnWeChat
beforeEach(async () => {
  on = await openOnWeChat()
  on.account.login()
  await on.settled()
})
afterEach(() => on.close())

const MINUTE = 60_000

test('while the account is logged out everything waits and nothing is lost; the administrators are told at work', async () => {
  const { talk, account, alerts } = on
  const friend = await on.bound('chenyu')
  await on.say(friend, '下周三请一天年假，事由是带孩子看病')
  await on.say(friend, '提交')
  const before = friend.got.length
  await account.logout()
  await on.settled(() => alerts.length > 0)
  expect(alerts).toEqual(['wechat_logged_out logout'])
  expect(on.channel().status().state).toBe('offline')

  await talk.say('sunli', '同意 QJ-20261123-0001')
  await talk.pass(30 * MINUTE)
  expect(friend.got.length).toBe(before)
  const due = await talk.program.storage.read(tx => tx.db.select().from(tx.t.outbox))
  expect(due.filter(row => row.channel === 'wechat' && row.state === 'due').map(row => row.tries)).toEqual([
    0,
  ])

  account.login()
  await talk.pass(6 * MINUTE)
  await on.settled(() => friend.got.length > before)
  expect(friend.got.slice(before).join()).toContain('批了')
})

test('a puppet that is logged out is started anew by and by, an hour apart at most, and never twice within two minutes', async () => {
  const { account, timers } = on
  const waits = []
  await account.logout()
  await on.settled()
  for (let tries = 0; tries < 7; tries++) {
    waits.push(...timers.lengths())
    timers.fire()
    await on.settled()
  }
  const HOUR = 60 * MINUTE
  expect(waits).toEqual([120_000, 240_000, 480_000, 960_000, 1_920_000, HOUR, HOUR])
  account.login()
  await on.settled()
  await account.logout()
  await on.settled()
  expect(timers.lengths()).toEqual([120_000])
})

test('a new code to scan is shown to administrators alone, and said to be needed where somebody was logged in', async () => {
  const { account, alerts } = on
  await account.logout()
  account.scan('https://login.weixin.qq.com/l/secret')
  await on.settled(() => on.channel().status().code !== null)
  expect(on.channel().status()).toMatchObject({ state: 'scan', code: 'https://login.weixin.qq.com/l/secret' })
  expect(alerts).toEqual(['wechat_logged_out logout'])
  const [session] = wechatRoutes({ wechat: () => on.channel().status() } as House)
  const seenBy = (...roles: string[]) => session?.handle({ actor: { roles } } as never)
  expect(await seenBy('admin')).toMatchObject({ code: 'https://login.weixin.qq.com/l/secret' })
  expect(await seenBy('hr')).toMatchObject({ state: 'scan', code: null })
  account.login()
  await on.settled()
  expect(on.channel().status()).toMatchObject({ state: 'online', code: null })
})

test('the same message twice is one, also over a restart', async () => {
  const { account, talk } = on
  const friend = await on.bound('chenyu')
  await on.say(friend, '我的年假还剩几天')
  const last = account.lastFrom(friend.id)
  const before = friend.got.length
  account.again(last)
  await on.settled()
  expect(friend.got.length).toBe(before)
  await on.restart()
  account.login()
  await on.settled()
  account.again(last)
  await on.settled()
  expect(friend.got.length).toBe(before)
  expect((await on.say(friend, '我的补休还剩几天')).length).toBe(1)
  expect(talk.sent.length).toBeGreaterThan(0)
})

test('a puppet that throws, or says nothing, is tried again: the words arrive once it works', async () => {
  const { account, talk } = on
  const friend = await on.bound('chenyu')
  let failures = 2
  account.before = async () => {
    if (failures-- > 0) throw new Error('the words of 陈小雨 in an error of the puppet')
  }
  expect(await on.say(friend, '我的年假还剩几天')).toEqual([])
  for (let tries = 0; tries < 3; tries++) await talk.pass(MINUTE)
  await on.settled(() => friend.got.at(-1)?.includes('年假') ?? false)
  expect(friend.got.at(-1)).toContain('年假')
  expect(JSON.stringify(talk.logged)).not.toContain('陈小雨')
})

test('a long answer goes in pieces; of one that broke off, only the rest is sent', async () => {
  const { account, talk } = on
  const friend = await on.bound('sunli')
  const long = Array.from({ length: 400 }, (_, n) => `第${n}条。`).join('')
  let sends = 0
  account.before = async () => {
    if (++sends === 2) throw new Error('broken off')
  }
  const channel = on.channel()
  const send = () =>
    channel.send({ text: long, buttons: [], card: null }, [{ key: 'k', contact: friend.id, reply: null }])
  expect(await send()).toMatchObject([{ state: 'later', code: 'PUPPET_FAILED' }])
  expect(await send()).toEqual([{ state: 'sent' }])
  await on.settled()
  expect(friend.got.slice(1).join('')).toBe(long)
  expect(talk.program.counts.sends).toBeGreaterThan(0)
})

/** The puppet as its calls are named, each of which may fail. */
function puppet() {
  return on.account.puppet as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
}

/** Lets a call of the puppet throw so often, and then work. */
function failing(name: string, times: number): void {
  const works = puppet()[name]?.bind(on.account.puppet)
  let left = times
  puppet()[name] = async (...args) => {
    if (left-- > 0) throw new Error('network')
    return works?.(...args)
  }
}

for (const call of ['messageRawPayload', 'contactRawPayload'])
  test(`a message that the puppet cannot load just now (${call}) is asked for again, and answered`, async () => {
    const { account, timers } = on
    const friend = await on.bound('chenyu')
    await on.restart()
    account.login()
    await on.settled()
    const before = friend.got.length
    failing(call, 3)
    friend.say('我的年假还剩几天')
    await on.settled()
    expect(friend.got.length).toBe(before)
    timers.fire()
    await on.settled(() => friend.got.length > before)
    expect(friend.got.slice(before).join()).toContain('年假')
  })

test('one that it never can load is an alert: its writer waits for an answer', async () => {
  const friend = await on.bound('chenyu')
  failing('messageRawPayload', Number.POSITIVE_INFINITY)
  friend.say('我的年假还剩几天')
  await on.settled()
  on.timers.fire()
  await on.settled(() => on.alerts.length > 0)
  expect(on.alerts).toEqual(['wechat_failed MESSAGE_LOST'])
})

test('and so where the puppet says nothing at all when asked for it', async () => {
  const friend = await on.bound('chenyu')
  puppet()['messageRawPayload'] = () => new Promise(() => {})
  friend.say('我的年假还剩几天')
  await on.settled()
  for (let asked = 0; asked < 20 && on.alerts.length === 0; asked++) {
    on.timers.fire()
    await on.settled()
  }
  expect(on.alerts).toEqual(['wechat_failed MESSAGE_LOST'])
})

test('a picture that the puppet cannot load just now is asked for again; of one that it never can that is said', async () => {
  const { talk } = on
  const friend = await on.bound('chenyu')
  const picture = Buffer.from([0xff, 0xd8, 0xff, ...new Uint8Array(500)])
  await on.say(friend, '昨天加班4小时，写材料')
  const sends = async (name: string) => {
    const before = friend.got.length
    friend.send(picture, name)
    await on.settled()
    await talk.pass(10)
    await on.settled(() => friend.got.length > before)
    const files = await talk.program.storage.read(tx => tx.db.select().from(tx.t.attachment))
    return [friend.got.at(-1), files.length] as const
  }
  failing('messageFile', 2)
  expect(await sends('a.jpg')).toEqual([expect.any(String), 1])
  failing('messageFile', Number.POSITIVE_INFINITY)
  const { say } = talk.program.library().patterns.unfetched
  expect(await sends('b.jpg')).toEqual([expect.stringContaining(String(say)), 1])
})

test('a puppet that says nothing when asked for a picture keeps nobody waiting for ever', async () => {
  const friend = await on.bound('chenyu')
  const before = friend.got.length
  puppet()['messageFile'] = () => new Promise(() => {})
  friend.send(Buffer.from([0xff, 0xd8, 0xff]), 'a.jpg')
  await on.settled()
  const passed = on.talk.pass(10)
  while (friend.got.length === before) {
    await new Promise(resolve => setImmediate(resolve))
    on.timers.fire()
  }
  await passed
  expect(friend.got.slice(before)).toHaveLength(1)
})

test('a request of a friend that the puppet cannot accept waits at the phone, and ends nothing', async () => {
  const { account } = on
  failing('friendshipAccept', Number.POSITIVE_INFINITY)
  const friend = account.friend('wx-waits')
  account.asks(friend.id, '你好')
  await on.settled()
  expect(friend.got).toEqual([])
  expect(JSON.stringify(on.logged)).toContain('wechat.friend_not_accepted')
  expect(await on.say(friend, '你好')).toHaveLength(1)
})
