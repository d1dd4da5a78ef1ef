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
const row = async (no: string) => {
  const [found] = (await talk.program.storage.read(tx => tx.db.select().from(tx.t.leave))).filter(
    one => one.no === no,
  )
  return found && { when: `${found.from} ${found.to}`, halfDays: found.halfDays, status: found.status }
}
const lines = async () =>
  (await talk.program.storage.read(tx => tx.db.select().from(tx.t.ledger)))
    .filter(line => line.cause === 'returned')
    .map(line => [line.account, line.grant, line.halfDays])

describe('called back for one day', () => {
  test('that day is returned to the grant it came from, the person is told, and the rest goes on', async () => {
    await say('11月14日加班8小时，项目攻坚')
    await say('提交')
    await talk.tap('sunli', '同意')
    await say('11月21日加班8小时，项目攻坚')
    const later = /JB-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
    await talk.tap('sunli', '同意')
    const no = await leave('11月24日到25日请补休')
    await talk.pass(DAY)
    expect(await talk.say('sunli', '召回陈小雨，明天一天')).toContain(
      '请陈小雨11月25日（周三）上午起回来上班，他的假是11月24日到25日（周二、周三），这1天退给他。',
    )
    expect(await talk.say('sunli', '通知他')).toContain('通知陈小雨了，退回1天')
    expect(talk.last('chenyu')).toBe(
      `单位有事，孙副主任请你11月25日（周三）上午起回来上班。11月24日到25日（周二、周三）的假里，这1天不算休了（${no}）。补休1天退回来了。实在走不开，直接给孙副主任打个电话。`,
    )
    expect(await lines()).toEqual([['comp', later, 2]])
    expect(await row(no)).toEqual({ when: '2026-11-24a 2026-11-24p', halfDays: 2, status: 'approved' })
  })

  test('in the middle it leaves a hole: he is there on that day, and it may be asked for again later', async () => {
    const no = await leave('11月24日到27日请年假')
    await talk.pass(DAY)
    await talk.say('sunli', '召回陈小雨，11月26日一天')
    await talk.say('sunli', '通知他')
    expect(await row(no)).toEqual({ when: '2026-11-24a 2026-11-27p', halfDays: 6, status: 'approved' })
    expect(await say('我的假期')).toContain('年假还剩7天')
    expect(await talk.say('sunli', '11月26日谁不在')).toContain('都在')
    expect(await talk.say('sunli', '11月27日谁不在')).toContain('陈小雨')
    // Back on the last afternoon: half a day of what is left, and the day that was worked is not given twice.
    await talk.pass(3 * DAY)
    expect(await say('我今天下午回来上班了')).toContain('没休的0.5天年假退给你')
    await say('对')
    expect(await say('我的假期')).toContain('年假还剩7.5天')
    expect(await row(no)).toMatchObject({ halfDays: 5 })
  })

  test('twice for the same day gives it back once', async () => {
    await leave('11月24日到27日请年假')
    await talk.pass(DAY)
    await talk.say('sunli', '召回陈小雨，11月26日一天')
    await talk.say('sunli', '通知他')
    expect(await talk.say('chenjing', '召回陈小雨，11月26日一天')).toContain('本来就不在假里')
    expect(await lines()).toEqual([['annual', '', 2]])
  })
})

describe('called back twice from the same half-day', () => {
  test('each time its own days are given back', async () => {
    await leave('11月24日到27日请年假')
    await talk.pass(DAY)
    await talk.say('sunli', '召回陈小雨，11月25日一天')
    await talk.say('sunli', '通知他')
    await talk.say('sunli', '召回陈小雨，11月25日到26日')
    expect(await talk.say('sunli', '通知他')).toContain('退回1天')
    expect(talk.last('chenyu')).toContain('年假1天退回来了')
    expect(await lines()).toEqual([
      ['annual', '', 2],
      ['annual', '', 2],
    ])
    expect(await say('我的假期')).toContain('年假还剩8天')
  })
})

describe('what nobody is called back from', () => {
  for (const wish of ['11月24日请一天病假', '11月24日到25日请丧假', '11月24日到27日请产假'])
    test(`${wish}: it says no more than of somebody who has none`, async () => {
      await leave(wish)
      const said = await talk.say('sunli', '召回陈小雨，11月24日')
      expect(said).toContain('没有能叫回来的假，或者不归你管')
      expect(said).not.toMatch(/病假|丧假|产假/)
    })

  for (const wish of ['11月24日请一天事假', '11月24日请一天年假'])
    test(`${wish} can be cut short`, async () => {
      await leave(wish)
      expect(await talk.say('sunli', '召回陈小雨，11月24日一天')).toContain('退给他')
    })
})

