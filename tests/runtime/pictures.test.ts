import { afterEach, beforeEach, expect, test } from 'vitest'
import { BURST } from '../../src/runtime/burst.ts'
import { openTalk, type Talk } from '../support/talk.ts'

// The product's own wait for what comes together, with pictures as far apart as a phone sends them.

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ burst: BURST })
  for (const text of ['我想下周一到周三请病假', '发烧了']) await talk.say('chenyu', text)
  talk.sent.length = 0
})
afterEach(() => talk.close())

const picture = () =>
  talk.receive('chenyu', { type: 'files', files: [{ ref: '100', name: 'a.jpg', kind: 'image' }] })
const received = () => talk.sent.map(({ message }) => message.text.split('\n')[0])

/** The clock goes on as it does in life: not in one leap over everything that waits. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 100) await talk.pass(Math.min(100, left))
}

async function pictures(count: number, apart: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    await picture()
    await pass(apart)
  }
}

test('three pictures 300 ms apart get one answer', async () => {
  await pictures(3, 300)
  expect(received()).toEqual([])
  await pass(BURST)
  expect(received()).toEqual(['收到3份。'])
})

test('pictures that go on longer than one wait still get one answer', async () => {
  await pictures(3, 900)
  await pass(BURST)
  expect(received()).toEqual(['收到3份。'])
})

test('nobody who keeps on sending waits for an answer for ever', async () => {
  await pictures(12, 1_000)
  expect(received().length).toBeGreaterThan(0)
})

test('what is said among pictures keeps its place', async () => {
  await picture()
  await pass(300)
  await talk.receive('chenyu', { type: 'text', text: '等一下还有一张' })
  await pass(300)
  await picture()
  await pass(3 * BURST)
  const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.inbox))
  const done = rows.toSorted((a, b) => a.at - b.at || a.seq - b.seq)
  const revs = done.map(row => row.rev ?? 0)
  expect(revs).toEqual(revs.toSorted((a, b) => a - b))
  expect(done.every(row => row.state === 'done')).toBe(true)
})

test('pictures a restart finds waiting get one answer', async () => {
  await pictures(3, 300)
  await talk.restart()
  await pass(BURST)
  expect(received()).toEqual(['收到3份。'])
})
