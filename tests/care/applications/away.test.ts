import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const DAY = 86_400_000

/** @param city what a leader answers who is asked whether he leaves the city */
async function ask(text: string, who = 'chenyu', city = ''): Promise<string> {
  await talk.say(who, `${text}，因为家里有事`)
  if (city) await talk.say(who, city)
  return /QJ-[\d-]+/.exec(await talk.say(who, '提交'))?.[0] ?? ''
}
const told = (who: string, words: string) =>
  talk.sent.filter(({ to, message }) => to === `sample-${who}` && message.text.includes(words)).length

describe('代批', () => {
  const delegate = async (text: string) => {
    await talk.say('sunli', text)
    return talk.tap('sunli', '对')
  }

  test('for some days the deputy is asked, and signs for whom; the approver can decide too', async () => {
    expect(await delegate('今天到周三请欧阳明代批')).toContain('由欧阳科长代你批，已经告诉本人')
    expect(talk.last('ouyang')).toContain('孙副主任11月23日（周一）到11月25日（周三）请你代批申请')
    const no = await ask('12月1日请一天事假')
    expect(talk.last('chenyu')).toContain('等欧阳科长批')
    expect(talk.last('ouyang')).toContain('孙副主任不在，请你代批。')
    expect(await talk.say('chenyu', '我的申请')).toContain('等欧阳科长批')
    expect(await talk.tap('ouyang', '同意')).toContain(`${no}办好`)
    expect(talk.last('chenyu')).toContain('欧阳科长（代孙副主任）同意')
    const other = await ask('12月2日请一天事假')
    expect(await talk.say('sunli', `同意 ${other}`)).toContain('办好')
    expect(await talk.say('ouyang', `同意 ${other}`)).not.toContain('办好')
  })

  test('when the days are over it is the approver’s again, by itself', async () => {
    await delegate('今天到周三请欧阳明代批')
    const no = await ask('12月1日请一天事假')
    await talk.pass(3 * DAY)
    expect(await talk.say('ouyang', `同意 ${no}`)).toContain('现在没有等你批的申请')
    expect(await talk.say('sunli', `同意 ${no}`)).toContain('办好')
  })

  test('whenever he is on leave: no longer once he has reported back, though it was to last the day', async () => {
    await talk.say('sunli', '我休假的时候请欧阳明代批')
    await talk.tap('sunli', '休假的时候')
    await talk.tap('sunli', '对')
    const own = await ask('今天请一天年假', 'sunli', '不离开')
    await talk.say('wang', `同意 ${own}`)
    await ask('12月1日请一天事假')
    expect(told('ouyang', '请你代批。')).toBe(1)
    await talk.pass(5 * 3_600_000)
    await talk.say('sunli', '销假，今天下午回来的')
    await talk.say('sunli', '对')
    await ask('12月2日请一天事假')
    expect(told('ouyang', '请你代批。')).toBe(1)
  })

  test('whenever he is on leave: on those days alone', async () => {
    await talk.say('sunli', '我休假的时候请欧阳明代批')
    await talk.tap('sunli', '休假的时候')
    expect(await talk.tap('sunli', '对')).toContain('休假的时候由欧阳科长代你批')
    await ask('12月1日请一天事假')
    expect(told('ouyang', '请你代批。')).toBe(0)
    const own = await ask('11月24日到25日请年假', 'sunli', '不离开')
    await talk.say('wang', `同意 ${own}`)
    await talk.pass(DAY)
    await ask('12月2日请一天事假')
    expect(told('ouyang', '请你代批。')).toBe(1)
    await talk.pass(2 * DAY)
    await ask('12月3日请一天事假')
    expect(told('ouyang', '请你代批。')).toBe(1)
  })

  test('nobody decides his own: the deputy’s request goes to the approver himself', async () => {
    await talk.say('wang', '今天到周三请欧阳明代批')
    await talk.tap('wang', '对')
    const no = await ask('12月1日请半天事假', 'ouyang')
    expect(talk.last('wang')).toContain(no)
    expect(await talk.say('ouyang', `同意 ${no}`)).not.toContain('办好')
  })

  test('taken back early', async () => {
    await delegate('今天到周三请欧阳明代批')
    await talk.say('sunli', '我自己批')
    expect(await talk.tap('sunli', '对')).toContain('还是你自己批')
    expect(talk.last('ouyang')).toContain('不用你代批了')
    await ask('12月1日请一天事假')
    expect(told('ouyang', '请你代批。')).toBe(0)
  })

  test('the deputy is reminded of what waits, and not the one who is away', async () => {
    await delegate('今天到周三请欧阳明代批')
    await ask('12月1日请一天事假')
    await talk.pass(DAY)
    await talk.pass(60_000)
    expect(told('ouyang', '有1份申请等你批')).toBe(1)
    expect(told('sunli', '有1份申请等你批')).toBe(0)
  })

  test('hardship is nobody’s to decide instead', async () => {
    await talk.say('chenjing', '今天到周三请欧阳明代批')
    await talk.tap('chenjing', '对')
    await talk.say('chenyu', '困难申请')
    await talk.tap('chenyu', '自己')
    await talk.tap('chenyu', '生活困难')
    await talk.say('chenyu', '爱人失业了')
    await talk.say('chenyu', '3万')
    await talk.tap('chenyu', '先不交')
    await talk.tap('chenyu', '同意')
    expect(await talk.tap('chenyu', '提交')).toContain('陈主任先看')
    expect(told('ouyang', '困难申请要你看')).toBe(0)
    expect(await talk.say('ouyang', '待办')).toContain('现在没有等你批的申请')
  })
})