describe('the day that was worked', () => {
  test('is no overtime as well: it was returned, and HR records what came on top', async () => {
    await leave('11月24日到27日请年假')
    await talk.pass(DAY)
    await talk.say('sunli', '召回陈小雨，11月26日一天')
    await talk.say('sunli', '通知他')
    await talk.pass(3 * DAY)
    await say('11月26日加班4小时，项目攻坚')
    expect(await say('提交')).toContain(
      '11月26日（周四）是请假时召回上班的，那天的假已经退给你，不再算加班，没有提交。',
    )
    await say('取消')
    await say('11月25日加班4小时，项目攻坚')
    expect(await say('提交')).toContain('11月25日（周三）你在休假')
    await say('18点到22点')
    expect(await say('提交')).toContain('交上去了')
  })
})

describe('called back for good', () => {
  test('the leave ends there, with its extension that waits, and he is asked to report back', async () => {
    const no = await leave('11月24日到12月1日请年假')
    await talk.pass(DAY)
    await say('续假一天，因为没办完')
    const extension = /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
    await talk.say('sunli', '召回陈小雨')
    await talk.say('sunli', '11月27日')
    expect(await talk.tap('sunli', '后面都不休了')).toContain('这3天退给他。')
    await talk.tap('sunli', '通知他')
    expect(await row(no)).toEqual({ when: '2026-11-24a 2026-11-26p', halfDays: 6, status: 'approved' })
    expect((await row(extension))?.status).toBe('withdrawn')
    await talk.pass(3 * DAY + 3_600_000)
    expect(talk.last('chenyu')).toContain('到期了')
  })

  test('before it has begun, nothing of it was taken', async () => {
    const no = await leave('12月1日到2日请年假')
    await talk.say('sunli', '召回陈小雨')
    await talk.say('sunli', '12月1日')
    await talk.tap('sunli', '后面都不休了')
    await talk.tap('sunli', '通知他')
    expect((await row(no))?.status).toBe('unused')
    expect(await say('我的假期')).toContain('年假还剩10天')
  })
})

describe('who may', () => {
  test('HR for everybody, a supervisor for those below him, and nobody learns of others', async () => {
    await leave('11月24日到27日请年假')
    expect(await talk.say('huang', '召回陈小雨')).toContain('没有能叫回来的假，或者不归你管')
    expect(await talk.say('ligang', '召回陈小雨')).toContain('要有权限的人才能办')
    expect(await talk.say('wang', '召回陈小雨')).toContain('从哪天回来上班')
    expect(await talk.say('chenjing', '召回陈小雨')).toContain('从哪天回来上班')
    await talk.say('sunli', '取消')
    expect(await talk.say('sunli', '召回李刚')).toContain('没有能叫回来的假，或者不归你管')
  })
})

test('days that are over are noted, and nobody is asked to come on them', async () => {
  const no = await leave('11月24日到27日请年假')
  await talk.pass(3 * DAY)
  expect(await talk.say('sunli', '昨天召回陈小雨上了一天班')).toBe(
    '记下陈小雨11月25日（周三）回来上过班，他的假是11月24日（周二）到11月27日（周五），这1天退给他，后面的照休。算正常上班，不另记加班。本人会收到通知，记错了他会来找你。对吗？',
  )
  await talk.say('sunli', '通知他')
  expect(talk.last('chenyu')).toBe(
    `孙副主任记下了你11月25日（周三）回来上过班。11月24日（周二）到11月27日（周五）的假里，这1天不算休（${no}）。年假1天退回来了。记得不对，直接找孙副主任改。`,
  )
})

test('days that are over can be noted for thirty days, and then no more', async () => {
  const no = await leave('11月24日请一天年假')
  await talk.pass(31 * DAY)
  expect(await talk.say('sunli', '11月24日召回陈小雨上了一天班')).toBe('是哪一天？')
  expect(await talk.tap('sunli', '11月24日（周二）')).toContain('记下陈小雨11月24日（周二）上午起回来上过班')
  await talk.say('sunli', '取消')
  await talk.pass(DAY)
  expect(await talk.say('sunli', '召回陈小雨')).toContain('陈小雨现在没有能叫回来的假')
  expect(await row(no)).toMatchObject({ halfDays: 2 })
})

describe('who is called back, where several are called so', () => {
  test('is the one below who asks', async () => {
    expect(await talk.say('wang', '召回张伟')).toContain('张伟现在没有能叫回来的假')
    expect(await talk.say('huang', '召回张伟')).toContain('张伟现在没有能叫回来的假')
    expect(await talk.say('zhou', '召回张伟')).toContain('有几位张伟')
  })

  test('is asked of those who are called 小陈 in the middle of a sentence, by that name', async () => {
    expect(await talk.say('zhou', '把小陈叫回来上班')).toContain('有几位小陈')
    expect(talk.buttons('zhou')).toEqual(['陈静 样例组宣部 主任', '陈小雨 样例街道办 科员'])
    expect(await talk.say('sunli', '把小陈叫回来上班')).toContain('陈小雨现在没有能叫回来的假')
  })
})
