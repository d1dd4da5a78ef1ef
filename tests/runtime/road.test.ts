import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/kernel/channel.ts'
import { BURST, openTalk, type Talk } from '../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const inbox = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.inbox))
const outbox = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.outbox))
const alerts = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.alert))

describe('what comes in', () => {
  test('is answered once, however often the platform delivers it', async () => {
    for (const _ of [1, 2, 3]) await talk.say('chenyu', '在吗', { id: 'dingtalk:r:1' })
    expect(talk.sent).toHaveLength(1)
    expect(await inbox()).toHaveLength(1)
  })

  test('delivered twice at the same moment is answered once', async () => {
    const twice = { type: 'text', text: '在吗' } as const
    await Promise.all([1, 2].map(() => talk.receive('chenyu', twice, { id: 'dingtalk:r:1' })))
    await talk.settled()
    expect(talk.sent).toHaveLength(1)
  })

  test('leaves no words behind: the row of a finished turn holds names only', async () => {
    await talk.say('chenyu', '我想明天请一天年假')
    const [row] = await inbox()
    expect(row).toMatchObject({ state: 'done', body: null, rev: 1, commands: 'start' })
  })

  test('waiting messages are taken in the platform’s order, and get one answer', async () => {
    const at = talk.now()
    const first = talk.receive('chenyu', { type: 'text', text: '请假' }, { at })
    const second = talk.receive('chenyu', { type: 'text', text: '明天' }, { at: at + 2 })
    const third = talk.receive('chenyu', { type: 'text', text: '事假' }, { at: at + 1 })
    await Promise.all([first, second, third])
    await talk.settled()
    expect(talk.sent).toHaveLength(2)
    expect(talk.last('chenyu')).toBe('到哪天结束？只请一天就说“就一天”或“当天”。')
    // Also of what had to wait nothing is kept once it is answered.
    const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.inbox))
    expect(rows.map(({ state, body }) => ({ state, body }))).toEqual(
      Array.from({ length: 3 }, () => ({ state: 'done', body: null })),
    )
  })

  test('different people do not wait for each other', async () => {
    await Promise.all(
      ['chenyu', 'ligang', 'wumin'].map(who => talk.receive(who, { type: 'text', text: '在吗' })),
    )
    await talk.settled()
    expect(new Set(talk.sent.map(s => s.to)).size).toBe(3)
  })

  test('from somebody who is not on the roster gets a fixed answer and leaves no dialogue', async () => {
    await talk.receive('nobody', { type: 'text', text: '请假' })
    await talk.settled()
    expect(talk.last('nobody')).toContain('名单里还没有你')
    const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.dialogue))
    expect(rows).toHaveLength(0)
  })

  test('from a group gets a pointer to the private chat and nothing of it is kept', async () => {
    await talk.receive('group:cid1', { type: 'group' })
    await talk.settled()
    expect(talk.sent[0]?.message.text).toContain('私聊我')
  })

  test('three pictures in one burst are one event with one answer', async () => {
    for (const text of ['我想下周一到周三请病假', '发烧了']) await talk.say('chenyu', text)
    const before = talk.sent.length
    await talk.say('chenyu', '再说一遍')
    for (const name of ['1', '2', '3'])
      await talk.receive('chenyu', { type: 'files', files: [{ ref: '100', name, kind: 'image' }] })
    await talk.pass(BURST)
    expect(talk.sent.slice(before).map(s => s.message.text.split('\n')[0])).toEqual([
      expect.stringContaining(''),
      '收到3份。',
    ])
  })
})

describe('a message that cannot be dealt with', () => {
  const poison = async () => {
    // A look-up that throws: the turn fails again and again.
    const area = (await import('../../src/areas.ts')).areas.find(a => a.name === 'leave')
    const lookup = area?.lookups['leave_balance'] as { run: unknown }
    const real = lookup.run
    lookup.run = async () => {
      throw new Error('broken')
    }
    return () => {
      lookup.run = real
    }
  }

  test('is tried again, then parked with an apology and an alert, and holds up nothing', async () => {
    const mend = await poison()
    await talk.receive('chenyu', { type: 'text', text: '我的假期' })
    while ((await inbox()).some(r => r.state === 'waiting')) await talk.pass(60_000)
    mend()
    expect(talk.last('chenyu')).toContain('没处理好')
    expect(await inbox()).toEqual([expect.objectContaining({ state: 'parked', tries: 2 })])
    expect((await alerts()).map(a => a.code)).toContain('message_parked')
    expect(talk.last('zhou')).toContain('message_parked')
    expect(await talk.say('chenyu', '我的假期')).toContain('年假还剩')
  })

  test('leaves no half of a turn: no state, no message, no business row', async () => {
    const mend = await poison()
    await talk.receive('chenyu', { type: 'text', text: '我的假期' })
    expect(talk.sent).toHaveLength(0)
    const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.dialogue))
    expect(rows).toHaveLength(0)
    mend()
  })

  test('a conversation that another process carried on is read anew, and nothing is said twice', async () => {
    await talk.say('chenyu', '请假')
    await talk.program.storage.transaction(tx => tx.db.update(tx.t.dialogue).set({ rev: 7 }))
    expect(await talk.say('chenyu', '事假')).toContain('请哪种假')
    await talk.pass(5_000)
    expect(talk.last('chenyu')).toContain('从哪天开始')
    expect(talk.sent).toHaveLength(2)
    const [row] = await talk.program.storage.read(tx => tx.db.select().from(tx.t.dialogue))
    expect(row?.rev).toBe(8)
  })

  test('a state that cannot be read any more locks nobody out', async () => {
    await talk.say('chenyu', '请假')
    await talk.program.storage.transaction(tx =>
      tx.db.update(tx.t.dialogue).set({ state: new Uint8Array(50) }),
    )
    await talk.restart()
    expect(await talk.say('chenyu', '事假')).toContain('读不出来了')
    expect((await alerts()).map(a => a.code)).toContain('dialogue_lost')
    expect(await talk.say('chenyu', '明天')).toContain('到哪天结束')
  })
})

