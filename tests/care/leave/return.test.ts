import { afterEach, describe, expect, test } from 'vitest'
import { approve } from '../../support/approve.ts'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
afterEach(() => talk.close())

const DAY = 86_400_000
const say = (text: string) => talk.say('chenyu', text)
const told = (who: string, words: string) =>
  talk.sent
    .filter(({ to, message }) => to === `sample-${who}` && message.text.includes(words))
    .map(({ message }) => message.text)

async function overtime(date: string, hours: number): Promise<string> {
  await say(`${date}加班${hours}小时，项目攻坚`)
  const [no = ''] = /JB-[\d-]+/.exec(await say('提交')) ?? []
  await talk.tap('sunli', '同意')
  return no
}

async function leave(text: string): Promise<string> {
  await say(`${text}，因为家里有事`)
  const no = /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
  await approve(talk, no)
  return no
}

/** Leave, and nobody hears of him for so many days; then he says since when he is back. */
async function lateBy(text: string, days: number, back: string): Promise<void> {
  await leave(text)
  for (let day = 0; day < days; day++) await talk.pass(DAY)
  await say(`我${back}回来上班了，销假`)
  await say('对')
}

const lines = async (cause: string) =>
  (await talk.program.storage.read(tx => tx.db.select().from(tx.t.ledger)))
    .filter(line => line.cause === cause)
    .map(line => [line.account, line.year, line.grant, line.halfDays])

describe('back before the end', () => {
  test('what was not taken comes back, the half-day of return is worked, the supervisor is told', async () => {
    talk = await openTalk()
    const no = await leave('11月24日到11月30日请年假')
    expect(await say('我的假期')).toContain('年假还剩5天')
    await talk.pass(3 * DAY)
    expect(await say('我今天下午提前回来上班了')).toContain('没休的2.5天年假退给你')
    expect(await say('对')).toBe(`销好了，${no}。年假2.5天退回来了。`)
    expect(await say('我的假期')).toContain('年假还剩7.5天')
    expect(told('sunli', '起上班了')).toEqual([
      `陈小雨从11月26日（周四）下午起上班了，11月24日（周二）到11月30日（周一）的年假已销（${no}）。`,
    ])
    expect(await lines('returned')).toEqual([['annual', 2026, '', 5]])
    // The days that came back are free for other leave.
    expect(await say('11月30日请一天事假，因为有事')).toContain('提交吗')
  })

  test('comp-days go back to the grants they came from, the last taken first', async () => {
    talk = await openTalk()
    const older = await overtime('11月14日', 8)
    const later = await overtime('11月21日', 8)
    await leave('11月24日到25日请补休')
    await talk.pass(DAY)
    await say('我今天下午提前回来上班了')
    await say('对')
    await talk.pass(DAY)
    expect((await lines('leave')).map(([, , grant, halfDays]) => [grant, halfDays])).toEqual([
      [older, -2],
      [later, -2],
    ])
    expect((await lines('returned')).map(([, , grant, halfDays]) => [grant, halfDays])).toEqual([
      [later, 2],
      [older, 1],
    ])
    expect(await say('我的假期')).toContain('补休还剩1.5天')
  })

  test('over New Year each year gets its own back', async () => {
    talk = await openTalk({ at: '2025-12-24T09:00' })
    await leave('12月30日到2026年1月6日请年假')
    await talk.pass(7 * DAY)
    await say('我今天提前回来上班了，上午')
    await say('对')
    expect((await lines('returned')).map(([, year, , halfDays]) => [year, halfDays]).sort()).toEqual([
      [2025, 2],
      [2026, 6],
    ])
  })

  test('what is listed afterwards is what was taken', async () => {
    talk = await openTalk()
    const no = await leave('11月24日到11月30日请年假')
    await talk.pass(3 * DAY)
    await say('我今天下午提前回来上班了')
    await say('对')
    expect(await say('我的申请')).toContain(
      `${no} 年假 11月24日（周二）到11月26日（周四）上午 2.5天，已销：已批`,
    )
  })

  test('who took nothing of it is not away, and no date is turned round', async () => {
    talk = await openTalk()
    const no = await leave('11月24日到11月30日请年假')
    await talk.pass(DAY)
    await say('我今天上午就来上班了，销假')
    expect(await say('对')).toContain('年假5天退回来了')
    expect(await say('我的申请')).toContain(
      `${no} 年假 11月24日（周二）到11月30日（周一） 5天，没休，已销：已批`,
    )
    expect(await say('我的假期')).toContain('年假还剩10天')
    const query = { month: '2026-11' }
    expect(await call(talk, 'sunli', 'GET', '/absences', { query })).toMatchObject({ people: [] })
    // The days are free for other leave.
    expect(await say('11月25日请一天事假，因为有事')).toContain('提交吗')
  })

  test('a leave is reported back from once', async () => {
    talk = await openTalk()
    await leave('11月24日到25日请年假')
    await talk.pass(DAY)
    await say('我今天下午提前回来上班了')
    await say('对')
    expect(await say('销假')).toContain('没有要销的假')
    expect(await lines('returned')).toHaveLength(1)
  })
})

