import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { HOME } from '../../../src/main.ts'
import { tempFolder } from '../../support/folder.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
afterEach(() => talk.close())

const rows = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.overtime))
const balance = async (who: string) => /补休还剩([\d.]+)天/.exec(await talk.say(who, '我的假期'))?.[1]

describe('each his own hours in one list', () => {
  test('are credited to each', async () => {
    talk = await openTalk()
    const said = await talk.say('sunli', '昨晚防台，陈小雨3小时，李刚、吴敏8小时')
    expect(said).toContain('陈小雨3小时、李刚8小时、吴敏8小时，共3人')
    const done = await talk.say('sunli', '提交')
    expect(done).toContain('共3人')
    expect((await rows()).map(({ minutes }) => minutes)).toEqual([180, 480, 480])
    expect(await balance('ligang')).toBe('1')
    expect(await balance('chenyu')).toBe('0')
  })

  test('are of the people below who tells it, where others have their names', async () => {
    talk = await openTalk()
    expect(await talk.say('wang', '昨晚防台，张伟3小时，欧阳明8小时')).toContain(
      '张伟3小时、欧阳明8小时，共2人',
    )
    await talk.say('wang', '取消')
    expect(await talk.say('wang', '昨晚防台，张伟、欧阳明加班3小时')).toContain('张伟、欧阳明')
  })

  test('who is named beside one’s own hours is asked about, and gets a list of his own', async () => {
    talk = await openTalk()
    await talk.say('sunli', '昨天加班4小时，写材料')
    expect(await talk.say('sunli', '还有李刚5小时')).toContain('李刚的要另外登记一份名单吗？')
    expect(await talk.tap('sunli', '另外登记')).toContain('11月22日（周日）加班4小时')
    expect(await talk.tap('sunli', '提交')).toContain('接着办替下属登记加班。\n哪天加的班？')
    expect(await talk.say('sunli', '昨天')).toContain('是为哪类事加的班？')
    expect(await talk.say('sunli', '会议材料')).toContain('加班5小时，会议材料：李刚，共1人')
  })

  test('can be corrected one by one', async () => {
    talk = await openTalk()
    await talk.say('sunli', '昨晚防台，陈小雨3小时，李刚8小时')
    expect(await talk.say('sunli', '陈小雨是4小时')).toContain('陈小雨4小时、李刚8小时')
    expect(await talk.say('sunli', '还有吴敏2小时')).toContain('陈小雨4小时、李刚8小时、吴敏2小时')
    expect(await talk.say('sunli', '李刚没来')).toContain('陈小雨4小时、吴敏2小时')
    await talk.say('sunli', '提交')
    expect((await rows()).map(({ minutes }) => minutes)).toEqual([240, 120])
  })

  test('whose hours are not told is asked about, and nothing is guessed', async () => {
    talk = await openTalk()
    expect(await talk.say('sunli', '昨晚防台加班，陈小雨3小时，李刚8小时，吴敏')).toContain(
      '吴敏几个小时，我没看清',
    )
    expect(await rows()).toEqual([])
  })

  test('by the clock of each', async () => {
    talk = await openTalk()
    const said = await talk.say('sunli', '昨晚防台加班，陈小雨18点到21点，李刚18点到23点')
    expect(said).toContain('陈小雨3小时、李刚5小时')
    await talk.say('sunli', '提交')
    expect((await rows()).map(({ clock }) => clock)).toEqual(['18:00-21:00', '18:00-23:00'])
  })
})

describe('what a superior tells of one below', () => {
  test('is for him, by his name or his given name, and never for the one who tells it', async () => {
    talk = await openTalk()
    for (const [text, listed] of [
      ['小雨19号也加班8小时，项目攻坚', '加班8小时，项目攻坚：陈小雨，共1人'],
      ['20号小雨、李刚加班2小时，项目攻坚', '加班2小时，项目攻坚：陈小雨、李刚，共2人'],
      ['11月15日陈小雨8小时、李刚4小时，防汛', '陈小雨8小时、李刚4小时，共2人'],
      ['11月15日小雨8小时、李刚4小时，防汛', '陈小雨8小时、李刚4小时，共2人'],
    ] as const) {
      expect(await talk.say('sunli', text)).toContain(listed)
      await talk.say('sunli', '取消')
    }
  })

  test('a word that is only like a given name is none: company, weather, and a colleague’s', async () => {
    talk = await openTalk()
    for (const [who, text] of [
      ['sunli', '我和小雨19号加班8小时，项目攻坚'],
      ['sunli', '19号下小雨，加班8小时，项目攻坚'],
      ['sunli', '19号小雨转中雨，加班8小时，项目攻坚'],
      ['ligang', '19号小雨，加班8小时，项目攻坚'],
    ] as const) {
      expect(await talk.say(who, text)).toContain('交给主管确认吗')
      await talk.say(who, '取消')
    }
  })
})

