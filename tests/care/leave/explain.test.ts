import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { type Explained, explain } from '../../../src/care/leave/explain.ts'
import { importBalances } from '../../../src/care/people/import-balances.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
afterEach(() => talk.close())

const say = (text: string) => talk.say('chenyu', text)

async function bring(line: string): Promise<void> {
  const bytes = Buffer.from(`userid,year,annual,comp\n${line}\n`)
  await importBalances(talk.program.storage, { name: 'b.csv', bytes }, { actor: 'cli', now: talk.now() })
}

async function overtime(date: string, hours: number): Promise<void> {
  await say(`${date}加班${hours}小时，项目攻坚`)
  await say('提交')
  await talk.tap('sunli', '同意')
}

async function ask(text: string, agree = true): Promise<string> {
  await say(`${text}，因为家里有事`)
  const no = /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
  if (agree) await talk.tap('sunli', '同意')
  await talk.pass(60_000)
  return no
}

/** Days by account, and whether the lines come to it. */
async function explained(): Promise<Record<string, number | null>> {
  const { storage, directory, tools } = talk.program
  const all = await storage.read(async tx => {
    const person = await directory.byUserid(tx, 'sample-chenyu')
    return person ? explain(tx, person, tools, '2026-11-23') : []
  })
  for (const one of all) expect(sumOf(one), one.account).toBe(one.left)
  return Object.fromEntries(all.map(({ account, left }) => [account, left === null ? null : left / 2]))
}

function sumOf({ left, entries }: Explained): number | null {
  return left === null ? null : entries.reduce((sum, { halfDays }) => sum + halfDays, 0)
}

describe('a balance is the sum of the lines it names', () => {
  test('before anything was written down it is what the law gives', async () => {
    talk = await openTalk()
    expect(await explained()).toEqual({ annual: 10, comp: 0 })
    expect(await say('假期明细')).toBe(
      [
        '年假还剩10天，是这样来的：',
        '· 工作满10年（从2024年9月1日（周日）算起），加10天',
        '补休还剩0天，还没有记过账。',
      ].join('\n'),
    )
  })

  test('before the first year of work is done it is nothing, and from when there is some', async () => {
    talk = await openTalk()
    await talk.program.storage.transaction(tx =>
      tx.db
        .update(tx.t.person)
        .set({ workStart: '2026-03-09' })
        .where(eq(tx.t.person.userid, 'sample-chenyu')),
    )
    await talk.program.directory.refresh()
    expect(await say('假期明细')).toContain('· 工作满1年才有年假，从2027年4月1日（周四）起有')
  })

  test('with overtime, leave, what was withdrawn and what waits', async () => {
    talk = await openTalk()
    await overtime('11月14日', 12)
    await ask('11月26日请一天补休')
    await ask('12月1日到2日请年假')
    const no = await ask('12月7日请一天年假')
    await say(`撤回${no}`)
    await say('撤回')
    await ask('12月9日请一天年假', false)
    expect(await explained()).toEqual({ annual: 7, comp: 0.5 })
    expect(await say('补休为什么是0.5天')).toBe(
      [
        '年假还剩7天，是这样来的：',
        '· 工作满10年（从2024年9月1日（周日）算起），加10天',
        '· 12月1日到2日（周二、周三）休假，减2天（QJ-20261123-0002）',
        '· 12月7日（周一）休假，减1天（QJ-20261123-0003）',
        '· 撤回，加1天（QJ-20261123-0003）',
        '· 12月9日（周三）等批的先留出来，减1天（QJ-20261123-0004）',
        '补休还剩0.5天，是这样来的：',
        '· 11月14日（周六）加班，加1.5天（JB-20261123-0001）',
        '· 11月26日（周四）休假，减1天（QJ-20261123-0001）',
      ].join('\n'),
    )
  })

  test('and why it is so, of the year that was asked about', async () => {
    talk = await openTalk()
    await say('2025年年假还剩几天')
    expect(await say('为什么')).toContain('2025年的年假账上没有核对过，列不出明细')
    await say('明年的年假还有几天')
    expect(await say('为什么')).toContain('2027年的年假还剩10天，是这样来的')
    await say('我的假期')
    expect(await say('为什么')).toMatch(/^年假还剩10天，是这样来的/)
  })

  test('with a consent that was taken back, which he who asked did not withdraw', async () => {
    talk = await openTalk()
    const no = await ask('12月7日请一天年假')
    await talk.say('sunli', `收回${no}的同意`)
    await talk.tap('sunli', '对')
    expect(await explained()).toEqual({ annual: 9, comp: 0 })
    const said = await say('假期明细')
    expect(said).toContain(`· 审批收回，加1天（${no}）`)
    expect(said).not.toContain('· 撤回')
  })

  test('with what HR brought in and put right', async () => {
    talk = await openTalk()
    await bring('sample-chenyu,2026,7.5,3')
    await bring('sample-chenyu,2026,7,2.5')
    await ask('12月1日到2日请年假')
    expect(await explained()).toEqual({ annual: 5, comp: 2.5 })
    const answer = await say('假期明细')
    expect(answer).toContain('· 11月23日（周一）人事核对余额，加7.5天')
    expect(answer).toContain('· 11月23日（周一）人事更正，减0.5天')
  })

  test('of many lines the older ones are summed up', async () => {
    talk = await openTalk()
    for (let day = 1; day <= 12; day++) await overtime(`10月${String(day)}日`, 8)
    expect((await explained())['comp']).toBe(12)
    const answer = await say('补休明细')
    expect(answer).toContain('· 更早的合起来，加2天')
    expect(answer.match(/加班，加1天/g)).toHaveLength(10)
  })

  test('a rise of the entitlement after HR has counted is a line of its own', async () => {
    // 陈小雨 began on 1 August 2014: ten years were completed in 2024, so another one is asked.
    talk = await openTalk({ at: '2026-06-01T09:00' })
    const { storage, directory } = talk.program
    await storage.transaction(tx => tx.db.update(tx.t.person).set({ workStart: '2016-06-15' }))
    await directory.refresh()
    await bring('sample-chenyu,2026,3,0')
    expect(await say('我的假期')).toContain('年假还剩3天')
    await talk.pass(30 * 86_400_000)
    expect(await say('我的假期')).toContain('年假还剩8天')
    expect(await say('假期明细')).toContain('· 工作满10年了（从7月1日（周三）算起），加5天')
  })
})
