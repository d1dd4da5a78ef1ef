import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { leave } from '../../../src/care/people/departure.ts'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ open: true, at: '2026-11-23T02:07' })
})
afterEach(() => talk.close())

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const reminders = (who: string) =>
  talk.sent
    .filter(s => s.to === `sample-${who}` && /该打开了|还没有人接，能看的是/u.test(s.message.text))
    .map(s => s.message.text)
const files = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))

/** Time goes by as it does, five minutes at a time; the contact sees to the person, so that only the case is left. */
async function go(ms: number): Promise<void> {
  for (let gone = 0; gone < ms; gone += 5 * MINUTE) await talk.pass(5 * MINUTE)
}

async function despair(text: string): Promise<string> {
  await talk.say('chenyu', text)
  await talk.say('xuan', '联系上了')
  const [file] = await files()
  return file?.id ?? ''
}

describe('a case that nobody has taken', () => {
  test('of danger to life: after 15 minutes at night its readers are told again, then again, and who is on duty', async () => {
    await despair('遗书写好了，药我已经吃下去了')
    expect(talk.sent.find(s => s.to === 'sample-linyue')?.message.text).toContain('02:22前打开')
    await go(10 * MINUTE)
    expect(reminders('linyue')).toEqual([])
    await go(10 * MINUTE)
    expect(reminders('linyue')).toEqual([expect.stringMatching(/^XS-20261123-\d{4}到.*02:22该打开了/)])
    expect(reminders('chenjing')).toHaveLength(1)
    expect(reminders('xuan')).toEqual([])
    await go(15 * MINUTE)
    expect(reminders('linyue')).toHaveLength(2)
    expect(reminders('xuan')).toEqual([expect.stringContaining('能看的是陈主任、林科员')])
    expect(talk.last('zhou')).toContain('case_overdue')
    expect(await call(talk, 'linyue', 'GET', '/cases')).toMatchObject([{ reminded: 2 }])
  })

  test('of danger to life shows the very deadline its readers were told, in the list and by itself', async () => {
    const id = await despair('遗书写好了，药我已经吃下去了')
    const due = Temporal.Instant.from('2026-11-23T02:22+08:00').epochMilliseconds
    expect(await call(talk, 'linyue', 'GET', '/cases')).toMatchObject([{ level: 'crisis', due }])
    expect(await call(talk, 'linyue', 'GET', `/cases/${id}`)).toMatchObject({ due })
  })

  test('is nothing that whoever is on duty hears of where it names him or the writer is on duty', async () => {
    await despair('许安一直逼我，我不想活了，今晚就跳楼')
    await go(50 * MINUTE)
    expect(reminders('linyue').length).toBeGreaterThan(1)
    expect(reminders('xuan')).toEqual([])
    await talk.say('xuan', '我不想活了，今晚就跳楼')
    await go(50 * MINUTE)
    expect(reminders('xuan')).toEqual([])
  })

  test('of words of self-harm: after two hours, also on a Sunday night', async () => {
    await despair('真的不想活了')
    await go(HOUR + 50 * MINUTE)
    expect(reminders('linyue')).toEqual([])
    await go(15 * MINUTE)
    expect(reminders('linyue')).toHaveLength(1)
    await go(HOUR + 5 * MINUTE)
    expect(reminders('linyue')).toHaveLength(2)
  })

  test('is left alone once somebody has taken it', async () => {
    const id = await despair('真的不想活了')
    const [line] = await call<{ due: number }[]>(talk, 'linyue', 'GET', '/cases')
    expect((line?.due ?? 1) % HOUR).toBe(0)
    await call(talk, 'linyue', 'POST', `/cases/${id}/take`)
    await go(3 * HOUR)
    expect(reminders('chenjing')).toEqual([])
    const timers = await talk.program.storage.read(tx => tx.db.select().from(tx.t.timer))
    expect(timers.filter(timer => timer.lane === 'heart.clock')).toEqual([])
  })

  test('is anybody’s again when who took it has left, and its readers are told', async () => {
    const id = await despair('真的不想活了')
    await call(talk, 'linyue', 'POST', `/cases/${id}/take`)
    await go(3 * HOUR)
    const { storage, directory } = talk.program
    const lin = await storage.read(tx => directory.byUserid(tx, 'sample-linyue'))
    await storage.transaction(tx => leave(tx, lin?.id ?? '', { actor: 'cli', now: talk.now() }))
    await directory.refresh()
    await go(5 * MINUTE)
    expect(reminders('chenjing')).toHaveLength(1)
  })

  test('that is not urgent: at its hour, then in the morning of a workday', async () => {
    await talk.pass(8 * HOUR)
    for (const text of [
      '心里话',
      '最近有点累',
      '说完了',
      '隐名',
      '工作压力',
      '只想说说',
      '都可以看',
      '交上去',
    ])
      await talk.say('chenyu', text)
    const [file] = await files()
    await talk.pass((file?.due ?? 0) - talk.now() - MINUTE)
    expect(reminders('linyue')).toEqual([])
    await talk.pass(2 * MINUTE)
    expect(reminders('linyue')).toHaveLength(1)
    await talk.pass(12 * HOUR)
    expect(reminders('linyue')).toHaveLength(1)
    await talk.pass(12 * HOUR)
    expect(reminders('linyue')).toHaveLength(2)
    expect(reminders('xuan')).toEqual([])
  })

  test('of 隐名 tells its readers no minute where no life is in danger: neither pushed, nor in the list, nor by itself', async () => {
    const id = await despair('真的不想活了')
    expect(talk.sent.find(s => s.to === 'sample-linyue')?.message.text).toContain('04:00前打开')
    await go(2 * HOUR + 15 * MINUTE)
    expect(reminders('linyue')).toEqual([expect.stringContaining('到11月23日（周一）04:00该打开了')])
    for (const path of ['/cases', `/cases/${id}`, `/cases/${id}/colleagues`]) {
      const shown = JSON.stringify(await call(talk, 'linyue', 'GET', path))
      const instants = shown.match(/(?<!\d)1[5-9]\d{11}(?!\d)/gu) ?? []
      expect(instants.filter(at => Number(at) % HOUR !== 0)).toEqual([])
    }
  })

  test('of 隐名 tells its writer the very hour that its readers are told', async () => {
    await talk.pass(8 * HOUR)
    for (const text of ['心里话', '有点累', '说完了', '隐名', '工作压力', '只想说说', '都可以看', '交上去'])
      await talk.say('chenyu', text)
    const [, hour = ''] = /请(.+)前打开/u.exec(talk.last('linyue')) ?? []
    expect(hour).toMatch(/17:00$/)
    expect(talk.last('chenyu')).toContain(`${hour}前会有人看`)
  })

  test('keeps the minute it was written to itself: only the sealed clock knows', async () => {
    await despair('遗书写好了，药我已经吃下去了')
    const timers = await talk.program.storage.read(tx => tx.db.select().from(tx.t.timer))
    const clock = timers.find(timer => timer.lane === 'heart.clock')
    expect((clock?.at ?? 1) % (5 * MINUTE)).toBe(0)
    expect(clock?.event).toBe('')
    expect(((await files())[0]?.due ?? 1) % HOUR).toBe(0)
  })
})
