import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call, NoRole } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

const DAY = 86_400_000
let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ at: '2026-07-06T10:00' })
})
afterEach(() => talk.close())

const plan = async (who = 'chenyu', wish = '我打算8月第一周休年假') => {
  await talk.say(who, wish)
  return talk.say(who, '记下')
}
interface Line {
  name: string
  from: string
  to: string
  halfDays: number
}
const plans = (who: string) => call<Line[]>(talk, who, 'GET', '/leave/plans', { query: { year: 2026 } })

describe('planned leave', () => {
  test('is written down by one sentence and a yes, and takes nothing', async () => {
    expect(await talk.say('chenyu', '我打算8月第一周休年假')).toContain('要5天年假。只是计划，不是请假')
    expect(await talk.say('chenyu', '记下')).toContain('快到的时候我提醒你交请假单')
    expect(await talk.say('chenyu', '我的假期')).toContain('年假还剩10天')
  })

  test('answers nobody who asks about leave itself: what holds of a plan is said of a plan alone', async () => {
    expect(await talk.say('chenyu', '休假计划')).toContain('打算哪几天休年假')
    expect(await talk.say('chenyu', '要审批吗')).toContain('计划不是请假，不用批')
    await talk.say('chenyu', '取消')
    expect(await talk.say('chenyu', '出差要审批吗')).not.toContain('计划')
    expect(await talk.say('chenyu', '谁批')).toContain('你还没有交过申请')
  })

  test('is shown to the supervisor and HR, to nobody else', async () => {
    await plan()
    const line = { name: '陈小雨', unit: '样例街道办', from: '2026-08-03a', to: '2026-08-09p', halfDays: 10 }
    expect(await plans('sunli')).toEqual([line])
    expect(await plans('chenjing')).toEqual([line])
    expect(await plans('zhengli')).toEqual([])
    await expect(plans('zhangwei1')).rejects.toThrow(NoRole)
  })

  test('is asked about some days before, with a button that opens the form filled in', async () => {
    await plan()
    await talk.pass(18 * DAY)
    expect(talk.last('chenyu')).toContain('日子快到了，要现在交请假单吗？')
    expect(talk.buttons('chenyu')).toEqual(['现在交', '改计划'])
    await talk.tap('chenyu', '现在交')
    expect(await talk.say('chenyu', '陪孩子')).toContain('共5天，事由：陪孩子。')
  })

  test('is not asked about where leave was asked for meanwhile, or the plan was given up', async () => {
    await plan()
    await talk.say('chenyu', '8月5日请一天年假，陪孩子')
    await talk.say('chenyu', '提交')
    await plan('ligang', '计划8月10日到12日休年假')
    await talk.say('ligang', '取消休假计划')
    await talk.tap('ligang', talk.buttons('ligang')[0] ?? '')
    expect(talk.last('ligang')).toContain('的计划去掉了')
    await talk.pass(30 * DAY)
    expect(talk.sent.filter(({ message }) => message.text.includes('日子快到了'))).toEqual([])
  })

  test('two plans for the same days are one too many', async () => {
    await plan()
    expect(await plan('chenyu', '计划8月5日到6日休年假')).toContain('已经有一个计划了')
  })
})

describe('school breaks', () => {
  test('are entered by HR whole or not at all', async () => {
    const put = (who: string, breaks: object[]) =>
      call<object[]>(talk, who, 'PUT', '/leave/school-breaks', { body: { breaks } })
    const summer = { name: '暑假', from: '2026-07-04', to: '2026-08-31' }
    expect(await put('chenjing', [summer])).toEqual([summer])
    await expect(put('chenjing', [summer, { ...summer, to: '2026-07-01' }])).rejects.toThrow()
    await expect(put('sunli', [])).rejects.toThrow(NoRole)
    expect(await call(talk, 'chenjing', 'GET', '/leave/school-breaks')).toEqual([summer])
  })
})
