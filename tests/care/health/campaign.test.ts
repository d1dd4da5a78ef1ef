import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { insertLeave } from '../../../src/care/leave/store.ts'
import { halfDay } from '../../../src/kernel/half-day.ts'
import { writeSetting } from '../../../src/runtime/settings.ts'
import { call, NoRole } from '../../support/call.ts'
import { idOf, openTalk, type Talk } from '../../support/talk.ts'

const DAY = 86_400_000
const WINDOW = {
  title: '秋季体检',
  from: '2026-11-24',
  to: '2026-12-31',
  place: '样例医院3楼',
  paidDay: true,
}

let talk: Talk
/** Calls to the channel: to how many, and what. */
let calls: { to: string[]; text: string }[]

beforeEach(async () => {
  talk = await openTalk({ at: '2026-11-23T09:00' })
  calls = []
  talk.outcomes = (message, to) => {
    calls.push({ to: to.map(r => r.contact), text: message.text })
    return to.map(() => ({ state: 'sent' }))
  }
})
afterEach(() => talk.close())

const open = (about: object = {}) =>
  call<{ id: string; invited: number; first: number | null }>(talk, 'chenjing', 'POST', '/campaigns', {
    body: { ...WINDOW, ...about },
  })
/** Mornings that pass, one by one. */
const days = async (n: number) => {
  for (let i = 0; i < n; i++) {
    await talk.pass(DAY)
    await talk.program.road.bulk.tick()
  }
}
const to = (who: string) => calls.filter(c => c.to.includes(idOf(who))).map(c => c.text)
const invitationOf = (who: string) =>
  talk.program.storage.read(async tx => {
    const person = await talk.program.directory.byUserid(tx, idOf(who))
    const [row] = await tx.db
      .select()
      .from(tx.t.invitation)
      .where(eq(tx.t.invitation.person, person?.id ?? ''))
    return row
  })

describe('leave for a check-up', () => {
  test('is asked whether it is the organisation’s, which takes none, and one tap goes there', async () => {
    await open()
    expect(await talk.say('chenyu', '请半天假去体检')).toBe(
      '秋季体检是11月24日（周二）到12月31日（周四），当天算公假，不用请假，也不扣假。是去这个体检吗？',
    )
    expect(await talk.tap('chenyu', '是，不请假了')).toContain('那假不用请了，没有交。\n秋季体检')
    expect(talk.buttons('chenyu')).toContain('已约')
  })

  test('of another, of somebody else’s, on another day or where the window is not paid is leave like any', async () => {
    await open()
    await talk.say('chenyu', '12月2日请一天事假，去体检')
    expect(await talk.tap('chenyu', '不是，照样请')).toContain(
      '事假，12月2日（周三），共1天，事由：去体检。提交吗？',
    )
    await talk.say('chenyu', '取消')
    for (const wish of ['12月2日请一天事假，陪老人去体检', '2027年1月5日请一天事假，去体检'])
      expect(await talk.say('chenyu', wish)).toContain('提交吗？')
  })
})

describe('a window opens', () => {
  test('with one message to all who are invited, in one call', async () => {
    expect(await open()).toMatchObject({ invited: 20 })
    expect(calls).toHaveLength(0)
    await days(1)
    expect(calls).toEqual([
      {
        to: expect.toSatisfy((list: string[]) => list.length === 20),
        text: '秋季体检可以约了，11月24日（周二）到12月31日（周四），地点样例医院3楼。当天算公假，不用请假。约好了告诉我，说“已约”加日期就行。',
      },
    ])
    expect(talk.buttons('chenyu')).toEqual(['已约', '已检'])
  })

  test('only for the units, or the people, it is meant for', async () => {
    expect(await open({ units: ['样例街道办'] })).toMatchObject({ invited: 8 })
    expect(await open({ people: ['sample-chenyu', 'sample-malin'] })).toMatchObject({ invited: 2 })
    await days(1)
    expect(calls.map(c => c.to.length).sort()).toEqual([2, 8])
  })

  test('not before nine, not on a rest day', async () => {
    await open({ from: '2026-11-28' })
    await days(5)
    expect(calls).toHaveLength(0)
    await talk.pass(2 * DAY - 60 * 60_000)
    expect(calls).toHaveLength(0)
    await talk.pass(60 * 60_000)
    expect(calls).toHaveLength(1)
  })

  test('and what 11:30 cuts off goes on the next morning', async () => {
    await open({ from: '2026-11-23', people: ['sample-chenyu'] })
    talk.outcomes = (_message, all) => all.map(() => ({ state: 'later', code: 'DOWN', wait: 3 * 3_600_000 }))
    await talk.pass(1)
    talk.outcomes = (message, all) => {
      calls.push({ to: all.map(r => r.contact), text: message.text })
      return all.map(() => ({ state: 'sent' }))
    }
    await talk.pass(4 * 3_600_000)
    await talk.program.road.bulk.tick()
    expect(calls).toHaveLength(0)
    await talk.pass(20 * 3_600_000)
    await talk.program.road.bulk.tick()
    expect(to('chenyu')).toHaveLength(1)
  })

  test('also for those who join the roster later', async () => {
    await open({ units: ['样例街道办'] })
    await days(1)
    await talk.program.storage.transaction(async tx => {
      const [row] = await tx.db.select().from(tx.t.person).where(eq(tx.t.person.userid, 'sample-chenyu'))
      if (row)
        await tx.db.insert(tx.t.person).values({ ...row, id: 'new', userid: 'sample-new', name: '新来的' })
    })
    calls = []
    await days(1)
    expect(calls).toEqual([{ to: ['sample-new'], text: expect.stringContaining('可以约了') }])
  })
})

