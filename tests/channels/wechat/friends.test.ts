import { expect, test } from 'vitest'
import type { Timers } from '../../../src/channels/common/timers.ts'
import { type FriendParts, friends } from '../../../src/channels/wechat/friends.ts'
import type { Inbound } from '../../../src/kernel/channel.ts'
import { SILENT } from '../../support/hand-timers.ts'

const DAY = 86_400_000

/** An account that is asked by friends: whom it accepts, what is heard of them, and how long it looks first. */
function asked(about: Partial<FriendParts> = {}) {
  const accepted: string[] = []
  const heard: Inbound[] = []
  const looked: number[] = []
  let now = 0
  const timers: Timers = {
    after(ms, run) {
      looked.push(ms)
      run()
      return { cancel() {} }
    },
  }
  const befriend = friends({
    rule: 'everybody',
    clock: { now: () => now },
    timers,
    random: () => 0.5,
    log: SILENT,
    hand: async event => void heard.push(event),
    running: () => true,
    ...about,
  })
  const bot = { isLoggedIn: true, currentUser: { id: 'bot' }, Friendship: { Type: { Receive: 2 } } }
  async function ask(id: string, hello = '', type = 2): Promise<void> {
    const friendship = {
      id,
      type: () => type,
      hello: () => hello,
      accept: async () => void accepted.push(id),
      contact: () => ({ id: `wx-${id}` }),
    }
    await befriend({ bot } as never, friendship as never)
  }
  return {
    accepted,
    heard,
    looked,
    ask,
    pass(ms: number) {
      now += ms
    },
  }
}

test('no more than 30 a day become friends, and no one at once: a human has to look first', async () => {
  const { accepted, looked, ask, pass } = asked()
  for (let i = 0; i < 40; i++) await ask(`a${i}`)
  expect(accepted).toHaveLength(30)
  expect(looked).toHaveLength(30)
  expect(Math.min(...looked)).toBeGreaterThanOrEqual(4_000)
  pass(DAY)
  await ask('the next day')
  expect(accepted.at(-1)).toBe('the next day')
})

test('where requests are left to a human, and of what is no request, nobody is accepted or answered', async () => {
  const { accepted, heard, ask } = asked({ rule: 'nobody' })
  await ask('a')
  const confirmed = asked()
  await confirmed.ask('b', '', 1)
  expect([accepted, heard, confirmed.accepted, confirmed.heard]).toEqual([[], [], [], []])
})

test('who was accepted has said what he wrote with his request, or nothing', async () => {
  const { heard, ask } = asked()
  await ask('a', ' 7KMA-2RWQ-9XH4 ')
  await ask('b')
  expect(heard.map(({ contact, said }) => [contact, said])).toEqual([
    ['wx-a', { type: 'text', text: '7KMA-2RWQ-9XH4' }],
    ['wx-b', { type: 'joined' }],
  ])
})
