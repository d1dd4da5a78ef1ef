import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

const HOUR = 3_600_000

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

async function report(text: string, who = 'chenyu'): Promise<string> {
  await talk.say(who, text)
  const [no = ''] = /JB-[\d-]+/.exec(await talk.say(who, '提交')) ?? []
  await talk.tap('sunli', '同意')
  return no
}

describe('tonight is not over this morning', () => {
  test('reported by oneself, it is agreed to and credited only when its hours are confirmed', async () => {
    expect(await talk.say('chenyu', '今晚加班4小时，写材料')).toContain('这是预先报')
    await talk.say('chenyu', '提交')
    await talk.tap('sunli', '同意')
    expect(await lines()).toEqual([])
    expect(await talk.say('chenyu', '确认加班小时')).toContain('没有等你报实际小时数的加班')
    await talk.pass(10 * HOUR)
    await talk.say('chenyu', '确认加班小时')
    await talk.say('chenyu', '4小时')
    expect(await talk.say('chenyu', '确认')).toContain('还没到加满4小时的时候')
    expect(await lines()).toEqual([])
    await talk.pass(3 * HOUR)
    await talk.say('chenyu', '取消')
    await talk.say('chenyu', '确认加班小时')
    await talk.say('chenyu', '4小时')
    expect(await talk.say('chenyu', '确认')).toContain('0.5天补休到账')
  })

  test('listed by the supervisor, it is planned for each', async () => {
    await talk.say('sunli', '今晚防台，陈小雨李刚加班4小时')
    expect(talk.last('sunli')).toContain('这是预先安排')
    await talk.say('sunli', '提交')
    expect((await rows()).map(({ status, ahead }) => [status, ahead])).toEqual([
      ['planned', true],
      ['planned', true],
    ])
    expect(await lines()).toEqual([])
  })

  test('by the clock it counts once the clock says so', async () => {
    await talk.pass(11 * HOUR)
    expect(await talk.say('chenyu', '今天18点到20点加班，写材料')).not.toContain('预先报')
    await talk.say('chenyu', '取消')
    expect(await talk.say('chenyu', '今天18点到21点加班，写材料')).toContain('预先报')
  })
})

describe('more than was agreed to', () => {
  test('refused, leaves what was agreed to: it counts, and can be taken back', async () => {
    await talk.say('chenyu', '明天晚上要加班4小时，写材料')
    const [no = ''] = /JB-[\d-]+/.exec(await talk.say('chenyu', '提交')) ?? []
    await talk.tap('sunli', '同意')
    await talk.pass(48 * HOUR)
    await talk.say('chenyu', '确认加班小时')
    await talk.say('chenyu', '8小时')
    await talk.say('chenyu', '确认')
    await talk.say('sunli', `驳回 ${no}`)
    await talk.say('sunli', '那晚九点就散了')
    await talk.say('sunli', '确认')
    expect(talk.last('chenyu')).toContain('原来批的4小时照算')
    expect(talk.last('chenyu')).toContain('0.5天补休到账')
    expect((await rows()).map(({ status, minutes, agreed }) => [status, minutes, agreed])).toEqual([
      ['approved', 240, 240],
    ])
    expect(await balance()).toBe('0.5')
    await talk.say('chenyu', `撤回${no}`)
    expect(await talk.say('chenyu', '撤回')).toContain('0.5天补休也退回去了')
  })
})

describe('a plan for the same evening', () => {
  const HOURS = '今晚加班4小时，写材料'
  async function worked(hours: number): Promise<string> {
    const no = await report(HOURS)
    await talk.pass(14.9 * HOUR)
    for (const text of ['确认加班小时', `${hours}小时`, '确认']) await talk.say('chenyu', text)
    return no
  }

  test('keeps what was agreed to where the consent to more is taken back and refused', async () => {
    const no = await worked(6)
    await talk.say('sunli', `同意 ${no}`)
    for (const text of ['刚才点错了', '对', `驳回 ${no}，没那么久`, '确认']) await talk.say('sunli', text)
    expect(await rows()).toMatchObject([{ status: 'approved', minutes: 240, agreed: 240 }])
    expect(talk.last('chenyu')).toContain('原来批的4小时照算')
    expect(await balance()).toBe('0.5')
  })

  test('is not pulled back once it was worked and credited', async () => {
    const no = await worked(4)
    expect(await talk.say('sunli', `收回${no}的同意`)).toContain('收不回来')
    expect(await rows()).toMatchObject([{ status: 'approved', minutes: 240 }])
    expect(await balance()).toBe('0.5')
  })
})

describe('hours that were kept together', () => {
  test('cannot be taken back once the comp-day they made is taken', async () => {
    const first = await report('11月17日加班2小时，写材料')
    await report('11月18日加班2小时，写材料')
    expect(await balance()).toBe('0.5')
    await talk.say('chenyu', '11月25日上午补休，家里有事')
    await talk.say('chenyu', '提交')
    await talk.tap('sunli', '同意')
    expect(await balance()).toBe('0')
    await talk.say('chenyu', `撤回${first}`)
    await talk.say('chenyu', '撤回')
    expect((await rows()).map(({ status }) => status)).toEqual(['approved', 'approved'])
    expect(await balance()).toBe('0')
  })
})
