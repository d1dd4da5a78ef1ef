import { expect, test } from 'vitest'
import { sender } from '../../../src/channels/wechat/send.ts'
import type { Message } from '../../../src/kernel/channel.ts'
import { HandTimers, SILENT } from '../../support/hand-timers.ts'

/** An account that writes at the pace of whoever lets one text after the other go. */
function sending() {
  const said: string[] = []
  const asked: number[] = []
  const turns: (() => void)[] = []
  const friend = { say: async (text: string) => void said.push(text) }
  const bot = { Contact: { find: async () => friend } }
  const send = sender({
    session: { online: () => bot, since: 0 } as never,
    pace: {
      take(characters) {
        asked.push(characters)
        return new Promise(resolve => turns.push(resolve))
      },
      wait: () => 7_000,
    },
    timers: new HandTimers(),
    log: SILENT,
    words: { answer: label => label },
  })
  return {
    said,
    asked,
    send: (key: string, text: string) =>
      send({ text, buttons: [], card: null } as Message, [{ key, contact: 'wx', reply: null }]),
    /** The next text may go. */
    async go() {
      turns.shift()?.()
      for (let i = 0; i < 10; i++) await new Promise(resolve => setImmediate(resolve))
    },
  }
}

test('every piece of a message waits for its turn, by its length', async () => {
  const { said, asked, send, go } = sending()
  const outcome = send('a', '字'.repeat(1_500))
  await go()
  expect(said.map(text => text.length)).toEqual([1_000])
  await go()
  expect(said.join('')).toBe('字'.repeat(1_500))
  expect(asked).toEqual([1_000, 500])
  expect(await outcome).toEqual([{ state: 'sent' }])
})

test('of many at once a few wait here; the others go back to the outbox, which counts no try', async () => {
  const { said, send, go } = sending()
  const outcomes = Array.from({ length: 12 }, (_, i) => send(`k${i}`, `第${i}条`))
  for (const outcome of outcomes.slice(8))
    expect(await outcome).toEqual([{ state: 'later', code: 'PACED', wait: 7_000, unreached: true }])
  expect(said).toEqual([])
  for (let i = 0; i < 8; i++) await go()
  expect(said).toHaveLength(8)
})
