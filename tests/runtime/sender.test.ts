import { expect, test } from 'vitest'
import type { Storage } from '../../src/storage/storage.ts'
import { openTalk } from '../support/talk.ts'

test('the news that somebody was reached is durable with the mark that he was', async () => {
  const talk = await openTalk({ open: true })
  const { storage } = talk.program
  const commit = storage.transaction
  const marks: { sent: number; news: number }[] = []
  // After every commit: were the program killed here, this is what a restart would find.
  const watched: Storage['transaction'] = async job => {
    const value = await commit(job)
    marks.push(
      await storage.read(async tx => {
        const outbox = await tx.db.select().from(tx.t.outbox)
        const inbox = await tx.db.select().from(tx.t.inbox)
        return {
          sent: outbox.filter(row => row.onSent !== null && row.state === 'sent').length,
          news: inbox.filter(row => row.id.startsWith('told:')).length,
        }
      }),
    )
    return value
  }
  Object.assign(storage, { transaction: watched })
  await talk.say('chenyu', '真的不想活了')
  expect(talk.sent.filter(s => s.message.text.includes('已经通知到'))).toHaveLength(1)
  expect(marks.at(-1)).toEqual({ sent: 1, news: 1 })
  expect(marks.filter(({ sent, news }) => sent > news)).toEqual([])
  await talk.close()
})
