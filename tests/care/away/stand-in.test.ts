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
const told = (who: string, words: string) =>
  talk.sent.filter(({ to, message }) => to === `sample-${who}` && message.text.includes(words)).length

async function leave(text: string, reason = '因为家里有事'): Promise<string> {
  await say(`${text}，${reason}`)
  return /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
}
/** 李刚 is asked to stand in, and says yes. */
async function standIn(no: string): Promise<void> {
  await say(`请李刚顶岗，${no}`)
  await talk.tap('ligang', '可以顶岗')
}

describe('who stands in learns what becomes of the leave', () => {
  test('taken back: he need not, and has nothing to answer any more', async () => {
    const no = await leave('12月1日请一天事假')
    await say(`请李刚顶岗，${no}`)
    await say(`撤回${no}`)
    await say('撤回')
    expect(talk.last('ligang')).toBe(`陈小雨12月1日（周二）不用你顶岗了（${no}），照常安排就行。`)
    expect(await talk.say('ligang', '可以顶岗')).toContain('现在没有人等你答复顶岗')
  })

  test('refused', async () => {
    const no = await leave('12月1日请一天事假')
    await standIn(no)
    await talk.say('sunli', `驳回 ${no}`)
    await talk.say('sunli', '那天有督查')
    expect(talk.last('ligang')).toBe(`陈小雨12月1日（周二）不用你顶岗了（${no}），照常安排就行。`)
  })

  test('moved to other days: he is asked anew, and hears that the old ones are off', async () => {
    const no = await leave('12月1日请一天事假')
    await standIn(no)
    await say('改假')
    await say('12月8日，就一天')
    const other = /QJ-[\d-]+/.exec(await say('改'))?.[0] ?? ''
    expect(talk.last('ligang')).toBe(
      `陈小雨的假改了日子，原来那几天不用你顶岗了，改成12月8日（周二）。还方便吗？编号${other}。`,
    )
    expect(await talk.tap('ligang', '可以顶岗')).toContain('告诉陈小雨了')
  })

  test('he is back before its end', async () => {
    const no = await leave('11月24日到27日请年假')
    await approve(talk, no)
    await standIn(no)
    await talk.pass(2 * DAY)
    await say('销假，我今天上午回来上班了')
    await say('对')
    expect(talk.last('ligang')).toBe(`陈小雨提前回来，11月25日（周三）上午起不用你顶岗了（${no}），辛苦。`)
  })

  test('called back for a day in the middle: not on that day', async () => {
    const no = await leave('11月24日到27日请年假')
    await approve(talk, no)
    await standIn(no)
    await talk.pass(DAY)
    await talk.say('sunli', '召回陈小雨，11月26日一天')
    await talk.say('sunli', '通知他')
    expect(talk.last('ligang')).toBe(
      `陈小雨11月26日（周四）回来上班，这期间不用你顶岗，其余的照旧（${no}）。`,
    )
  })

  test('made longer: he is asked for the days that were added', async () => {
    const no = await leave('11月24日到27日请年假')
    await approve(talk, no)
    await standIn(no)
    await talk.pass(2 * DAY)
    await say('续假一天，因为老人还没出院')
    const more = /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
    expect(told('ligang', more)).toBe(0)
    await approve(talk, more)
    expect(talk.last('ligang')).toBe(
      `陈小雨的假往后续了：11月30日（周一），还想请你接着顶岗。方便吗？编号${more}。`,
    )
  })

  test('a leave that is over is not offered to be answered', async () => {
    const no = await leave('11月24日请一天年假')
    await approve(talk, no)
    await say(`请李刚顶岗，${no}`)
    await talk.pass(3 * DAY)
    expect(await talk.say('ligang', '可以顶岗')).toContain('现在没有人等你答复顶岗')
  })

  test('a journey that was reported and taken back', async () => {
    for (const text of ['离市报备', '省外', '上海', '周六到周日', '不用']) await say(text)
    const reported = /BB-[\d-]+/.exec(await talk.tap('chenyu', '报备'))?.[0] ?? ''
    await standIn(reported)
    await say(`撤回${reported}`)
    await say('撤回')
    expect(talk.last('ligang')).toContain(`不用你顶岗了（${reported}）`)
  })
})
