import { afterEach, describe, expect, test } from 'vitest'
import { importBalances } from '../../../src/care/people/import-balances.ts'
import { approve } from '../../support/approve.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

const DAY = 86_400_000
let talk: Talk
afterEach(() => talk.close())

/** 陈小雨 with so many days of annual leave, by year. */
async function openWith(days: Readonly<Record<number, number>>, at = '2026-12-21T09:00'): Promise<void> {
  talk = await openTalk({ at })
  const lines = Object.entries(days).map(([year, annual]) => `sample-chenyu,${year},${annual},`)
  const bytes = Buffer.from(['userid,year,annual,comp', ...lines, ''].join('\n'))
  await importBalances(talk.program.storage, { name: 'b.csv', bytes }, { actor: 'cli', now: talk.now() })
}
const requests = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.leave))
const charged = async () =>
  (await talk.program.storage.read(tx => tx.db.select().from(tx.t.ledger)))
    .filter(line => line.cause === 'leave')
    .map(line => [line.year, line.halfDays])
    .sort()
const agree = async () => {
  for (const { no } of await requests()) await approve(talk, no)
}
const say = (text: string) => talk.say('chenyu', text)

describe('annual leave belongs to the year of its days', () => {
  test('leave of next January asks nothing of what is left of this year', async () => {
    await openWith({ 2026: 0, 2027: 5 })
    expect(await say('2027年1月11日请一天年假，因为家里有事')).toContain('提交吗')
    expect(await say('提交')).toContain('交上去了')
    await agree()
    expect(talk.last('chenyu')).toContain('2027年的年假还剩4天')
    expect(await charged()).toEqual([[2027, -2]])
  })

  test('what is left of this year is no help for next year', async () => {
    await openWith({ 2026: 5, 2027: 1 })
    const answer = await say('2027年1月11日到12日请年假，因为家里有事')
    expect(answer).toContain('2027年的年假还剩1天，这次2027年1月11日到12日（周一、周二）要2天。')
    expect(await requests()).toEqual([])
  })

  test('over New Year each year gives its part', async () => {
    await openWith({ 2026: 2, 2027: 2 })
    expect(await say('12月30日到2027年1月5日请年假，因为家里有事')).toContain('提交吗')
    await say('提交')
    await agree()
    expect(talk.last('chenyu')).toMatch(/年假还剩0天，2027年的年假还剩\d/)
    expect((await charged()).map(([year]) => year)).toEqual([2026, 2027])
  })

  test('over New Year, one year alone can be too little, and it is named with its part', async () => {
    await openWith({ 2026: 10, 2027: 0 })
    const answer = await say('12月30日到2027年1月5日请年假，因为家里有事')
    expect(answer).toMatch(
      /2027年的年假还剩0天，这次12月30日（周三）到2027年1月5日（周二）要\d天，其中\d天算2027年的。/,
    )
    expect(await requests()).toEqual([])
  })

  test('of which more is asked for than HR now says there is, none is left, and not less than none', async () => {
    await openWith({ 2026: 5, 2027: 5 })
    await say('12月22日到24日请年假，因为家里有事')
    await say('提交')
    const lines = Buffer.from('userid,year,annual,comp\nsample-chenyu,2026,1,\n')
    await importBalances(
      talk.program.storage,
      { name: 'b.csv', bytes: lines },
      { actor: 'cli', now: talk.now() },
    )
    await talk.pass(5_000)
    expect(await say('12月28日请一天年假，因为搬家')).toContain('年假还剩0天，这次12月28日（周一）要1天')
  })

  test('what waits for next year reserves nothing of this one', async () => {
    await openWith({ 2026: 1, 2027: 1 })
    await say('2027年1月11日请一天年假，因为家里有事')
    await say('提交')
    expect(await say('我的假期')).toContain('年假还剩1天')
    expect(await say('12月28日请一天年假，因为家里有事')).toContain('提交吗')
    expect(await say('提交')).toContain('交上去了')
    expect(await say('2027年1月12日请一天年假，因为家里有事')).toContain('2027年的年假还剩0天')
  })

  test('a year whose holidays are not published is said to be so, whatever is asked of it', async () => {
    await openWith({ 2026: 10, 2027: 10 })
    const SAID = '那一年的放假安排还没公布，天数先按周末和法定节日算。'
    expect(await say('12月28日到30日请年假，因为家里有事')).not.toContain(SAID)
    await say('提交')
    const [no = ''] = (await requests()).map(row => row.no)
    expect(await say('改假，改到12月29日到31日')).not.toContain(SAID)
    await say('取消')
    expect(await say('改假，改到2027年1月11日到13日')).toContain(SAID)
    await say('取消')
    await approve(talk, no)
    await talk.pass(7 * DAY)
    expect(await say('续假一天，因为没办完')).not.toContain(SAID)
    await say('取消')
    expect(await say('续假三天，因为没办完')).toContain(SAID)
    await say('提交')
    expect(talk.last('sunli')).toContain('那一年的放假安排还没公布')
  })

  test('a balance of next year that nobody has checked is said to be that year’s', async () => {
    await openWith({ 2026: 0 })
    expect(await say('2027年1月11日请一天年假，因为家里有事')).toContain('2027年的年假余额还没核对')
  })
})
