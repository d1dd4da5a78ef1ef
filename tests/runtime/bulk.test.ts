import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { Channel, Message, Outcome, Recipient } from '../../src/kernel/channel.ts'
import { HOME, openProgram } from '../../src/main.ts'
import type { BulkText } from '../../src/runtime/bulk-text.ts'
import { makeFolder } from '../support/folder.ts'
import { openTalk, type Talk } from '../support/talk.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SENT: Outcome = { state: 'sent' }
const DOWN: Outcome = { state: 'later', code: 'DOWN', wait: MINUTE }

let talk: Talk
let calls: string[][]

beforeEach(async () => {
  talk = await openTalk({ at: '2026-11-23T09:00' })
  calls = []
  answer(() => SENT)
})
afterEach(() => talk.close())

/** What the channel does with each person; every call is written down. */
function answer(outcome: (contact: string) => Outcome): void {
  talk.outcomes = (_message, to) => {
    calls.push(to.map(r => r.contact))
    return to.map(r => outcome(r.contact))
  }
}

/** A text for everybody on the roster, or for some. */
async function put(about: Partial<BulkText> = {}, only = ''): Promise<void> {
  const { storage, road } = talk.program
  await storage.transaction(tx => {
    const { person } = tx.t
    const of = tx.db
      .select({ id: person.id })
      .from(person)
      .where(only === '' ? sql`1 = 1` : eq(person.unit, only))
      .getSQL()
    const text = { id: 'test/1', notice: 'no_requests', until: talk.now() + 30 * 24 * HOUR, ...about }
    return road.bulk.put(tx, talk.now())(text, { of, most: 1_000 })
  })
  await talk.settled()
}

/** Time passes, and what may be sent is. */
async function later(ms: number): Promise<void> {
  await talk.pass(ms)
  await talk.program.road.bulk.tick()
  await talk.settled()
}

async function grow(people: number): Promise<void> {
  await talk.program.storage.transaction(async tx => {
    const [row] = await tx.db.select().from(tx.t.person).limit(1)
    for (let i = 0; row && i < people; i++)
      await tx.db.insert(tx.t.person).values({ ...row, id: `p${i}`, userid: `u${i}`, roles: [] })
  })
}

const rows = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.outbox))
const bulks = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.bulk))
const alerts = async () => {
  const open = await talk.program.storage.read(tx => tx.db.select().from(tx.t.alert))
  return open.map(a => [a.code, a.about])
}
const states = async () => {
  const bulk = (await rows()).filter(r => r.bulk !== null)
  return Object.fromEntries([...Map.groupBy(bulk, r => r.state)].map(([state, all]) => [state, all.length]))
}

describe('one text for many people', () => {
  test('goes out in calls of as many as the channel takes', async () => {
    await grow(45)
    await put()
    expect(calls.map(c => c.length)).toEqual([20, 20, 20, 5])
    expect(new Set(calls.flat()).size).toBe(65)
    expect(await states()).toEqual({ sent: 65 })
  })

  test('stands in the outbox without a payload; the text once, sealed, and gone when all are served', async () => {
    answer(() => DOWN)
    await put()
    const all = await rows()
    expect(all.every(r => r.payload === null && r.bulk === 'test/1')).toBe(true)
    const [text] = await bulks()
    expect(Buffer.from(text?.payload ?? []).includes(Buffer.from('你还没有交过申请'))).toBe(false)
    answer(() => SENT)
    await later(2 * MINUTE)
    expect(await states()).toEqual({ sent: 20 })
    expect(await bulks()).toEqual([])
  })

  test('put again under the same id reaches only those who have not had it', async () => {
    await put({}, '样例街道办')
    await put()
    expect(calls.map(c => c.length)).toEqual([8, 12])
    await put()
    expect(calls).toHaveLength(2)
  })

  test('is written to where a person last spoke, and never to one who has left', async () => {
    await talk.say('chenyu', '在吗')
    await talk.program.storage.transaction(async tx => {
      await tx.db.update(tx.t.dialogue).set({ channel: 'other', contact: 'wx-1' })
      await tx.db.update(tx.t.person).set({ left: 1 }).where(eq(tx.t.person.userid, 'sample-ligang'))
    })
    calls = []
    await put()
    expect(calls.flat()).not.toContain('sample-chenyu')
    expect(calls.flat()).not.toContain('sample-ligang')
    expect(await states()).toEqual({ sent: 18, due: 1 })
    expect((await rows()).find(r => r.channel === 'other')).toMatchObject({
      contact: 'wx-1',
      fault: 'NO_CHANNEL',
    })
  })

  test('of two texts for the same people both arrive', async () => {
    answer(() => DOWN)
    await put()
    await put({ id: 'test/2' })
    answer(() => SENT)
    await later(2 * MINUTE)
    expect(await states()).toEqual({ sent: 40 })
  })
})

