import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { guard } from '../../src/care/safety/guard.ts'
import { KEPT, wipeFailedOf } from '../../src/runtime/second-chance.ts'
import { openTalk, type Talk } from '../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => {
  guard.hear = hear
  return talk.close()
})

const { hear } = guard
const road = () => talk.program.road
const failed = async () => {
  const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.outbox))
  return rows.filter(row => row.state === 'gave_up')
}
const parked = async () => {
  const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.inbox))
  return rows.filter(row => row.state === 'parked')
}

describe('a message that was given up', () => {
  let seq: number
  beforeEach(async () => {
    talk.outcomes = (_message, to) => to.map(() => ({ state: 'never', code: 'NO_PERMISSION' }))
    await talk.say('chenyu', '菜单')
    talk.outcomes = (_message, to) => to.map(() => ({ state: 'sent' }))
    const mine = (await failed()).find(row => row.contact === 'sample-chenyu')
    expect(mine).toMatchObject({ fault: 'NO_PERMISSION', tries: 0 })
    expect(mine?.payload).not.toBeNull()
    seq = mine?.seq ?? 0
  })

  test('is sent once more, and its words go with it', async () => {
    await road().resend(seq)
    await talk.settled()
    expect(talk.last('chenyu')).not.toBe('')
    expect((await failed()).find(row => row.seq === seq)).toBeUndefined()
    const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.outbox))
    expect(rows.find(row => row.seq === seq)).toMatchObject({ state: 'sent', payload: null, fault: null })
  })

  test('is not sent twice by two who press at the same moment', async () => {
    const both = await Promise.allSettled([road().resend(seq), road().resend(seq)])
    await talk.settled()
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(talk.sent.filter(s => s.to === 'sample-chenyu')).toHaveLength(1)
  })

  test('may fail once more, and is then there again', async () => {
    talk.outcomes = (_message, to) => to.map(() => ({ state: 'never', code: 'STILL_NOT' }))
    await road().resend(seq)
    await talk.settled()
    expect((await failed()).find(row => row.seq === seq)).toMatchObject({ fault: 'STILL_NOT' })
  })

  test('survives a restart, and can be sent after it', async () => {
    await talk.restart()
    await road().resend(seq)
    await talk.settled()
    expect(talk.last('chenyu')).not.toBe('')
  })

  test('loses its words after a week, and is then refused', async () => {
    await talk.pass(KEPT + 2 * 3_600_000)
    expect((await failed()).find(row => row.seq === seq)?.payload).toBeNull()
    await expect(road().resend(seq)).rejects.toMatchObject({ code: 'WORDS_GONE' })
  })

  test('loses them at once when its person has his data deleted', async () => {
    await talk.program.storage.transaction(async tx => {
      const chen = await talk.program.directory.byUserid(tx, 'sample-chenyu')
      await wipeFailedOf(tx, chen?.id ?? '')
    })
    await expect(road().resend(seq)).rejects.toMatchObject({ code: 'WORDS_GONE' })
  })

  test('that never was is not found', async () => {
    await expect(road().resend(1)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a message whose turn failed for good', () => {
  let seq: number
  beforeEach(async () => {
    guard.hear = () => Promise.reject(new Error('broken'))
    await talk.receive('chenyu', { type: 'text', text: '我想明天请一天年假' })
    for (let tries = 0; (await parked()).length === 0 && tries < 5; tries++) await talk.pass(60_000)
    guard.hear = hear
    const [row] = await parked()
    expect(row?.body).not.toBeNull()
    seq = row?.seq ?? 0
  })

  test('is taken up once more, and answered', async () => {
    const apology = talk.last('chenyu')
    await road().retake(seq)
    await talk.settled()
    expect(await parked()).toEqual([])
    expect(talk.last('chenyu')).not.toBe(apology)
  })

  test('is not taken up when its person has said something since', async () => {
    await talk.pass(60_000)
    await talk.say('chenyu', '菜单')
    await expect(road().retake(seq)).rejects.toMatchObject({ code: 'MOVED_ON' })
    expect(await parked()).toHaveLength(1)
  })

  test('loses its words after a week', async () => {
    await talk.pass(KEPT + 2 * 3_600_000)
    expect((await parked())[0]?.body).toBeNull()
    await expect(road().retake(seq)).rejects.toMatchObject({ code: 'WORDS_GONE' })
  })
})

test('outcomes are counted, and nothing else about them', async () => {
  await talk.say('chenyu', '菜单', { id: 'test:same' })
  await talk.say('chenyu', '菜单', { id: 'test:same' })
  talk.outcomes = (_message, to) => to.map(() => ({ state: 'never', code: 'NO' }))
  await talk.say('ligang', '菜单')
  const { tally } = road()
  const seen = (['turns.done', 'turns.again', 'turns.parked', 'sends.sent'] as const).map(tally.of)
  expect(seen).toEqual([2, 1, 0, 1])
  expect(tally.of('sends.gave_up')).toBeGreaterThan(0)
})