describe('who has not booked', () => {
  test('is reminded once a week, four times at most, and never in the same words', async () => {
    await open()
    await days(38)
    const texts = to('chenyu')
    expect(texts).toHaveLength(5)
    expect(new Set(texts).size).toBe(5)
    expect(texts.at(-1)).toContain('就提醒到这里')
    expect(calls.filter(c => c.text !== '').every(c => c.to.length === 20)).toBe(true)
  })

  test('has exactly a week between two messages, and mornings of workdays only', async () => {
    const at: string[] = []
    talk.outcomes = (_message, all) => {
      at.push(new Date(talk.now() + 8 * 3_600_000).toISOString().slice(0, 16))
      return all.map(() => ({ state: 'sent' }))
    }
    await open()
    await days(38)
    expect(at).toEqual([
      '2026-11-24T09:00',
      '2026-12-01T09:00',
      '2026-12-08T09:00',
      '2026-12-15T09:00',
      '2026-12-22T09:00',
    ])
  })

  test('gets nothing of what was missed twice when the program was down for weeks', async () => {
    await open()
    await talk.pass(21 * DAY)
    expect(to('chenyu')).toHaveLength(1)
    await days(6)
    expect(to('chenyu')).toHaveLength(1)
  })

  test('is left alone on leave, and asked on the first morning back', async () => {
    await open()
    await talk.program.storage.transaction(async tx => {
      const person = await talk.program.directory.byUserid(tx, 'sample-ligang')
      await insertLeave(tx, {
        no: 'QJ-1',
        person: person?.id ?? '',
        from: halfDay('2026-11-24', 'p'),
        to: halfDay('2026-11-25', 'p'),
        account: 'annual',
        halfDays: 3,
        status: 'approved',
      })
    })
    await days(2)
    expect(to('ligang')).toHaveLength(0)
    expect(to('chenyu')).toHaveLength(1)
    await days(1)
    expect(to('ligang')).toEqual([expect.stringContaining('可以约了')])
  })

  test('is left alone after 不再提醒, but never spared the first message', async () => {
    await open()
    expect(await talk.say('wumin', '不再提醒')).toContain('不再提醒你')
    await days(1)
    expect(to('wumin').filter(t => t.includes('可以约了'))).toHaveLength(1)
    await days(30)
    expect(to('wumin').filter(t => t.includes('体检'))).toHaveLength(2)
    expect(to('chenyu')).toHaveLength(5)
  })
})

