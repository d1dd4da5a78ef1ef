import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { approve } from '../../support/approve.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const DAY = 86_400_000
const say = (text: string) => talk.say('chenyu', text)

async function leave(text: string): Promise<string> {
  await say(`${text}，因为家里有事`)
  const no = /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
  await approve(talk, no)
  return no
}

async function extend(text: string): Promise<string> {
  expect(await say(`${text}，因为老人还没出院`)).toContain('提交吗？')
  return /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
}
const rows = async () =>
  (await talk.program.storage.read(tx => tx.db.select().from(tx.t.leave))).map(row => ({
    no: row.no,
    when: `${row.from} ${row.to}`,
    halfDays: row.halfDays,
    status: row.status,
    back: row.back,
  }))

describe('续假', () => {
  test('the added days alone are decided and taken; the weekend between is no leave', async () => {
    const old = await leave('11月24日到27日请年假')
    await talk.pass(2 * DAY)
    const no = await extend('续假两天')
    expect(talk.last('sunli')).toBe(
      `陈小雨想续年假：原来到11月27日（周五）下午，再加11月30日（周一）到12月1日（周二），2天（原编号${old}），事由：老人还没出院。这次只批加的几天，编号${no}。`,
    )
    await approve(talk, no)
    expect(talk.last('chenyu')).toBe(
      '续好了，11月30日（周一）到12月1日（周二）的年假，王主任同意。年假还剩4天，安心休息。',
    )
    expect(await rows()).toEqual([
      { no: old, when: '2026-11-24a 2026-11-27p', halfDays: 8, status: 'approved', back: null },
      { no, when: '2026-11-30a 2026-12-01p', halfDays: 4, status: 'approved', back: null },
    ])
  })

  test('a refusal leaves the old end standing, and says when work begins', async () => {
    const old = await leave('11月24日到27日请年假')
    await talk.pass(2 * DAY)
    const no = await extend('续假到12月2日')
    await talk.say('sunli', `驳回 ${no}`)
    await talk.say('sunli', '下周要迎检')
    expect(talk.last('chenyu')).toBe(
      '孙副主任没同意续年假：“下周要迎检”。原来的假照旧到11月27日（周五）下午，11月30日（周一）上午回来上班。实在回不来，先给他打个电话。',
    )
    expect((await rows()).map(({ status }) => status)).toEqual(['approved', 'refused'])
    expect(old).not.toBe(no)
    expect(await say('我的假期')).toContain('年假还剩6天')
  })

  test('balance, limit and other leave are judged over the whole', async () => {
    await leave('11月24日到12月4日请年假')
    await leave('12月9日请一天事假')
    await talk.pass(2 * DAY)
    expect(await say('续假两天，因为没办完')).toContain('年假不够')
    expect(await say('一天')).toContain('提交吗')
    await say('取消')
    expect(await say('续假到12月9日，因为没办完')).toContain('已经有另一份假了')
  })

  test('where other leave lies in the days to be added, what is not asked for yet is named', async () => {
    await leave('11月24日到26日请年假')
    await leave('11月27日上午请事假')
    await talk.pass(DAY)
    expect(await say('续假到下周一，因为没办完')).toContain(
      '11月27日（周五）上午已经有另一份假了，11月27日（周五）下午到11月30日（周一）还没有请。续假要跟原来的连着，没请的这几天说“请假”加日期，另请一份。换个日子吗？',
    )
    await say('取消')
    await leave('12月1日请一天事假')
    expect(await say('续假到11月27日上午，因为没办完')).toContain(
      '11月27日（周五）上午已经有另一份假了，不用续。',
    )
  })

  test('what comes before other leave can be added', async () => {
    await leave('11月24日到25日请年假')
    await leave('11月27日请一天事假')
    await talk.pass(DAY)
    expect(await say('续假到下周一，因为没办完')).toContain(
      '11月27日（周五）已经有另一份假了，11月26日（周四）、11月30日（周一）还没有请。这次可以续11月26日（周四），再往后的说“请假”加日期，另请一份。换个日子吗？',
    )
    expect(await say('26日')).toContain('再加11月26日（周四），1天')
  })

  test('a second one waits for the first, and an extension can be extended', async () => {
    const old = await leave('11月24日到25日请年假')
    await talk.pass(DAY)
    const first = await extend('续假一天')
    expect(await say('续假一天，因为没办完')).toContain(`已经有一份续假在等批（${first}）`)
    await say('取消')
    await approve(talk, first)
    const second = await extend('续假一天')
    await approve(talk, second)
    expect((await rows()).map(({ when }) => when)).toEqual([
      '2026-11-24a 2026-11-25p',
      '2026-11-26a 2026-11-26p',
      '2026-11-27a 2026-11-27p',
    ])
    // Reported back once for all of it.
    await talk.pass(3 * DAY)
    expect(await say('我今天下午回来上班了')).toContain('没休的0.5天年假退给你')
    expect(await say('对')).toBe(`销好了，${old}。年假0.5天退回来了。`)
    expect((await rows()).map(({ no, halfDays, back }) => [no, halfDays, back])).toEqual([
      [old, 4, '2026-11-27p'],
      [first, 2, '2026-11-27p'],
      [second, 1, '2026-11-27p'],
    ])
    expect(await say('我的假期')).toContain('年假还剩6.5天')
    expect(await say('销假')).toContain('没有要销的假')
  })

  test('asked for when he is due, it is said kindly with what to do', async () => {
    await leave('11月24日到25日请年假')
    await talk.pass(3 * DAY)
    expect(await say('续假一天，因为没办完')).toMatch(/过了期的续不了。先给主管打个电话/)
  })

  test('over a weekend it is in time until work begins', async () => {
    await leave('11月26日到27日请年假')
    await talk.pass(6 * DAY)
    expect(await say('续假一天，因为没办完')).toContain('再加11月30日（周一）')
  })

  test('is not agreed to once he has come back: it went with his report', async () => {
    await leave('11月24日到27日请年假')
    await talk.pass(DAY)
    const no = await extend('续假一天')
    expect(await say('我今天下午提前回来上班了')).toContain('还在等批的续假就撤了')
    await say('对')
    expect((await rows()).find(row => row.no === no)?.status).toBe('withdrawn')
    expect(await talk.say('sunli', `同意 ${no}`)).not.toContain('同意了')
  })

  test('what was added can be taken back until it begins; the rest stands', async () => {
    const old = await leave('11月24日到25日请年假')
    await talk.pass(DAY)
    const no = await extend('续假两天')
    await approve(talk, no)
    await say(`撤回${no}`)
    expect(await say('撤回')).toContain('年假2天退回来了')
    expect((await rows()).map(row => [row.no, row.status])).toEqual([
      [old, 'approved'],
      [no, 'withdrawn'],
    ])
    expect(await say('改假')).toContain('没有能改的假')
  })

  test('together they are long enough to be asked for, and that is on the last day', async () => {
    await leave('11月24日到26日请年假')
    await talk.pass(DAY)
    await approve(talk, await extend('续假两天'))
    await talk.pass(5 * DAY)
    expect(talk.last('chenyu')).not.toContain('到期了')
    // Due on 1 December.
    await talk.pass(2 * DAY + 3_600_000)
    expect(talk.sent.filter(({ message }) => message.text.includes('到期了'))).toHaveLength(1)
  })
})

