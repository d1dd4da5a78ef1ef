import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/kernel/channel.ts'
import { openTalk, type Talk } from '../support/talk.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const UNREACHED: Outcome = { state: 'later', code: 'ECONNREFUSED', wait: 0, unreached: true }
const UNWELL: Outcome = { state: 'later', code: 'HTTP_503', wait: 0 }

let talk: Talk
let tries: number

beforeEach(async () => {
  talk = await openTalk()
  tries = 0
})
afterEach(() => talk.close())

function answer(outcome: Outcome): void {
  talk.outcomes = (_message, to) => {
    tries++
    return to.map(() => outcome)
  }
}

async function pass(hours: number, step = 5 * MINUTE): Promise<void> {
  for (let left = hours * HOUR; left > 0; left -= step) await talk.pass(step)
}

const row = async () => {
  const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.outbox))
  return rows.find(one => one.contact === 'sample-chenyu')
}

describe('a message that cannot be sent now', () => {
  test('is not given up before a day is over, then it is', async () => {
    answer(UNWELL)
    await talk.say('chenyu', '在吗')
    await pass(23)
    expect(await row()).toMatchObject({ state: 'due', fault: 'HTTP_503' })
    await pass(2)
    expect(await row()).toMatchObject({ state: 'gave_up', fault: 'HTTP_503' })
  })

  test('is tried every five minutes at least', async () => {
    answer(UNWELL)
    await talk.say('chenyu', '在吗')
    await pass(6)
    const before = tries
    await pass(1)
    expect(tries - before).toBeGreaterThanOrEqual(12)
  })

  test('waits for as long as the network is down, be it days', async () => {
    answer(UNREACHED)
    await talk.say('chenyu', '在吗')
    await pass(70, HOUR)
    expect(await row()).toMatchObject({ state: 'due', tries: 0 })
    answer({ state: 'sent' })
    await talk.pass(5 * MINUTE)
    expect(await row()).toMatchObject({ state: 'sent' })
    expect(talk.last('chenyu')).toContain('在的')
  })

  test('is not given up at the first trouble after a network that was down for days', async () => {
    answer(UNREACHED)
    await talk.say('chenyu', '在吗')
    await pass(70, HOUR)
    answer(UNWELL)
    await talk.pass(5 * MINUTE)
    await expect.poll(row).toMatchObject({ state: 'due', tries: 1 })
  })

  test('goes out when the channel that threw is well again', async () => {
    talk.outcomes = () => {
      throw new Error('a fault of the channel')
    }
    await talk.say('chenyu', '在吗')
    await expect.poll(row).toMatchObject({ state: 'due', fault: 'CALL_FAILED' })
    answer({ state: 'sent' })
    await talk.pass(MINUTE)
    expect(await row()).toMatchObject({ state: 'sent' })
  })
})