describe('what people answer', () => {
  beforeEach(async () => {
    await open()
    await days(1)
  })

  test('已约 by a tap: the day is asked, noted, and reminded of', async () => {
    expect(await talk.tap('chenyu', '已约')).toBe('约的哪天？说“下周三”或“12月3日”都行。')
    expect(await talk.say('chenyu', '12月10日')).toBe(
      '记下了，12月10日（周四）体检。当天算公假，不用请假。去之前我提醒你。',
    )
    expect(await invitationOf('chenyu')).toMatchObject({ status: 'booked', date: '2026-12-10' })
    calls = []
    await days(20)
    expect(to('chenyu')).toEqual([
      '你约的秋季体检在12月10日（周四），地点样例医院3楼。早上空腹，带上身份证。当天算公假，不用请假。去不了就说“改期”。',
      '秋季体检约的是12月10日（周四），去了吗？去了回“已检”，没去成回“改期”，我帮你记新的日子。',
    ])
  })

  test('in one sentence', async () => {
    expect(await talk.say('chenyu', '我约好体检了，12月3日去')).toContain('记下了，12月3日（周四）体检')
  })

  test('已检 ends the reminders, and no result is asked for', async () => {
    await talk.say('chenyu', '已约12月10日')
    expect(await talk.say('chenyu', '体检做完了')).toBe(
      '记下了，体检做完了。结果医院直接给你，我这里不问也不存。',
    )
    calls = []
    await days(30)
    expect(to('chenyu')).toHaveLength(0)
  })

  test('改期 takes the new day', async () => {
    await talk.say('chenyu', '已约12月10日')
    expect(await talk.say('chenyu', '体检改到12月17日')).toContain('12月17日（周四）体检')
    expect(await invitationOf('chenyu')).toMatchObject({ status: 'booked', date: '2026-12-17' })
  })

  test('a day outside the window, or past, is put back', async () => {
    await talk.say('chenyu', '已约')
    expect(await talk.say('chenyu', '2027年1月8日')).toContain(
      '不在体检时间里（11月24日（周二）到12月31日（周四））',
    )
    expect(await talk.say('chenyu', '12月31日')).toContain('记下了')
  })

  test('who has muted and books is told that nobody will remind him', async () => {
    await talk.say('chenyu', '不再提醒')
    expect(await talk.say('chenyu', '已约12月10日')).toContain('提醒是关着的')
    calls = []
    await days(30)
    expect(to('chenyu')).toHaveLength(0)
  })

  test('体检 shows the window and how I stand', async () => {
    await talk.say('chenyu', '已约12月10日')
    expect(await talk.say('chenyu', '体检什么时候')).toBe(
      '秋季体检，11月24日（周二）到12月31日（周四），地点样例医院3楼。当天算公假，不用请假。你约的是12月10日（周四）。是哪一种情况？',
    )
    expect(talk.buttons('chenyu')).toEqual(['已约', '已检', '改期', '不再提醒'])
  })

  test('after the last day 已检 is still taken, for two weeks', async () => {
    await talk.say('chenyu', '已约12月31日')
    await days(41)
    expect(to('chenyu').at(-1)).toContain('去了吗')
    expect(await talk.say('chenyu', '已检')).toContain('记下了')
    await days(14)
    expect(await talk.say('chenyu', '已检')).toBe('现在没有你的体检安排。有了我会告诉你。')
  })
})

describe('the share of the monthly quota', () => {
  const used = (n: number) =>
    talk.program.storage.transaction(tx =>
      tx.db
        .insert(tx.t.quota)
        .values({ month: '2026-11', kind: 'api', used: n })
        .onConflictDoUpdate({ target: [tx.t.quota.month, tx.t.quota.kind], set: { used: n } }),
    )

  test('reminders stop at 70 %, answers do not; they go on in the next month', async () => {
    await used(3_500)
    await open()
    await days(1)
    expect(calls.filter(c => c.text.includes('体检'))).toHaveLength(0)
    expect(talk.last('zhou')).toContain('reminders_paused')
    expect(await talk.say('chenyu', '体检')).toContain('秋季体检')
    calls = []
    await days(7)
    expect(to('chenyu').filter(t => t.includes('可以约了'))).toHaveLength(1)
  })

  test('is that of the setting where one is set', async () => {
    await used(100)
    await talk.program.storage.transaction(tx => writeSetting(tx, 'quota.api', 100, null, 0))
    await open()
    await days(1)
    expect(calls.filter(c => c.text.includes('体检'))).toHaveLength(0)
    await talk.program.storage.transaction(tx => writeSetting(tx, 'quota.api', 1_000, null, 0))
    await days(1)
    expect(calls.filter(c => c.text.includes('可以约了'))).toHaveLength(1)
  })
})

