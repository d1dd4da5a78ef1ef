import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { importBalances } from '../../../src/care/people/import-balances.ts'
import { HOME } from '../../../src/data.ts'
import { localDate } from '../../../src/kernel/clock.ts'
import { tempFolder } from '../../support/folder.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
afterEach(() => talk.close())

const DAY = 86_400_000
const say = (text: string) => talk.say('chenyu', text)
const ledger = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.ledger))
const lines = async () =>
  (await ledger()).map(({ cause, ref, grant, halfDays }) => [cause, ref.slice(0, 2), grant, halfDays])

/** The program with another rule for when comp-days lapse. */
async function open(expiry: string, at = '2026-11-23T09:00'): Promise<void> {
  const flows = tempFolder()
  cpSync(join(HOME, 'flows'), flows, { recursive: true })
  const file = join(flows, 'policy', 'overtime.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('expiry: {}', `expiry: ${expiry}`))
  talk = await openTalk({ at, flows })
}

/** A record of overtime that was confirmed. @returns its number */
async function overtime(date: string, hours: number): Promise<string> {
  await say(`${date}加班${hours}小时，项目攻坚`)
  const [no = ''] = /JB-[\d-]+/.exec(await say('提交')) ?? []
  await talk.tap('sunli', '同意')
  return no
}

/** A leave handed in. @returns its number, or '' */
async function ask(text: string): Promise<string> {
  await say(`${text}，因为家里有事`)
  return /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
}

async function leave(text: string): Promise<string> {
  const no = await ask(text)
  await talk.tap('sunli', '同意')
  return no
}

async function withdraw(no: string): Promise<string> {
  await say(`撤回${no}`)
  return say('撤回')
}

describe('comp-days come from records and go back to them', () => {
  test('a leave takes from the oldest record first, and what is withdrawn goes back to the same ones', async () => {
    talk = await openTalk()
    const later = await overtime('11月21日', 8)
    const older = await overtime('11月14日', 4)
    const no = await leave('11月26日请一天补休')
    expect(talk.last('chenyu')).toContain('补休还剩0.5天')
    expect((await lines()).filter(([cause]) => cause === 'leave')).toEqual([
      ['leave', 'QJ', older, -1],
      ['leave', 'QJ', later, -1],
    ])
    expect(await withdraw(no)).toContain('补休1天退回来了')
    expect((await lines()).filter(([cause]) => cause === 'reversal').sort()).toEqual(
      [
        ['reversal', 'QJ', later, 1],
        ['reversal', 'QJ', older, 1],
      ].sort(),
    )
    expect(await say('我的假期')).toContain('补休还剩1.5天')
  })

  test('a record whose days were taken, or are waited for, cannot be taken back', async () => {
    talk = await openTalk()
    const no = await overtime('11月21日', 8)
    const request = await ask('11月26日下午请补休')
    expect(await say(`撤回${no}`)).not.toContain('对吗')
    await talk.tap('sunli', '同意')
    expect(await say(`撤回${no}`)).not.toContain('对吗')
    await say('取消')
    await withdraw(request)
    expect(await withdraw(no)).toContain('1天补休也退回去了')
    expect(await say('我的假期')).toContain('补休还剩0天')
  })

  test('one record of several taken back leaves the others (Frappe HRMS 3985)', async () => {
    talk = await openTalk()
    await overtime('11月14日', 8)
    const no = await overtime('11月15日', 8)
    await overtime('11月21日', 4)
    await withdraw(no)
    expect(await say('我的假期')).toContain('补休还剩1.5天')
  })

  test('comp-days earned on the last day of a year are there in the next (Frappe HRMS 1255)', async () => {
    await open('{months: 3}', '2027-01-04T09:00')
    await overtime('2026年12月31日', 4)
    expect(await say('我的假期')).toContain('补休还剩0.5天')
  })

  test('annual leave is never touched by them', async () => {
    talk = await openTalk()
    await overtime('11月21日', 4)
    const answer = await say('11月26日请一天补休，因为家里有事')
    expect(answer).toContain('补休还剩0.5天，这次11月26日（周四）要1天')
    expect((await ledger()).filter(line => line.account === 'annual')).toEqual([])
  })

  test('two requests that wait cannot take the same days twice', async () => {
    talk = await openTalk()
    await overtime('11月21日', 8)
    expect(await ask('11月26日请一天补休')).not.toBe('')
    expect(await say('11月27日下午请补休，因为家里有事')).toContain('补休还剩0天')
  })
})

describe('comp-days that lapse', () => {
  test('are judged by the day of the leave, the last day included', async () => {
    await open('{days: 10}')
    await overtime('11月21日', 8)
    expect(await say('12月2日请一天补休，因为家里有事')).toContain('补休还剩0天')
    await say('取消')
    expect(await ask('12月1日请一天补休')).not.toBe('')
  })

  test('are used before those that live longer', async () => {
    await open('{months: 1}')
    const bytes = Buffer.from('userid,year,annual,comp\nsample-chenyu,2026,5,3\n')
    await importBalances(talk.program.storage, { name: 'b.csv', bytes }, { actor: 'cli', now: talk.now() })
    const no = await overtime('11月21日', 8)
    await leave('11月26日请一天补休')
    expect((await lines()).filter(([cause]) => cause === 'leave')).toEqual([['leave', 'QJ', no, -2]])
  })

  test('are reminded of, each time once, while there is something to lose', async () => {
    await open('{days: 40}')
    await overtime('11月21日', 8)
    const reminders = () =>
      talk.sent.filter(({ to, message }) => to === 'sample-chenyu' && /就过期了/.test(message.text)).length
    const told: [string, number][] = []
    for (let day = 1; day <= 42; day++) {
      await talk.pass(DAY)
      if (reminders() > (told.at(-1)?.[1] ?? 0))
        told.push([localDate(talk.now(), 'Asia/Shanghai'), reminders()])
    }
    // The last day is 31 December: 30, 14 and 3 days before it are 1, 17 and 28 December.
    expect(told).toEqual([
      ['2026-12-01', 1],
      ['2026-12-17', 2],
      ['2026-12-28', 3],
    ])
    expect(await say('我的假期')).toContain('补休还剩0天')
  })

  test('brought in with their end, and what came over from last year, are reminded of and written off too', async () => {
    await open('{}')
    const bytes = Buffer.from(
      'userid,year,annual,carry,comp,comp_expires\nsample-chenyu,2026,5,2,1,2026-12-10\n',
    )
    await importBalances(talk.program.storage, { name: 'b.csv', bytes }, { actor: 'cli', now: talk.now() })
    for (let day = 1; day <= 40; day++) await talk.pass(DAY)
    const told = talk.sent.flatMap(
      ({ message }) => /(结转|补休到).*(就没有了|就过期了)/.exec(message.text)?.[0] ?? [],
    )
    expect(told.map(text => text.slice(0, 8))).toEqual([
      '补休到12月10',
      '结转的年假还有2',
      '补休到12月10',
      '结转的年假还有2',
      '结转的年假还有2',
    ])
    expect((await lines()).filter(([cause]) => cause === 'lapse')).toHaveLength(1)
    expect(await say('我的假期')).toContain('补休还剩0天')
  })

  test('are written off once, also after a long standstill', async () => {
    await open('{days: 10}')
    const no = await overtime('11月21日', 8)
    await talk.pass(400 * DAY)
    await talk.pass(DAY)
    expect((await lines()).filter(([cause]) => cause === 'lapse')).toEqual([['lapse', '20', no, -2]])
    expect((await ledger()).reduce((sum, line) => sum + line.halfDays, 0)).toBe(0)
    expect(await say('我的假期')).toContain('补休还剩0天')
  })

  test('are kept for a request that still waits, and written off when it is refused', async () => {
    await open('{days: 10}')
    const no = await overtime('11月21日', 8)
    const request = await ask('12月1日下午请补休')
    await talk.pass(9 * DAY)
    expect((await lines()).filter(([cause]) => cause === 'lapse')).toEqual([['lapse', '20', no, -1]])
    await talk.say('sunli', `驳回 ${request}`)
    await talk.say('sunli', '那天人手不够')
    await talk.pass(DAY)
    expect((await lines()).filter(([cause]) => cause === 'lapse').map(line => line[3])).toEqual([-1, -1])
    expect((await ledger()).reduce((sum, line) => sum + line.halfDays, 0)).toBe(0)
  })
})

describe('limits of a kind', () => {
  test('requests between which nobody works are one leave', async () => {
    talk = await openTalk()
    await leave('11月26日到27日请陪护假')
    expect(await say('11月30日到12月3日请陪护假，因为陪父亲住院')).toContain('陪护假一共5天，这次要4天')
  })

  test('what a rule leaves open goes on, and counts when HR has seen to it, after everybody else', async () => {
    talk = await openTalk()
    expect(await say('11月26日到12月1日请丧假，因为奶奶去世')).toContain('超过的要人事核一下')
    const no = /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
    expect(talk.last('sunli')).toContain('天数超过一般的，你批了以后由人事核。')
    await talk.say('sunli', `同意 ${no}`)
    // Four days go to the head of the unit, too.
    expect(await talk.say('wang', `同意 ${no}`)).toBe(`同意了，${no}接着交给陈主任。`)
    expect(talk.last('chenjing')).toContain('天数超过一般的，请核一下再批。')
    expect(talk.last('chenyu')).not.toContain('批了')
    await talk.say('chenjing', `同意 ${no}`)
    expect(talk.last('chenyu')).toContain('批了')
  })

  test('maternity leave counts every day', async () => {
    talk = await openTalk()
    expect(await say('12月1日到12月10日请产假，因为生孩子')).toContain('共10天')
  })
})