describe('a list with somebody who is not his', () => {
  test('keeps everybody else, says who is left out, and credits nobody twice', async () => {
    talk = await openTalk()
    const said = await talk.say('sunli', '昨晚防台，陈小雨、李刚、陈静加班8小时')
    expect(said).toContain('陈小雨、李刚，共2人')
    expect(said).toContain('陈静不归你管，没有列进来')
    await talk.say('sunli', '提交')
    expect(await rows()).toHaveLength(2)
    await talk.say('sunli', '昨晚防台，陈小雨、吴敏、陈静加班8小时')
    expect(talk.last('sunli')).toContain('陈小雨这天已经登记过')
    await talk.say('sunli', '提交')
    expect(await rows()).toHaveLength(3)
    expect(await balance('chenyu')).toBe('1')
  })
})

describe('the head of a house', () => {
  test('lists those of his deputies too, who each confirm their own', async () => {
    talk = await openTalk()
    const said = await talk.say('wang', '昨晚防台，孙丽、陈小雨、李刚、郑莉加班8小时')
    expect(said).toContain('孙丽、陈小雨、李刚，共3人')
    expect(said).toContain('郑莉不归你管')
    await talk.say('wang', '提交')
    expect((await rows()).map(({ status }) => status)).toEqual(['approved', 'pending', 'pending'])
    await talk.say('sunli', '待办')
    await talk.say('sunli', '全部')
    await talk.say('sunli', '同意')
    expect((await rows()).map(({ status }) => status)).toEqual(['approved', 'approved', 'approved'])
  })
})

describe('where approvals.yaml wants more than the supervisor', () => {
  const withChain = async (chain: string) => {
    const flows = join(tempFolder(), 'flows')
    cpSync(join(HOME, 'flows'), flows, { recursive: true })
    const file = join(flows, 'policy/approvals.yaml')
    const text = readFileSync(file, 'utf8')
    writeFileSync(
      file,
      text.replace('  overtime:\n    - approve: [supervisor]', `  overtime:\n    - approve: ${chain}`),
    )
    return openTalk({ flows })
  }

  test('the list waits for the rest, asked once, and counts when they agree', async () => {
    talk = await withChain('[supervisor, unit_head]')
    expect(await talk.say('sunli', '昨晚防台，陈小雨李刚加班8小时')).toContain('还要王建国确认')
    expect(await talk.say('sunli', '提交')).toContain('还要王主任确认')
    expect((await rows()).map(({ status }) => status)).toEqual(['pending', 'pending'])
    expect(talk.last('chenyu')).toContain('还要王主任确认')
    const asked = talk.sent.filter(({ to }) => to === 'sample-wang')
    expect(asked).toHaveLength(1)
    expect(asked[0]?.message.text).toContain('登记了2人的加班')
    await talk.say('wang', '待办')
    await talk.say('wang', '全部')
    await talk.say('wang', '同意')
    expect((await rows()).map(({ status }) => status)).toEqual(['approved', 'approved'])
    expect(await balance('chenyu')).toBe('1')
  })

  test('hours beyond a plan, refused by the second, leave what the first has agreed to', async () => {
    talk = await withChain('[supervisor, unit_head]')
    await talk.say('chenyu', '今晚加班4小时，写材料')
    const [no = ''] = /JB-[\d-]+/.exec(await talk.say('chenyu', '提交')) ?? []
    for (const who of ['sunli', 'wang']) await talk.say(who, `同意 ${no}`)
    await talk.pass(14.9 * 3_600_000)
    for (const text of ['确认加班小时', '6小时', '确认']) await talk.say('chenyu', text)
    await talk.say('sunli', `同意 ${no}`)
    for (const text of [`驳回 ${no}，没那么久`, '确认']) await talk.say('wang', text)
    expect((await rows()).map(({ status, minutes }) => [status, minutes])).toEqual([['approved', 240]])
    expect(talk.last('sunli')).toContain('王主任没同意多出来的那部分，原来批的照算')
    expect(talk.last('sunli')).not.toContain('没有批下来')
  })

  test('a list of somebody else’s turn is his to agree to as any other', async () => {
    talk = await withChain('[unit_head]')
    await talk.say('sunli', '昨晚防台，陈小雨加班8小时')
    await talk.say('sunli', '提交')
    const [row] = await rows()
    await talk.say('wang', `驳回 ${row?.no}`)
    await talk.say('wang', '那晚没有安排')
    expect((await rows()).map(({ status }) => status)).toEqual(['refused'])
    expect(await balance('chenyu')).toBe('0')
  })
})

