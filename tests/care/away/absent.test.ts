import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call, NoRole } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

async function leave(who: string, text: string): Promise<string> {
  await talk.say(who, `${text}，因为家里有事`)
  const no = /QJ-[\d-]+/.exec(await talk.say(who, '提交'))?.[0] ?? ''
  await talk.say('sunli', `同意 ${no}`)
  return no
}

describe('谁不在', () => {
  test('a supervisor hears of those below him, HR of everybody; that they are not there and never why', async () => {
    await leave('chenyu', '今天请一天事假')
    await leave('ligang', '11月25日到26日请年假')
    expect(await talk.say('sunli', '谁今天不在')).toBe(
      '11月23日（周一）不在的有1人：\n· 陈小雨（样例街道办）',
    )
    expect(await talk.say('wang', '这周谁请假了')).toBe(
      '11月23日（周一）到11月29日（周日）不在的有2人：\n· 陈小雨（样例街道办）11月23日（周一）\n· 李刚（样例街道办）11月25日到26日（周三、周四）',
    )
    expect(await talk.say('chenjing', '谁今天不在')).toContain('陈小雨')
    expect(await talk.say('huang', '谁今天不在')).toBe('11月23日（周一）没有登记请假或外出的，都在。')
    expect(await talk.say('sunli', '11月27日谁不在')).toContain('都在')
  })

  test('others are told kindly what they may see', async () => {
    await leave('chenyu', '今天请一天事假')
    const told = await talk.say('ligang', '谁今天不在')
    expect(told).toContain('只有主管看自己手下的')
    expect(told).not.toContain('陈小雨')
  })

  test('what waits, was withdrawn or was worked is no absence', async () => {
    await talk.say('chenyu', '今天请一天事假，因为家里有事')
    await talk.say('chenyu', '提交')
    const no = await leave('ligang', '11月25日请一天年假')
    await talk.say('ligang', `撤回${no}`)
    await talk.say('ligang', '撤回')
    expect(await talk.say('sunli', '这周谁不在')).toContain('都在')
  })
})

describe('the month in the console', () => {
  interface Month {
    days: { date: string; work: boolean }[]
    units: string[]
    people: { name: string; unit: string; absent: { from: string; to: string }[] }[]
  }
  const month = (who: string, query: object) => call<Month>(talk, who, 'GET', '/absences', { query })

  test('has its days, and who is not there', async () => {
    await leave('chenyu', '11月25日到26日请年假')
    const { days, units, people } = await month('sunli', { month: '2026-11' })
    expect(days).toHaveLength(30)
    expect(days[27]).toEqual({ date: '2026-11-28', work: false })
    expect(units).toEqual(['样例街道办'])
    expect(people).toEqual([
      { name: '陈小雨', unit: '样例街道办', absent: [{ from: '2026-11-25a', to: '2026-11-26p' }] },
    ])
    expect((await month('chenjing', { month: '2026-11', unit: '样例城投公司' })).people).toEqual([])
    expect((await month('huang', { month: '2026-11' })).people).toEqual([])
  })

  test('is nothing for anybody else', async () => {
    await expect(month('ligang', { month: '2026-11' })).rejects.toThrow(NoRole)
  })
})