describe('nobody has reported back', () => {
  test('a long leave: a word on the day, then the marks, to both sides; it stops when he reports', async () => {
    talk = await openTalk()
    await leave('11月24日到11月27日请年假')
    for (let day = 0; day < 12; day++) await talk.pass(DAY)
    // Due back on Monday 30 November; three workdays late on Thursday 3 December.
    expect(told('chenyu', '的假到期了')).toHaveLength(1)
    expect(told('chenyu', '到期已经3个工作日')).toHaveLength(1)
    expect(told('sunli', '到期3个工作日了')).toHaveLength(1)
    expect(await say('我11月30日就回来上班了，销假')).toContain('11月30日（周一）起上班。对吗')
    await say('对')
    for (let day = 0; day < 20; day++) await talk.pass(DAY)
    expect(told('sunli', '到期10个工作日了')).toEqual([])
  })

  test('HR hears of fifteen workdays in a row, with the law of who it is for; nobody before', async () => {
    talk = await openTalk()
    const no = await leave('11月24日到11月27日请年假')
    for (let day = 0; day < 26; day++) await talk.pass(DAY)
    expect(told('chenjing', no)).toEqual([])
    // Due back on 30 November; fifteen workdays late on 21 December.
    for (let day = 0; day < 4; day++) await talk.pass(DAY)
    expect(told('chenjing', no)).toEqual([
      `${no}的假到期15个工作日了，还没销。先跟本人和他的主管核实，可能只是忘了销；回来了可以在控制台替他销。按《公务员法》第八十八条，无正当理由连着旷工超过15天，或一年累计超过30天，可以辞退。这里只提醒，怎么处理由单位定。`,
    ])
    expect(told('sunli', '到期15个工作日了')).toHaveLength(1)
  })

  test('days of a year add up over several leaves, and are told to the three of them once each', async () => {
    talk = await openTalk({ at: '2026-03-02T09:00' })
    // Due on 9 March, there on 23 March: ten workdays. Due on 6 April (a holiday) → 7 April, there on 20 April: nine.
    await lateBy('3月3日到6日请事假', 21, '3月23日上午')
    await lateBy('3月31日到4月3日请事假', 28, '4月20日上午')
    expect(told('chenjing', '累计')).toEqual([])
    // Due on 4 May (a holiday) → 6 May: the first workday makes twenty on 7 May.
    const no = await leave('4月27日到30日请事假')
    for (let day = 0; day < 18; day++) await talk.pass(DAY)
    const [hr, ...more] = told('chenjing', '累计')
    expect(hr).toMatch(new RegExp(`^${no}的假到期没有销，连同以前晚回来的，今年累计20个工作日了。`))
    expect(more).toEqual([])
    expect(told('chenyu', '今年累计20个工作日')).toHaveLength(1)
    expect(told('sunli', '今年累计20个工作日')).toHaveLength(1)
    await say('我5月7日上午回来上班了，销假')
    await say('对')
    // What was said of the year is not said again for the next leave.
    await leave('6月1日到5日请事假')
    for (let day = 0; day < 32; day++) await talk.pass(DAY)
    expect(told('chenyu', '6月1日（周一）到6月5日（周五）的假到期了')).toHaveLength(1)
    expect(told('chenjing', '累计')).toHaveLength(1)
  })

  test('half-days of several leaves add up to the mark of the year', async () => {
    talk = await openTalk({ at: '2026-03-02T14:00' })
    // Ten workdays, and nine and a half.
    await lateBy('3月3日到6日请事假', 21, '3月23日上午')
    await lateBy('3月31日到4月3日请事假', 28, '4月20日下午')
    // Due on the afternoon of 30 April; after the holidays, on the morning of 6 May, that makes twenty.
    const no = await leave('4月27日到4月30日上午请事假')
    for (let day = 0; day < 14; day++) await talk.pass(DAY)
    expect(told('chenjing', '累计')).toEqual([])
    for (let day = 0; day < 3; day++) await talk.pass(DAY)
    expect(told('chenjing', '累计20个工作日')).toEqual([expect.stringContaining(no)])
    for (const who of ['chenyu', 'sunli']) expect(told(who, '今年累计20个工作日')).toHaveLength(1)
  })

  test('of a short leave nothing is asked', async () => {
    talk = await openTalk()
    await leave('11月24日到11月26日请年假')
    for (let day = 0; day < 12; day++) await talk.pass(DAY)
    expect(told('chenyu', '到期')).toEqual([])
  })

  test('a mark that fell on days the program was down is said when it is up again, the highest alone', async () => {
    talk = await openTalk()
    await leave('11月24日到11月27日请年假')
    await talk.pass(11 * DAY)
    for (let day = 0; day < 3; day++) await talk.pass(DAY)
    expect(told('chenyu', '的假到期')).toEqual([expect.stringContaining('到期已经4个工作日')])
    expect(told('sunli', '还没销')).toHaveLength(1)
  })

  test('who is on further leave is not late: it counts from the end of all of it, and is said once', async () => {
    talk = await openTalk()
    await leave('11月24日到11月30日请年假')
    await leave('12月1日到12月10日请事假')
    for (let day = 0; day < 17; day++) await talk.pass(DAY)
    expect(told('chenyu', '的假到期')).toEqual([])
    for (let day = 0; day < 7; day++) await talk.pass(DAY)
    expect(told('chenyu', '的假到期了')).toHaveLength(1)
    expect(told('sunli', '到期3个工作日了')).toHaveLength(1)
    expect(await say('销假')).toContain('销')
  })

  test('half-days that later leave covers are not counted as late', async () => {
    talk = await openTalk()
    await leave('11月24日到11月27日请年假')
    await leave('12月1日到2日请事假')
    for (let day = 0; day < 11; day++) await talk.pass(DAY)
    // Due on Monday 30 November, Tuesday and Wednesday on leave: two workdays late on Friday morning.
    expect(told('sunli', '还没销')).toEqual([])
    await talk.pass(3 * DAY)
    // Three workdays by now, of which leave lies between: in a row (公务员法 art. 88(5)) they are two.
    expect(told('sunli', '还没销')).toEqual([])
    await talk.pass(DAY)
    expect(told('sunli', '到期3个工作日了')).toHaveLength(1)
    await say('销假')
    await say('QJ-20261123-0001')
    expect(await say('12月7日上午')).toContain('比到期晚了3个工作日')
  })

  test('who has reported back from the leave that followed is back from all of it', async () => {
    talk = await openTalk()
    await leave('11月24日到11月27日请年假')
    await leave('11月30日请一天事假')
    for (let day = 0; day < 8; day++) await talk.pass(DAY)
    expect(told('chenyu', '的假到期了')).toHaveLength(1)
    await say('销假')
    await say('QJ-20261123-0002')
    await say('今天上午')
    await say('对')
    for (let day = 0; day < 10; day++) await talk.pass(DAY)
    expect(told('sunli', '还没销')).toEqual([])
  })
})