describe('in a call that fails in part', () => {
  test('each has his own outcome: sent, tried again, or given up with one alert', async () => {
    const outcomes: Record<string, Outcome> = {
      'sample-chenyu': DOWN,
      'sample-ligang': { state: 'never', code: 'staffId.notExisted' },
      'sample-wumin': { state: 'never', code: 'staffId.notExisted' },
    }
    answer(contact => outcomes[contact] ?? SENT)
    await put()
    expect(await states()).toEqual({ sent: 17, due: 1, gave_up: 2 })
    expect(await alerts()).toEqual([['bulk_gave_up', 'test/1']])
    calls = []
    answer(() => SENT)
    await later(MINUTE)
    expect(calls.filter(c => !c.includes('sample-zhou'))).toEqual([['sample-chenyu']])
    expect(await states()).toEqual({ sent: 18, gave_up: 2 })
  })

  test('waits longer each time, and gives up after a day', async () => {
    answer(() => ({ state: 'later', code: 'DOWN', wait: 0 }))
    await put({ anytime: true }, '样例组宣部')
    const waits: number[] = []
    for (let n = 1; n < 14; n++) {
      const [row] = await rows()
      waits.push((row?.nextAt ?? 0) - talk.now())
      await later(waits.at(-1) ?? 0)
    }
    expect(waits[0]).toBeGreaterThanOrEqual(500)
    expect(waits[9]).toBeGreaterThan(waits[0] ?? 0)
    expect(Math.max(...waits)).toBeLessThanOrEqual(5 * MINUTE)
    expect(await states()).toEqual({ due: 5 })
    await later(24 * HOUR)
    expect(await states()).toEqual({ gave_up: 5 })
    expect((await alerts()).map(a => a[0])).toContain('bulk_gave_up')
  })

  test('a channel that throws, or answers for nobody, loses nothing', async () => {
    talk.outcomes = () => {
      throw new Error('broken')
    }
    await put()
    expect(await states()).toEqual({ due: 20 })
    talk.outcomes = () => []
    await later(MINUTE)
    expect(await states()).toEqual({ due: 20 })
    answer(() => SENT)
    await later(MINUTE)
    expect(await states()).toEqual({ sent: 20 })
  })
})

describe('whatever happens in between', () => {
  test('a crash after the call and before it is written down: sent again, never not at all', async () => {
    const copy = makeFolder()
    talk.outcomes = (_message, to) => {
      cpSync(talk.folder, copy, { recursive: true })
      return to.map(() => SENT)
    }
    await put()
    const again: string[] = []
    const program = await openProgram(readConfig({ DATA_DIR: copy, FLOWS_DIR: join(HOME, 'flows') }, copy), {
      clock: { now: talk.now },
      log: quiet,
      channels: [recording(again)],
    })
    const before = await program.storage.read(tx => tx.db.select().from(tx.t.outbox))
    expect(before.every(r => r.state === 'sending')).toBe(true)
    await program.road.start()
    await program.road.bulk.tick()
    expect(new Set(again).size).toBe(20)
    const after = await program.storage.read(tx => tx.db.select().from(tx.t.outbox))
    expect(after.every(r => r.state === 'sent')).toBe(true)
    await program.stop()
    rmSync(copy, { recursive: true, force: true })
  })

  test('a stop in the middle of a call lets it end; the rest is sent after the start, once each', async () => {
    await grow(45)
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const begun: Recipient[][] = []
    talk.outcomes = async (_message: Message, to) => {
      begun.push([...to])
      await held
      calls.push(to.map(r => r.contact))
      return to.map(() => SENT)
    }
    const putting = put()
    await expect.poll(() => begun.length).toBeGreaterThan(0)
    const restarted = talk.restart()
    release()
    await Promise.all([restarted, putting.catch(() => {})])
    await talk.program.road.bulk.tick()
    expect(calls.flat().sort()).toEqual([...new Set(calls.flat())].sort())
    expect(await states()).toEqual({ sent: 65 })
  })

  test('numbers go on above those that a bulk took ahead of the clock: nothing new can collide with it', async () => {
    await put()
    const ahead = talk.now() * 1_000 + 50_000_000
    const [last] = (await rows()).sort((a, b) => b.seq - a.seq)
    await talk.program.storage.transaction(tx =>
      tx.db
        .update(tx.t.outbox)
        .set({ seq: ahead })
        .where(eq(tx.t.outbox.seq, last?.seq ?? 0)),
    )
    await talk.restart()
    expect(await talk.say('chenyu', '在吗')).toContain('在的')
    expect(Math.max(...(await rows()).map(r => r.seq))).toBeGreaterThan(ahead)
  })

  test('somebody whom the normal outbox still owes something is left for later; the others are not', async () => {
    answer(contact =>
      contact === 'sample-chenyu' ? { state: 'later', code: 'DOWN', wait: 5 * MINUTE } : SENT,
    )
    await talk.receive('chenyu', { type: 'text', text: '在吗' })
    await talk.settled()
    calls = []
    answer(() => SENT)
    await put()
    expect(calls.flat()).toHaveLength(19)
    expect(await states()).toEqual({ sent: 19, due: 1 })
    await talk.program.storage.transaction(tx =>
      tx.db.update(tx.t.outbox).set({ state: 'sent' }).where(sql`${tx.t.outbox.bulk} is null`),
    )
    await later(1_000)
    expect(await states()).toEqual({ sent: 20 })
  })
})