describe('what goes out', () => {
  test('is wiped once it is sent', async () => {
    await talk.say('chenyu', '在吗')
    expect(await outbox()).toEqual([expect.objectContaining({ state: 'sent', payload: null })])
  })

  test('that fails is tried again later, and what follows keeps its order', async () => {
    const answers: Outcome[] = [{ state: 'later', code: 'E', wait: 0 }]
    const order: string[] = []
    talk.outcomes = (message, to) => {
      const outcome = answers.shift() ?? { state: 'sent' as const }
      if (outcome.state === 'sent') order.push(message.text)
      return to.map(() => outcome)
    }
    await talk.receive('chenyu', { type: 'text', text: '在吗' })
    await talk.receive('chenyu', { type: 'text', text: '谢谢' })
    await expect.poll(() => order.length, { timeout: 5_000 }).toBe(2)
    expect(order).toEqual([expect.stringContaining('在的'), expect.stringContaining('不客气')])
  })

  test('that can never be sent is given up, and the administrator told', async () => {
    talk.outcomes = (_message, to) =>
      to.map(r =>
        r.contact === 'sample-chenyu' ? { state: 'never', code: 'staffId.notExisted' } : { state: 'sent' },
      )
    await talk.receive('chenyu', { type: 'text', text: '在吗' })
    await talk.settled()
    const rows = await outbox()
    expect(rows.find(r => r.contact === 'sample-chenyu')).toMatchObject({
      state: 'gave_up',
      fault: 'staffId.notExisted',
    })
    expect(talk.last('zhou')).toContain('send_gave_up')
  })

  test('for whatever many it is: one reason is one alert, also when the alert itself cannot be sent', async () => {
    talk.outcomes = (_message, to) => to.map(() => ({ state: 'never', code: 'NO_PERMISSION' }))
    for (const who of ['chenyu', 'ligang', 'wumin']) await talk.receive(who, { type: 'text', text: '在吗' })
    await talk.settled()
    const open = await alerts()
    expect(open).toEqual([expect.objectContaining({ code: 'send_gave_up', about: 'NO_PERMISSION' })])
    expect(open[0]?.times).toBeGreaterThanOrEqual(3)
    const pushes = (await outbox()).filter(row => row.key.startsWith('push/alert/'))
    expect(pushes).toHaveLength(1)
  })

  test('that was not sent when the program stopped is sent when it is back', async () => {
    talk.outcomes = (_message, to) => to.map(() => ({ state: 'later', code: 'DOWN', wait: 3_600_000 }))
    await talk.receive('chenyu', { type: 'text', text: '在吗' })
    await talk.settled()
    expect(talk.sent).toHaveLength(0)
    talk.outcomes = (_message, to) => to.map(() => ({ state: 'sent' }))
    await talk.restart()
    await talk.settled()
    expect(talk.last('chenyu')).toContain('在的')
  })
})

describe('timers', () => {
  test('a nudge comes from the database, also after a restart', async () => {
    await talk.say('chenyu', '请假')
    await talk.restart()
    await talk.pass(31 * 60_000)
    expect(talk.last('chenyu')).toContain('请假还没填完')
  })

  test('after eight days of standstill only the farewell is said', async () => {
    await talk.say('chenyu', '请假')
    const before = talk.sent.length
    await talk.pass(8 * 86_400_000)
    expect(talk.sent.slice(before).map(s => s.message.text)).toEqual([expect.stringContaining('已经清掉了')])
  })

  test('moving the clock twice does nothing twice', async () => {
    await talk.say('chenyu', '请假')
    await talk.pass(31 * 60_000)
    const before = talk.sent.length
    await talk.pass(1_000)
    expect(talk.sent).toHaveLength(before)
  })
})

describe('secrecy of the road', () => {
  test('waiting events, states, drafts and messages are sealed at rest', async () => {
    const marker = '标记词甲乙丙丁'
    talk.outcomes = (_message, to) => to.map(() => ({ state: 'later', code: 'DOWN', wait: 3_600_000 }))
    await talk.say('chenyu', '明天请一天事假')
    await talk.say('chenyu', marker)
    const { storage } = talk.program
    const all = await storage.read(async tx => [
      ...(await tx.db.select().from(tx.t.inbox)),
      ...(await tx.db.select().from(tx.t.dialogue)),
      ...(await tx.db.select().from(tx.t.outbox)),
    ])
    expect(all.length).toBeGreaterThan(3)
    for (const row of all)
      for (const value of Object.values(row))
        expect(
          Buffer.from(value instanceof Uint8Array ? value : String(value)).includes(Buffer.from(marker)),
        ).toBe(false)
    expect(JSON.stringify(talk.logged)).not.toContain(marker)
  })

  test('a message sealed for one person does not open in another’s row', async () => {
    await talk.say('chenyu', '请假')
    await talk.say('ligang', '请假')
    await talk.program.storage.transaction(async tx => {
      const [a, b] = await tx.db.select().from(tx.t.dialogue)
      if (a && b)
        await tx.db.update(tx.t.dialogue).set({ state: a.state }).where(eq(tx.t.dialogue.lane, b.lane))
    })
    await talk.restart()
    const answers = [await talk.say('chenyu', '事假'), await talk.say('ligang', '事假')]
    expect(answers.filter(a => a.includes('读不出来了'))).toHaveLength(1)
  })
})
