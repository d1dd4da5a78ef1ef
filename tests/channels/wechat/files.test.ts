import { expect, test } from 'vitest'
import { fileFetcher } from '../../../src/channels/wechat/files.ts'
import { HandTimers } from '../../support/hand-timers.ts'

function fetching(size: number, real = size) {
  let loaded = false
  const box = {
    size,
    async toBuffer() {
      loaded = true
      return { length: real }
    },
  }
  const bot = { Message: { find: async () => ({ toFileBox: async () => box }) } }
  const fetch = fileFetcher({ online: () => bot } as never, new HandTimers(), () => 0)
  return { fetch, isLoaded: () => loaded }
}

const TOO_LARGE = {
  code: 'PLATFORM_REFUSED',
  details: [{ where: 'file', rule: 'problem', values: { value: 'TOO_LARGE' } }],
}

test('a file that is too large is refused before it is loaded, and where the puppet does not know, before it is kept', async () => {
  const told = fetching(25_000_001)
  await expect(told.fetch('m1')).rejects.toMatchObject(TOO_LARGE)
  expect(told.isLoaded()).toBe(false)
  await expect(fetching(-1, 25_000_001).fetch('m1')).rejects.toMatchObject(TOO_LARGE)
  expect(await fetching(25_000_000).fetch('m1')).toHaveLength(25_000_000)
})