describe('催办', () => {
  test('is the program’s own reminder of everything, once a day, and names nobody', async () => {
    await ask('12月1日请一天事假')
    await ask('12月2日请一天事假', 'ligang')
    expect(await talk.say('chenyu', '催一下')).toBe(
      '好，系统这就提醒孙副主任，只说有几份在等，不提你的名字。',
    )
    expect(talk.last('sunli')).toBe('有2份申请等你批，最早的是11月23日（周一）交的。发“待办”就能一份份看。')
    expect(await talk.say('ligang', '催催领导')).toContain('今天系统已经提醒过孙副主任了')
    expect(told('sunli', '有2份申请等你批')).toBe(1)
  })

  test('waits for the morning outside the hours of reminders', async () => {
    await talk.close()
    talk = await openTalk({ at: '2026-11-23T21:00' })
    await ask('12月1日请一天事假')
    expect(await talk.say('chenyu', '催一下')).toContain('下个工作日早上系统会提醒孙副主任')
    expect(told('sunli', '有1份申请等你批')).toBe(0)
  })

  test('where nothing waits there is nothing to urge', async () => {
    expect(await talk.say('chenyu', '催一下')).toContain('你现在没有等批的申请')
  })
})

describe('a refusal that offers other dates', () => {
  test.each([
    ['那天有督查，改到下周三', '12月2日（周三）', '2026-12-02a 2026-12-02p'],
    ['那天有督查，12月4日可以', '12月4日（周五）', '2026-12-04a 2026-12-04p'],
    ['改到12月8日吧', '12月8日（周二）', '2026-12-08a 2026-12-08p'],
    ['12月1日不行，改到12月8日', '12月8日（周二）', '2026-12-08a 2026-12-08p'],
    ['12月7日下午起再休吧', '12月7日（周一）下午到12月8日（周二）上午', '2026-12-07p 2026-12-08a'],
    ['人手不够，能挪到12月7日下午吗', '12月7日（周一）下午到12月8日（周二）上午', '2026-12-07p 2026-12-08a'],
  ])('%s: one tap fills the form', async (reason, dates, wanted) => {
    const no = await ask('12月1日请一天事假')
    await talk.say('sunli', `驳回 ${no}`)
    await talk.say('sunli', reason)
    expect(talk.buttons('chenyu')).toEqual([`改到${dates}`])
    // The reason does not ride on the button: it comes over from what was refused.
    expect(await talk.tap('chenyu', `改到${dates}`)).toMatch(/事由：.+提交吗？/)
    await talk.say('chenyu', '提交')
    const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.leave))
    expect(rows.map(row => `${row.from} ${row.to}`)).toContain(wanted)
  })

  test.each([
    '那天有督查',
    '12月1日不行',
    '上周就说过改到11月20日',
    '改到以后吧',
    '12月4日可以吗',
    '12月4日再说',
  ])('%s: none', async reason => {
    const no = await ask('12月1日请一天事假')
    await talk.say('sunli', `驳回 ${no}`)
    await talk.say('sunli', reason)
    expect(talk.last('chenyu')).toContain('孙副主任没同意')
    expect(talk.buttons('chenyu')).toEqual(['换个日期再请'])
  })
})
