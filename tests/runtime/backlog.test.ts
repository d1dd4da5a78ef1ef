import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Channel } from '../../src/kernel/channel.ts'
import { type OutboxRow, openOutbox } from '../../src/runtime/outbox.ts'
import { openSender, type Sender } from '../../src/runtime/sender.ts'
import { openTally } from '../../src/runtime/tally.ts'
import { openTalk, type Talk } from '../support/talk.ts'

// A sender of its own beside the program's, on the program's database, which reads three rows at a time.

const PAGE = 3

let talk: Talk
let sender: Sender
let sent: string[]

beforeEach(async () => {
  talk = await openTalk()
  sent = []
  const channel: Channel = {
    name: 'paged',
    can: { buttons: 0, bytes: 1_000, batch: 1, proactive: true },
    start: async () => {},
    stop: async () => {},
    fetch: async () => new Uint8Array(),
    async send(_message, to) {
      sent.push(...to.map(one => one.key))
      return to.map(() => ({ state: 'sent' }))
    },
  }
  const nothing = async () => {}
  const log = { info() {}, warn() {}, error() {} }
  sender = openSender({
    storage: talk.program.storage,
    vault: talk.program.tools.vault,
    clock: { now: talk.now },
    log,
    tally: openTally(),
    channels: new Map([[channel.name, channel]]),
    directory: talk.program.directory,
    page: PAGE,
    alarm: nothing,
    told: nothing,
    fate: nothing,
  })
})
afterEach(async () => {
  await sender.stop()
  await talk.close()
})

async function write(keys: readonly string[], handOver: Sender['take']): Promise<void> {
  const outbox = openOutbox(talk.program.tools.vault, talk.program.directory, handOver)
  await talk.program.storage.transaction(async tx => {
    for (const key of keys) {
      const message = { text: key, buttons: [], card: null }
      const lane = key.slice(0, 1)
      const row: OutboxRow = {
        key,
        lane,
        channel: 'paged',
        contact: lane,
        message,
        reply: null,
        onSent: null,
      }
      await outbox.put(tx, row, talk.now())
    }
  })
}

async function settled(): Promise<void> {
  while (sender.busy()) await new Promise(resolve => setImmediate(resolve))
}

const due = () =>
  talk.program.storage.read(async tx =>
    (await tx.db.select().from(tx.t.outbox)).filter(r => r.state === 'due'),
  )

test('whatever stood in the outbox goes out, however many pages it fills', async () => {
  const keys = Array.from({ length: 20 }, (_, n) => `${'abcde'[n % 5]}${n}`)
  await write(keys, () => {})
  await sender.recover()
  await settled()
  expect(sent.toSorted()).toEqual(keys.toSorted())
  expect(await due()).toEqual([])
})

test('a full last page is not the end of it, and an empty outbox is', async () => {
  await write(['a1', 'b1', 'c1'], () => {})
  await sender.recover()
  await settled()
  await write(['d1'], sender.take)
  await settled()
  expect(sent.toSorted()).toEqual(['a1', 'b1', 'c1', 'd1'])
})

test('what is written meanwhile overtakes nothing of its lane, and leaves once', async () => {
  const old = Array.from({ length: 10 }, (_, n) => `a${n}`)
  await write(old, () => {})
  const began = sender.recover()
  await write(['a-new', 'b-new'], sender.take)
  await began
  await settled()
  expect(sent.filter(key => key.startsWith('a'))).toEqual([...old, 'a-new'])
  expect(sent.filter(key => key === 'b-new')).toHaveLength(1)
})
