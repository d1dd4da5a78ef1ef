import { afterEach, describe, expect, test } from 'vitest'
import { dueWaves } from '../../../src/care/encourage/rules.ts'
import { insertLeave } from '../../../src/care/leave/store.ts'
import type { HalfDay } from '../../../src/kernel/half-day.ts'
import { call } from '../../support/call.ts'
import { idOf, openTalk, type Talk } from '../../support/talk.ts'

const HOUR = 3_600_000
let talk: Talk
/** Texts that left in bulks, by who got them. */
let got: Map<string, string[]>
async function begin(at: string): Promise<void> {
  talk = await openTalk({ at })
  got = new Map()
  talk.outcomes = (message, to) => {
    for (const { contact } of to) got.set(contact, [...(got.get(contact) ?? []), message.text])
    return to.map(() => ({ state: 'sent' }))
  }
}
const pass = async (ms: number) => {
  await talk.pass(ms)
  await talk.pass(0)
  await talk.program.road.bulk.tick()
}
const to = (who: string) => got.get(idOf(who)) ?? []

describe('waves', () => {
  const waves = [
    { id: 'leaders', from: '04-13', who: 'leaders' as const },
    { id: 'others', from: '04-20', who: 'others' as const },
  ]
  test.each([
    ['2026-04-12', []],
    ['2026-04-13', ['leaders']],
    ['2026-04-18', ['leaders']],
    ['2026-04-19', []],
    ['2026-04-20', ['others']],
  ])('on %s: %j', (today, due) => {
    expect(dueWaves({ waves, late_days: 5 }, today)).toEqual(due)
  })
})

describe('unused annual leave', () => {
  afterEach(() => talk.close())

  test('leaders hear of it first, the others a week later, each with his days and what to say next', async () => {
    await begin('2026-10-12T08:00')
    await pass(HOUR)
    expect(to('wang')).toEqual([
      '离年底还有两个多月，你的年假还有15天（还没核对，以人事为准）。请先定下来，大家好错开。说“请年假”加日期，或发“拼个长假”。',
    ])
    expect(to('chenyu')).toEqual([])
    await pass(7 * 24 * HOUR)
    expect(to('chenyu')).toEqual([
      '年假还有10天（还没核对，以人事为准），最后两个月了。挑几天歇歇，说“请年假”加日期就行。',
    ])
    expect(to('wang')).toHaveLength(1)
    // Who has no number is told none.
    expect(to('malin')).toEqual([])
  })

  test('is said in the hours for reminders, once, also where the program is started again', async () => {
    await begin('2026-10-12T07:30')
    await pass(0)
    expect(to('wang')).toEqual([])
    await pass(2 * HOUR)
    expect(to('wang')).toHaveLength(1)
    await talk.restart()
    await pass(HOUR)
    await pass(24 * HOUR)
    expect(to('wang')).toHaveLength(1)
  })

  test('not to who is away, has asked, has planned, or does not wish it', async () => {
    await begin('2026-10-18T10:00')
    const leave = async (who: string, from: HalfDay, until: HalfDay, status: string) =>
      talk.program.storage.transaction(async tx => {
        const person = await talk.program.directory.byUserid(tx, idOf(who))
        const no = `QJ-20261001-${who}`
        await insertLeave(tx, {
          no,
          person: person?.id ?? '',
          from,
          to: until,
          account: 'none',
          halfDays: 2,
          status,
        })
      })
    await leave('ligang', '2026-10-16a', '2026-10-20p', 'approved')
    await leave('zhangwei1', '2026-11-02a', '2026-11-03p', 'pending')
    await talk.say('xuan', '计划12月7日到9日休年假')
    await talk.say('xuan', '记下')
    expect(await talk.say('chenyu', '不再提醒休假')).toContain('不再提醒你休年假了')
    got.clear()
    await pass(23 * HOUR)
    for (const who of ['ligang', 'zhangwei1', 'xuan', 'chenyu']) expect(to(who), who).toEqual([])
    expect(to('linyue')).toHaveLength(1)
    expect(await talk.say('chenyu', '恢复休假提醒')).toContain('我会提醒你')
  })

  test('who has a child at school hears of the break before it', async () => {
    await begin('2026-10-18T10:00')
    await call(talk, 'chenjing', 'PUT', '/leave/school-breaks', {
      body: { breaks: [{ name: '秋假', from: '2026-11-16', to: '2026-11-20' }] },
    })
    expect(await talk.say('chenyu', '我有上学的孩子')).toContain('记下了')
    got.clear()
    await pass(23 * HOUR)
    expect(to('chenyu')).toEqual([
      '秋假（11月16日（周一）到11月20日（周五））快到了，你年假还有10天（还没核对，以人事为准）。想陪陪孩子就早点说，说“请年假”加日期，主管好先给你安排。',
    ])
  })
})
