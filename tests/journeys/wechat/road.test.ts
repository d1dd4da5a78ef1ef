import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Friend } from '../../fakes/wechat/account.ts'
import { call } from '../../support/call.ts'
import { type OnWeChat, openOnWeChat } from '../../support/wechat.ts'

// What is asked on WeChat is answered there, also where nobody had just spoken.

let on: OnWeChat
beforeEach(async () => {
  on = await openOnWeChat({ open: true })
  on.account.login()
  await on.settled()
})
afterEach(() => on.close())

const HOUR = 3_600_000

/** What comes to a friend by itself, at the latest after so many hours. */
async function inTime(friend: Friend, hours: number): Promise<string> {
  const before = friend.got.length
  for (let passed = 0; passed < hours && friend.got.length === before; passed++) await on.talk.pass(HOUR)
  await on.settled(() => friend.got.length > before)
  return friend.got.slice(before).join('\n')
}

test('somebody who is bound asks for leave, and hands it in by number', async () => {
  const friend = await on.bound('chenyu')
  expect(friend.got[0]).toContain('绑好了，')
  const [summary = ''] = await on.say(friend, '下周三请一天年假，事由是带孩子看病')
  expect(summary).toMatch(/\n1\. /)
  const [done] = await on.say(friend, '1')
  expect(done).toContain('QJ-20261123-0001')
})

test('a form that is brought up on WeChat is gone on with there by the number that stands in the question', async () => {
  const friend = await on.bound('chenyu')
  await on.say(friend, '请年假')
  expect(await inTime(friend, 30)).toContain('1. 继续')
  expect((await on.say(friend, '1')).join()).toContain('从哪天开始')
})

test('that a colleague takes a talk over, and hands it back, is told at work while such talks are off', async () => {
  const { talk } = on
  const friend = await on.bound('chenyu')
  await talk.say('chenyu', '找人')
  await talk.say('chenyu', '工资条看不懂')
  await on.say(friend, '请年假')
  const before = friend.got.length
  const [request] = await call<{ no: string }[]>(talk, 'chenjing', 'GET', '/help')
  for (const [does, told] of [
    ['take', '同事来了'],
    ['close', '同事那边结束了'],
  ] as const) {
    await call(talk, 'chenjing', 'POST', `/help/${request?.no}/${does}`, { body: {} })
    await on.settled()
    expect(talk.last('chenyu')).toContain(told)
  }
  expect(friend.got.slice(before)).toEqual([])
})
