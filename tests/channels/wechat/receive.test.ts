import { expect, test } from 'vitest'
import { receiver } from '../../../src/channels/wechat/receive.ts'
import type { Inbound } from '../../../src/kernel/channel.ts'
import { HandTimers, SILENT } from '../../support/hand-timers.ts'

const LOADED = {
  bot: { isLoggedIn: true, currentUser: { id: 'bot' }, Contact: { Type: { Official: 2 } } },
  typeOf: (type: number) => (type === 13 ? 'Recalled' : 'Text'),
}

/** A receiver on which `fails` decides what cannot be kept, and what it has kept. */
function receiving(fails: (event: Inbound) => boolean) {
  const kept: string[] = []
  const at: number[] = []
  const timers = new HandTimers()
  let open = true
  const take = receiver({
    async receive(event) {
      if (fails(event)) throw new Error('the database is busy')
      kept.push(event.id.split(':').at(-1) ?? '')
      at.push(event.at)
    },
    clock: { now: () => 5 },
    timers,
    random: () => 0,
    log: SILENT,
    running: () => open,
  })
  const message = (id: string, contact: string) => ({
    id,
    self: () => false,
    talker: () => ({ id: contact, type: () => 1 }),
    room: () => undefined,
    type: () => 7,
    text: () => '你好',
    date: () => new Date(1),
  })
  return {
    kept,
    at,
    timers,
    hear: (id: string, contact: string, about: object = {}) =>
      take(LOADED as never, { ...message(id, contact), ...about } as never),
    stop() {
      open = false
    },
  }
}

async function rounds(): Promise<void> {
  for (let i = 0; i < 50; i++) await new Promise(resolve => setImmediate(resolve))
}

test('what of one contact cannot be kept holds up nobody else', async () => {
  const { kept, hear, stop } = receiving(event => event.contact === 'unlucky')
  hear('m1', 'unlucky')
  hear('m2', 'lucky')
  await rounds()
  expect(kept).toEqual(['m2'])
  stop()
})

test('what one contact says is kept in its order, also where the first has to wait', async () => {
  let failures = 3
  const { kept, hear } = receiving(event => event.id.endsWith('m1') && failures-- > 0)
  for (const id of ['m1', 'm2', 'm3']) hear(id, 'somebody')
  await rounds()
  expect(kept).toEqual(['m1', 'm2', 'm3'])
})

test('a message that the puppet never comes to an end of reading holds up nothing else of its writer', async () => {
  const { kept, timers, hear } = receiving(() => false)
  const never = () => new Promise(() => {})
  const read = hear('m1', 'somebody', { type: () => 13, toRecalled: never })
  hear('m2', 'somebody')
  await rounds()
  timers.fire()
  await rounds()
  expect(kept).toEqual(['m2'])
  expect(await read).toBe(false)
})

test('an official account is nobody who could be answered', async () => {
  const { kept, hear } = receiving(() => false)
  hear('m1', 'gh_news', { talker: () => ({ id: 'gh_news', type: () => 2 }) })
  hear('m2', 'somebody')
  await rounds()
  expect(kept).toEqual(['m2'])
})

test('a time that the platform does not tell, or tells of tomorrow, is now', async () => {
  const { at, hear } = receiving(() => false)
  for (const ms of [3, 86_400_000, 0, Number.NaN]) hear(`m${ms}`, 'somebody', { date: () => new Date(ms) })
  await rounds()
  expect(at).toEqual([3, 5, 5, 5])
})
