import { expect, test } from 'vitest'
import { openMarks } from '../../src/runtime/marks.ts'
import type { Due } from '../../src/runtime/outbox.ts'
import { openTalk } from '../support/talk.ts'

test('a mark that cannot be written holds up no other, and is written when it can be', async () => {
  const talk = await openTalk()
  talk.outcomes = (_message, to) => to.map(() => ({ state: 'later', code: 'DOWN', wait: 3_600_000 }))
  for (const who of ['chenyu', 'ligang', 'wumin']) await talk.say(who, '在吗')
  const { storage } = talk.program
  const rows = () => storage.read(tx => tx.db.select().from(tx.t.outbox))
  const sentOf = async () => (await rows()).filter(row => row.state === 'sent').map(row => row.contact)
  let broken = true
  const marks = openMarks({
    storage,
    log: { info() {}, warn() {}, error() {} },
    fate: async () => {},
    told: async () => {
      if (broken) throw new Error('broken')
    },
  })
  for (const { seq, key, contact } of await rows()) {
    const onSent = contact === 'sample-ligang' ? { lane: 'x', notice: 'x', values: {} } : null
    marks.add({ seq, key, onSent } as Due, talk.now())
  }
  await expect.poll(sentOf).toEqual(['sample-chenyu', 'sample-wumin'])
  expect(marks.busy()).toBe(true)
  broken = false
  await marks.stop()
  expect((await sentOf()).toSorted()).toEqual(['sample-chenyu', 'sample-ligang', 'sample-wumin'])
  await talk.close()
})
