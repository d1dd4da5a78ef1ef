import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWeChat } from '../../../src/channels/wechat/index.ts'
import type { Channel } from '../../../src/kernel/channel.ts'
import type { Friend } from '../../fakes/wechat/account.ts'
import { call } from '../../support/call.ts'
import { SILENT } from '../../support/hand-timers.ts'
import { openTalk } from '../../support/talk.ts'
import { type OnWeChat, openOnWeChat } from '../../support/wechat.ts'

// While WeChat is away, nobody may be silenced where it works.

let on: OnWeChat
beforeEach(async () => {
  on = await openOnWeChat({ open: true })
  on.account.login()
  await on.settled()
})
afterEach(() => on.close())

const MINUTE = 60_000

/** A decision waits for somebody on WeChat, where nobody is logged in any more. */
async function waiting(who: string, boss = 'sunli'): Promise<Friend> {
  const { talk, account } = on
  const friend = await on.bound(who)
  await on.say(friend, '下周三请一天年假，事由是带孩子看病')
  await on.say(friend, '提交')
  await account.logout()
  await on.settled()
  await talk.say(boss, '同意 QJ-20261123-0001')
  await on.settled()
  const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.outbox))
  expect(rows.filter(row => row.channel === 'wechat' && row.state === 'due')).toHaveLength(1)
  return friend
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

/** Somebody wrote on WeChat last; then the program is started with another channel in its place, or none. */
async function startedWith(beside?: () => Channel) {
  const talk = await openTalk(beside ? { beside } : {})
  await talk.say('chenyu', '下周三请一天年假，事由是带孩子看病')
  await talk.say('chenyu', '提交')
  const { storage, directory } = talk.program
  const person = (await storage.read(tx => directory.byUserid(tx, 'sample-chenyu')))?.id ?? ''
  await storage.transaction(async tx => {
    const at = talk.now()
    await tx.db.insert(tx.t.binding).values({ channel: 'wechat', contact: 'wx-1', person, at })
    await tx.db.update(tx.t.dialogue).set({ channel: 'wechat', contact: 'wx-1' })
  })
  await directory.refresh()
  return talk
}

test('where WeChat is there no more, what would have gone there comes at work', async () => {
  const talk = await startedWith()
  const before = talk.sent.length
  await talk.say('sunli', '同意 QJ-20261123-0001')
  expect(talk.sent.slice(before).find(({ to }) => to === 'sample-chenyu')?.message.text).toContain('批了')
  await talk.close()
})

test('and so where its puppet cannot be loaded', async () => {
  const load = () => Promise.reject(new Error('there is no such puppet'))
  const words = { answer: (label: string) => label }
  const talk = await startedWith(() => openWeChat({ load, words, log: SILENT }))
  const before = talk.sent.length
  await talk.say('sunli', '同意 QJ-20261123-0001')
  expect(talk.sent.slice(before).find(({ to }) => to === 'sample-chenyu')?.message.text).toContain('批了')
  await talk.close()
})

/** A request of somebody on WeChat is decided while the puppet, started anew, cannot tell who anybody is. */
async function decidedUnseen(forgets: (puppet: { contactRawPayload(id: string): Promise<unknown> }) => void) {
  const { talk, account } = on
  const friend = await on.bound('chenyu')
  await on.say(friend, '下周三请一天年假，事由是带孩子看病')
  await on.say(friend, '提交')
  await on.restart()
  account.login()
  await on.settled()
  forgets(account.puppet as unknown as { contactRawPayload(id: string): Promise<unknown> })
  const before = friend.got.length
  await talk.say('sunli', '同意 QJ-20261123-0001')
  await on.settled()
  return { talk, arrived: () => friend.got.slice(before).join() }
}

test('a puppet that cannot ask for a moment who somebody is loses no message', async () => {
  let failures = 1
  const { talk, arrived } = await decidedUnseen(puppet => {
    const ask = puppet.contactRawPayload.bind(puppet)
    puppet.contactRawPayload = id => (failures-- > 0 ? Promise.reject(new Error('network')) : ask(id))
  })
  for (let tries = 0; tries < 3; tries++) await talk.pass(6 * MINUTE)
  await on.settled(() => arrived() !== '')
  expect(arrived()).toContain('批了')
})

test('what cannot be sent on WeChat however often it is tried comes at work', async () => {
  const { talk, arrived } = await decidedUnseen(puppet => {
    puppet.contactRawPayload = () => Promise.reject(new Error('network'))
  })
  for (let tries = 0; tries < 12; tries++) await talk.pass(6 * MINUTE)
  expect(arrived()).toBe('')
  expect(talk.last('chenyu')).toContain('批了')
  const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.outbox))
  expect(rows.filter(row => row.state !== 'sent')).toEqual([])
})

async function allow(topic: string, allowed: boolean) {
  const body = { topic, allowed, why: '党组会2026年第9次会议定的' }
  await call(on.talk, 'zhou', 'PUT', '/wechat/topics', { body })
}

test('what still waits for WeChat when a topic is taken back comes at work, also over a restart', async () => {
  const { talk, account } = on
  const friend = await on.bound('chenyu')
  await allow('confidential', true)
  const before = friend.got.length
  account.before = () => Promise.reject(new Error('network'))
  await on.say(friend, '我想说说心里话')
  expect(talk.last('chenyu')).not.toContain('想说什么都行')
  await allow('confidential', false)
  await on.restart()
  account.before = async () => {}
  account.login()
  await talk.pass(6 * MINUTE)
  await on.settled()
  expect(friend.got.slice(before)).toEqual([])
  expect(talk.last('chenyu')).toContain('想说什么都行')
})

test('what still waits when something is allowed, or decided anew as it was, goes to WeChat', async () => {
  const { talk, account } = on
  const friend = await on.bound('chenyu')
  const before = friend.got.length
  account.before = () => Promise.reject(new Error('network'))
  await on.say(friend, '我的年假还剩几天')
  await allow('health', false)
  await allow('money', true)
  account.before = async () => {}
  await talk.pass(6 * MINUTE)
  await on.settled()
  expect(friend.got.slice(before).join()).toContain('年假')
})

test('what still waits for a contact that is unbound meanwhile comes at work, and never to whose it was', async () => {
  const friend = await waiting('chenyu')
  const before = friend.got.length
  const { talk, account } = on
  await call(talk, 'chenjing', 'DELETE', '/wechat/bindings/sample-chenyu')
  account.login()
  await talk.pass(6 * MINUTE)
  await on.settled()
  expect(friend.got.slice(before)).toEqual([])
  expect(talk.last('chenyu')).toContain('批了')
})

test('a duty contact for whom something waits on WeChat is called at work, at once', async () => {
  await waiting('xuan', 'zhou')
  const { talk } = on
  await talk.say('zhaolei', '我不想活了，今晚就走')
  expect(talk.last('xuan')).toContain('赵磊')
  const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.outbox))
  const stuck = rows.filter(row => row.state === 'due').map(row => row.channel)
  expect(stuck).toEqual(['wechat'])
})