describe('reminders keep their hours and their share', () => {
  test('at night nothing is sent, unless it may go at any time', async () => {
    await talk.pass(12 * HOUR)
    await put()
    expect(calls).toEqual([])
    await put({ id: 'test/2', anytime: true }, '样例组宣部')
    expect(calls.map(c => c.length)).toEqual([5])
    await later(12 * HOUR)
    expect(await states()).toEqual({ sent: 25 })
  })

  test('the last call of the share is the last: the rest waits for the next month', async () => {
    await grow(45)
    await talk.program.storage.transaction(async tx => {
      await tx.db.insert(tx.t.setting).values({ key: 'quota.api', value: 100, author: null, at: 0 })
      await tx.db.insert(tx.t.quota).values({ month: '2026-11', kind: 'api', used: 68 })
    })
    talk.outcomes = async (_message, to) => {
      calls.push(to.map(r => r.contact))
      await talk.program.storage.transaction(tx =>
        tx.db.update(tx.t.quota).set({ used: sql`${tx.t.quota.used} + 1` }),
      )
      return to.map(() => SENT)
    }
    await put()
    expect(calls.filter(c => c.length > 1).map(c => c.length)).toEqual([20, 20])
    expect(await states()).toEqual({ sent: 40, due: 25 })
    await later(1_000)
    expect(await states()).toEqual({ sent: 40, due: 25 })
    expect((await alerts()).filter(a => a[0] === 'reminders_paused')).toEqual([
      ['reminders_paused', '2026-11'],
    ])
    await later(8 * 24 * HOUR)
    expect(await states()).toEqual({ sent: 65 })
  })

  test('what is not worth saying any more is not said; its words go, and the administrator is told', async () => {
    answer(() => DOWN)
    await put({ until: talk.now() + HOUR })
    calls = []
    answer(() => SENT)
    await later(2 * HOUR)
    expect(calls.flat().filter(c => c !== 'sample-zhou')).toEqual([])
    expect(await states()).toEqual({ lapsed: 20 })
    expect(await bulks()).toEqual([])
    expect(await alerts()).toEqual([['bulk_lapsed', 'test/1']])
  })

  test('cancelled by the beginning of its id: what was sent stays sent', async () => {
    answer(contact => (contact === 'sample-chenyu' ? DOWN : SENT))
    await put()
    await put({ id: 'other/1' }, '样例组宣部')
    await talk.program.storage.transaction(tx => talk.program.road.bulk.cancel(tx, 'test/'))
    answer(() => SENT)
    await later(2 * MINUTE)
    expect(await states()).toEqual({ sent: 24, lapsed: 1 })
  })
})

const quiet = { info() {}, warn() {}, error() {} }

function recording(sent: string[]): Channel {
  return {
    name: 'test',
    can: { buttons: 20, bytes: 20_000, batch: 20, proactive: true },
    start: async () => {},
    stop: async () => {},
    fetch: async () => new Uint8Array(),
    async send(_message, to) {
      sent.push(...to.map(r => r.contact))
      return to.map(() => SENT)
    },
  }
}
