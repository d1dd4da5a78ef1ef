import { expect, test } from 'vitest'
import { dueOf } from '../../src/runtime/burst.ts'

const said = (channel: string | null) => ({
  arrival: {
    from: channel === null ? null : { channel, contact: 'c', reply: null },
    what: { type: 'text', text: '…' },
  },
  nextAt: 0,
  tries: 0,
})

test('what is said at work and what is said on a personal platform are two turns, in their order', () => {
  const together = (...channels: (string | null)[]) =>
    dueOf(channels.map(said) as never, { length: 0, at: 0 }, 1).length
  expect(together('dingtalk', 'wechat', 'dingtalk')).toBe(1)
  expect(together('wechat', 'wechat', 'dingtalk')).toBe(2)
  expect(together('wechat', null)).toBe(1)
  expect(together('dingtalk', 'web', null)).toBe(3)
})