describe('sick leave that is made longer', () => {
  test('owes a certificate for the whole of it', async () => {
    await leave('11月24日请一天病假')
    await talk.pass(DAY)
    expect(await say('病假续一天，因为烧还没退')).toContain('加起来要有证明，11月30日（周一）前补')
    await say('提交')
    expect(talk.last('sunli')).toContain('证明说好11月30日（周一）前给')
    expect(await say('补证明')).toContain('请发证明的照片')
  })
})

test('one in the middle cannot be taken back alone: the last goes first, and no hole is left', async () => {
  await approve(talk, await leave('11月24日到27日请年假'))
  await talk.pass(2 * DAY)
  const first = await extend('续假一天')
  await approve(talk, first)
  const second = await extend('续假一天')
  await say(`撤回${first}`)
  expect(await say('撤回')).toContain(`先撤后面那份：说“撤回 ${second}”，再撤这一份。`)
  await say(`撤回${second}`)
  expect(await say('撤回')).toContain(`${second}作废`)
  await say(`撤回${first}`)
  expect(await say('撤回')).toContain(`${first}作废`)
  expect((await rows()).map(({ status }) => status)).toEqual(['approved', 'withdrawn', 'withdrawn'])
})

test('a reason said in the same breath is the reason', async () => {
  await approve(talk, await leave('11月24日到27日请年假'))
  await talk.pass(2 * DAY)
  expect(await say('续假一天，家里有事')).toContain('事由：家里有事')
})
