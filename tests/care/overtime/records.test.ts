import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { protect } from '../../../src/care/overtime/protect.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

const DAY = 86_400_000

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const rows = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.overtime))
const lines = async () =>
  (await talk.program.storage.read(tx => tx.db.select().from(tx.t.ledger)))
    .filter(({ account }) => account === 'comp')
    .map(({ cause, halfDays }) => [cause, halfDays])
const balance = async (who = 'chenyu') => /补休还剩([\d.]+)天/.exec(await talk.say(who, '我的假期'))?.[1]

/** Hands a report in and has it confirmed. @returns its number */
async function report(text: string, who = 'chenyu'): Promise<string> {
  await talk.say(who, text)
  const [no = ''] = /JB-[\d-]+/.exec(await talk.say(who, '提交')) ?? []
  await talk.tap('sunli', '同意')
  return no
}

async function personOf(userid: string): Promise<string> {
  const person = await talk.program.storage.read(tx => talk.program.directory.byUserid(tx, userid))
  return person?.id ?? ''
}

describe('hours are kept until they make half a day', () => {
  test('two evenings of two hours make one', async () => {
    await report('11月17日加班2小时，写材料')
    expect(talk.last('chenyu')).toContain('小时数先攒着')
    expect(await lines()).toEqual([])
    await talk.say('chenyu', '11月18日加班2小时，写材料')
    expect(talk.last('chenyu')).toContain('可以换0.5天补休')
    await talk.say('chenyu', '提交')
    // Who confirms reads what it makes: the first made nothing by itself.
    const asked = talk.sent.filter(({ message }) => message.text.startsWith('陈小雨登记'))
    expect(asked.map(({ message }) => message.text)).toEqual([
      '陈小雨登记加班：11月17日（周二），2小时，会议材料。编号JB-20261123-0001。',
      '陈小雨登记加班：11月18日（周三），2小时，会议材料。确认后换0.5天补休。编号JB-20261123-0002。',
    ])
    await talk.tap('sunli', '同意')
    expect(await lines()).toEqual([['overtime', 1]])
    expect(await balance()).toBe('0.5')
  })

  test('what is taken back takes its share of what was made together', async () => {
    const first = await report('11月17日加班3小时，写材料')
    await report('11月18日加班2小时，写材料')
    expect(await balance()).toBe('0.5')
    await talk.say('chenyu', `撤回${first}`)
    await talk.say('chenyu', '撤回')
    expect(await balance()).toBe('0')
    expect(await lines()).toEqual([
      ['overtime', 1],
      ['reversal', -1],
    ])
    await report('11月19日加班2小时，写材料')
    expect(await balance()).toBe('0.5')
  })

  test('a record whose half-day went with another one can still be taken back', async () => {
    const first = await report('11月17日加班3小时，写材料')
    const second = await report('11月18日加班2小时，写材料')
    for (const no of [first, second]) {
      await talk.say('chenyu', `撤回${no}`)
      await talk.say('chenyu', '撤回')
    }
    expect((await rows()).map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn'])
    expect(await balance()).toBe('0')
  })
})

describe('several days in one sentence', () => {
  test('are a record each, told to the supervisor at once and confirmed at once', async () => {
    await talk.say('chenyu', '上周一加了2小时，上周三加了3小时，迎检')
    const said = await talk.say('chenyu', '提交')
    expect(said).toMatch(/JB-20261123-0001、JB-20261123-0002/)
    expect(talk.last('sunli')).toContain('陈小雨一次登记了2天，检查督查')
    await talk.tap('sunli', '待办')
    await talk.say('sunli', '全部')
    await talk.say('sunli', '同意')
    expect((await rows()).map(({ date, status, list }) => [date, status, list])).toEqual([
      ['2026-11-16', 'approved', 'JD-20261123-0001'],
      ['2026-11-18', 'approved', 'JD-20261123-0001'],
    ])
    expect(await balance()).toBe('0.5')
  })

  test('a day that stands already refuses all of them', async () => {
    await report('11月16日加班2小时，写材料')
    await talk.say('chenyu', '11月16日加班2小时，11月18日加班3小时，迎检')
    expect(await talk.say('chenyu', '提交')).toContain('11月16日（周一）已经登记过了（JB-20261123-0001）')
    expect(await rows()).toHaveLength(1)
  })
})

describe('the same hours are credited once', () => {
  test('what was told once more waits for the first to be withdrawn, and comes back after nothing else', async () => {
    await report('上周六加班3小时，防汛')
    await talk.say('chenyu', '上周六加班4小时，防汛')
    await talk.say('chenyu', '提交')
    expect(await talk.say('chenyu', '我的假期')).toContain('加班登记没交成，先收着，要改就说“恢复”。')
    await talk.say('chenyu', '恢复')
    expect(await talk.say('chenyu', '提交')).toContain('已经登记过了')
    await talk.say('chenyu', '撤回JB-20261123-0001')
    expect(await talk.say('chenyu', '撤回')).toContain('接着办加班登记。\n11月21日（周六）加班4小时')
    expect(await talk.say('chenyu', '提交')).toContain('交上去了')
  })

  test('by the clock, where both say it', async () => {
    await report('上周六9点到12点加班，防汛')
    await talk.say('chenyu', '上周六11点到15点加班，防汛')
    expect(await talk.say('chenyu', '提交')).toContain('已经登记过了')
    await talk.say('chenyu', '取消')
    await talk.say('chenyu', '上周六14点到18点加班，防汛')
    expect(await talk.say('chenyu', '提交')).toContain('交上去了')
  })
})

describe('值班 and subsidies', () => {
  test('half of its hours count, and none where it was paid for', async () => {
    await talk.say('chenyu', '上周六值班8小时，值班备勤')
    await talk.tap('chenyu', '没发')
    await talk.say('chenyu', '提交')
    await talk.tap('sunli', '同意')
    expect(await balance()).toBe('0.5')
    await talk.say('chenyu', '上周日值班8小时，值班备勤')
    await talk.tap('chenyu', '发过')
    await talk.say('chenyu', '提交')
    expect(talk.last('sunli')).toContain('发过补贴，不换补休')
    await talk.tap('sunli', '同意')
    expect(talk.last('chenyu')).toContain('发过补贴，不再换补休')
    expect(await balance()).toBe('0.5')
    expect((await rows()).map(({ counted, subsidy }) => [counted, subsidy])).toEqual([
      [240, false],
      [0, true],
    ])
  })
})

describe('reported before it was worked', () => {
  test('is agreed to, and credited once its hours are confirmed', async () => {
    await talk.say('chenyu', '明天晚上要加班4小时，写材料')
    await talk.say('chenyu', '提交')
    expect(talk.last('sunli')).toContain('这是预先报的')
    await talk.tap('sunli', '同意')
    expect(talk.last('chenyu')).toContain('那天过后我会问你实际几个小时')
    expect(await balance()).toBe('0')
    await talk.pass(2 * DAY)
    expect(talk.last('chenyu')).toContain('实际几个小时')
    await talk.tap('chenyu', '跟批的一样')
    expect(await talk.say('chenyu', '确认')).toContain('0.5天补休到账')
    expect(await balance()).toBe('0.5')
    expect(await talk.say('chenyu', '确认加班小时')).toContain('没有等你报实际小时数的加班')
  })

  test('more than was agreed to is confirmed again', async () => {
    await talk.say('chenyu', '明天晚上要加班2小时，写材料')
    await talk.say('chenyu', '提交')
    await talk.tap('sunli', '同意')
    await talk.pass(2 * DAY)
    await talk.say('chenyu', '确认加班小时')
    await talk.say('chenyu', '4小时')
    expect(await talk.say('chenyu', '确认')).toContain('再确认一次')
    expect(await balance()).toBe('0')
    expect(talk.last('sunli')).toContain('原来批的是2小时')
    await talk.tap('sunli', '同意')
    expect(await balance()).toBe('0.5')
  })

  test('can be given up before', async () => {
    await talk.say('chenyu', '明天晚上要加班4小时，写材料')
    const [no = ''] = /JB-[\d-]+/.exec(await talk.say('chenyu', '提交')) ?? []
    await talk.tap('sunli', '同意')
    await talk.say('chenyu', `撤回${no}`)
    expect(await talk.say('chenyu', '撤回')).toContain('撤回了')
    await talk.pass(3 * DAY)
    expect(talk.last('chenyu')).not.toContain('实际几个小时')
  })
})

describe('a supervisor for several people', () => {
  test('one list credits everybody and tells everybody; again it credits nobody', async () => {
    await talk.say('sunli', '昨晚防台，陈小雨李刚加班8小时')
    const done = await talk.say('sunli', '提交')
    expect(done).toContain('登记好了，单号JD-20261123-0001，共2人')
    expect(await rows()).toHaveLength(2)
    expect(talk.last('chenyu')).toContain('孙')
    expect(await balance('chenyu')).toBe('1')
    expect(await balance('ligang')).toBe('1')
    await talk.say('sunli', '昨晚防台，陈小雨李刚加班8小时')
    expect(talk.last('sunli')).toContain('已经登记过了')
    expect(await rows()).toHaveLength(2)
  })

  test('the same tap twice is one list', async () => {
    await talk.say('sunli', '昨晚防台，陈小雨加班8小时')
    await Promise.all([talk.tap('sunli', '提交'), talk.tap('sunli', '提交')])
    expect(await rows()).toHaveLength(1)
  })

  test('only for those who report to one, and not for oneself', async () => {
    await talk.say('sunli', '昨晚防台，陈静加班8小时')
    expect(talk.last('sunli')).toContain('陈静不归你管')
    await talk.say('sunli', '取消')
    await talk.say('chenyu', '昨晚防台，李刚加班8小时')
    expect(talk.last('chenyu')).toContain('没有归你管的人')
    expect(await rows()).toEqual([])
  })

  test('what somebody was credited with can be taken back by that person', async () => {
    await talk.say('sunli', '昨晚防台，陈小雨加班8小时')
    await talk.say('sunli', '提交')
    const no = (await rows())[0]?.no ?? ''
    await talk.say('chenyu', `撤回${no}`)
    expect(await talk.say('chenyu', '撤回')).toContain('1天补休也退回去了')
    expect(await balance()).toBe('0')
  })
})

describe('who must not be asked', () => {
  test('is refused what is still to come, and HR learns of what was worked', async () => {
    const id = await personOf('sample-chenyu')
    await talk.program.storage.transaction(tx =>
      protect({ tx, tools: talk.program.tools }, id, '2027-03-01', { author: 'x', now: talk.now() }),
    )
    expect(await talk.say('chenyu', '明天晚上要加班3小时，写材料')).toContain('女职工劳动保护特别规定')
    await talk.say('chenyu', '取消')
    await talk.say('sunli', '陈小雨明天晚上要加班3小时，写材料')
    expect(talk.last('sunli')).toContain('现在不能安排加班')
    await talk.say('sunli', '取消')
    await talk.say('chenyu', '昨天加班8小时，写材料')
    await talk.say('chenyu', '提交')
    expect(talk.last('chenjing')).toContain('这段时间按女职工劳动保护规定不能安排')
    await talk.tap('sunli', '同意')
    expect(await balance()).toBe('1')
  })
})

describe('a month', () => {
  test('is listed line by line, and a supervisor sees his reports', async () => {
    await report('11月17日加班4小时，写材料')
    await report('10月31日加班4小时，写材料')
    const mine = await talk.say('chenyu', '这个月我加了多少班')
    expect(mine).toContain('11月加班1次，共4小时：')
    expect(mine).toContain('11月17日（周二）加班4小时，已确认（JB-20261123-0001）')
    expect(await talk.say('chenyu', '上个月我加了多少班')).toContain('10月加班1次，共4小时')
    expect(await talk.say('sunli', '我的加班')).toContain('· 陈小雨 1次，4小时')
  })

  test('or a whole year, month by month', async () => {
    await report('11月17日加班4小时，写材料')
    await report('10月31日加班4小时，写材料')
    const year = await talk.say('chenyu', '今年加了多少班')
    expect(year).toContain('2026年加班2次，共8小时：\n· 10月 1次，4小时\n· 11月 1次，4小时')
    expect(await talk.say('chenyu', '下半年加了多少班')).toContain(
      '7月1日（周三）到12月31日（周四）加班2次，共8小时',
    )
    expect(await talk.say('chenyu', '今年10月加了多少班')).toContain('10月加班1次，共4小时')
    expect(await talk.say('chenyu', '去年加了多少班')).toContain('2025年还没有加班记录')
    expect(await talk.say('sunli', '今年我带的人加了多少班')).toContain(
      '你带的人2026年：\n· 陈小雨 2次，8小时',
    )
  })
})