test('a list of several kinds keeps the kind and the rate of each', async () => {
  talk = await openTalk()
  await talk.say('sunli', '昨晚防台，陈小雨加班4小时，李刚值班8小时')
  expect(await talk.say('sunli', '没发')).toContain(
    '11月22日（周日）加班、值班，防汛防台抢险：陈小雨加班4小时、李刚值班8小时，共2人。',
  )
  await talk.say('sunli', '提交')
  expect(talk.last('chenyu')).toContain(
    '11月22日（周日）的加班，4小时，编号JB-20261123-0001，已经算数。0.5天补休到账',
  )
  expect(talk.last('ligang')).toContain(
    '11月22日（周日）的值班，8小时，编号JB-20261123-0002，已经算数。0.5天补休到账',
  )
})

test('of several kinds a subsidy is that of those of which it is asked', async () => {
  talk = await openTalk()
  await talk.say('sunli', '昨晚防台，陈小雨4小时加班，李刚8小时值班')
  await talk.say('sunli', '发过')
  await talk.say('sunli', '提交')
  expect(talk.last('chenyu')).toContain('0.5天补休到账')
  expect(talk.last('ligang')).toContain('发过补贴，不再换补休')
})

test('one’s own days of several kinds are shown and handed in each as it is', async () => {
  talk = await openTalk()
  await talk.say('chenyu', '11月20日晚加班4小时，11月21日值班8小时，防台')
  expect(await talk.say('chenyu', '提交')).toContain('还差一点')
  expect(await talk.say('chenyu', '没发')).toContain(
    '11月20日（周五）加班4小时、11月21日（周六）值班8小时，防汛防台抢险，可以换1天补休。',
  )
  await talk.say('chenyu', '提交')
  expect(talk.last('sunli')).toContain('11月20日（周五）加班4小时（JB-20261123-0001）')
  expect(talk.last('sunli')).toContain('11月21日（周六）值班8小时（JB-20261123-0002）')
})

describe('who made a list that is wrong takes it back', () => {
  const listed = async () => {
    talk = await openTalk()
    await talk.say('sunli', '昨晚防台，陈小雨、李刚加班8小时')
    await talk.say('sunli', '提交')
  }

  test.each(['刚才那张加班名单撤了', '说错了', '撤回JD-20261123-0001', '刚才登记的加班名单错了，收回'])(
    '%s',
    async said => {
      await listed()
      expect(await talk.say('sunli', said)).toContain(
        'JD-20261123-0001 11月22日（周日）加班名单：陈小雨、李刚',
      )
      expect(await talk.tap('sunli', '撤回')).toContain('陈小雨、李刚的加班记录都不算了')
      expect((await rows()).map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn'])
      for (const who of ['chenyu', 'ligang']) expect(talk.last(who)).toContain('孙副主任把替你登记的')
      expect(await balance('ligang')).toBe('0')
      const lines = await talk.program.storage.read(tx => tx.db.select().from(tx.t.ledger))
      expect(lines.map(({ cause }) => cause).sort()).toEqual(['overtime', 'overtime', 'reversal', 'reversal'])
    },
  )

  test('not once something of it is used: nobody loses anything, and he is told whose', async () => {
    await listed()
    await talk.say('chenyu', '后天休一天补休，因为家里有事')
    await talk.say('chenyu', '提交')
    await talk.say('sunli', '刚才那张加班名单撤了')
    expect(await talk.tap('sunli', '撤回')).toContain('陈小雨的补休已经用了，或者在等批')
    expect((await rows()).map(({ status }) => status)).toEqual(['approved', 'approved'])
    expect(await balance('ligang')).toBe('1')
  })

  test('once: what is gone is not there, and nobody else can', async () => {
    await listed()
    expect(await talk.say('wang', '撤回JD-20261123-0001')).not.toContain('陈小雨')
    await talk.say('sunli', '刚才那张加班名单撤了')
    await talk.tap('sunli', '撤回')
    const before = talk.sent.length
    expect(await talk.say('sunli', '撤回JD-20261123-0001')).toContain('没有可以撤回的申请')
    expect(talk.sent.slice(before).some(({ to }) => to !== 'sample-sunli')).toBe(false)
  })

  test('the person himself still can, of his own record alone', async () => {
    await listed()
    await talk.say('chenyu', '撤回JB-20261123-0001')
    await talk.say('chenyu', '撤回')
    expect((await rows()).map(({ status }) => status)).toEqual(['withdrawn', 'approved'])
    expect(await talk.say('sunli', '刚才那张加班名单撤了')).toContain('加班名单：李刚')
  })
})