describe('in the console', () => {
  test('a unit’s health contact sees his own unit, booked or not booked, and nothing else', async () => {
    const { id } = await open()
    await days(1)
    await talk.say('chenyu', '已约12月10日')
    await talk.say('ligang', '已检')
    await talk.say('wumin', '不再提醒')
    const seen = await call<{ people: object[] }>(talk, 'sunli', 'GET', `/campaigns/${id}`, {
      query: { unit: '样例组宣部' },
    })
    expect(seen).toMatchObject({ invited: 8, booked: 2 })
    expect(seen.people).toHaveLength(8)
    expect(seen.people).toContainEqual({ name: '陈小雨', unit: '样例街道办', booked: true })
    expect(seen.people).toContainEqual({ name: '李刚', unit: '样例街道办', booked: true })
    expect(seen.people).toContainEqual({ name: '吴敏', unit: '样例街道办', booked: false })
    for (const person of seen.people) expect(Object.keys(person)).toEqual(['name', 'unit', 'booked'])
  })

  test('a window of another unit is not there for him', async () => {
    const { id } = await open({ units: ['样例城投公司'] })
    await expect(call(talk, 'sunli', 'GET', `/campaigns/${id}`)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await call(talk, 'sunli', 'GET', '/campaigns')).toEqual([])
    expect(await call(talk, 'zhengli', 'GET', '/campaigns')).toHaveLength(1)
  })

  test('he invites his own unit only', async () => {
    const own = call(talk, 'sunli', 'POST', '/campaigns', { body: WINDOW })
    expect(await own).toMatchObject({ invited: 8 })
    const other = call(talk, 'sunli', 'POST', '/campaigns', { body: { ...WINDOW, units: ['样例城投公司'] } })
    await expect(other).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    const person = call(talk, 'sunli', 'POST', '/campaigns', {
      body: { ...WINDOW, people: ['sample-malin'] },
    })
    await expect(person).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  })

  test('everybody else has no such page', async () => {
    await expect(call(talk, 'chenyu', 'GET', '/campaigns')).rejects.toBeInstanceOf(NoRole)
  })

  test('says when the first message goes: in the sending hours of the first workday', async () => {
    const { first } = await open({ from: '2026-11-28' })
    expect(first).toBe(Date.parse('2026-11-30T09:00+08:00'))
  })

  test('names every fault of a new window', async () => {
    const wrong = open({ units: ['没有的单位'], people: ['nobody'] })
    await expect(wrong).rejects.toMatchObject({ details: [{ where: 'units' }, { where: 'people' }] })
    await expect(open({ to: '2026-11-20' })).rejects.toMatchObject({
      details: [{ where: 'to', rule: 'not_before' }],
    })
    await expect(open({ from: '2026-02-30' })).rejects.toMatchObject({
      details: [{ where: 'from', rule: 'date' }],
    })
  })

  test('closing a window ends its reminders, also those that were on their way', async () => {
    const { id } = await open()
    talk.outcomes = (_message, all) => all.map(() => ({ state: 'later', code: 'DOWN', wait: 60_000 }))
    await days(1)
    expect(await call(talk, 'chenjing', 'POST', `/campaigns/${id}/close`)).toEqual({ ok: true })
    talk.outcomes = (message, all) => {
      calls.push({ to: all.map(r => r.contact), text: message.text })
      return all.map(() => ({ state: 'sent' }))
    }
    await days(20)
    await talk.program.road.bulk.tick()
    expect(calls).toHaveLength(0)
    expect(await talk.say('chenyu', '体检')).toBe('现在没有你的体检安排。有了我会告诉你。')
    const again = call(talk, 'chenjing', 'POST', `/campaigns/${id}/close`)
    await expect(again).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('after the last day the contact gets two numbers, once', async () => {
    await open({ to: '2026-11-26' })
    await days(1)
    await talk.say('chenyu', '已约11月26日')
    await days(20)
    expect(to('sunli').filter(t => t.includes('到期了'))).toEqual([
      '秋季体检到期了。你们单位已约1人，没约7人，名单在控制台“体检”里。',
    ])
  })
})

test('nothing that is kept or sent about a check says anything medical', async () => {
  const marker = '血压高标记词'
  await open()
  await days(1)
  await talk.say('chenyu', `体检做完了，${marker}`)
  const rows = await talk.program.storage.read(async tx => [
    ...(await tx.db.select().from(tx.t.invitation)),
    ...(await tx.db.select().from(tx.t.outbox)),
    ...(await tx.db.select().from(tx.t.campaign)),
  ])
  expect(JSON.stringify([rows, talk.logged, calls])).not.toContain(marker)
})
