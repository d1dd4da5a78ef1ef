import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const DAY = 86_400_000

async function report(who: string, when: string, acting = '不用'): Promise<string> {
  await talk.say(who, '离市报备')
  await talk.say(who, '省外')
  await talk.say(who, '上海')
  await talk.say(who, when)
  await talk.say(who, acting)
  return /BB-[\d-]+/.exec(await talk.tap(who, '报备'))?.[0] ?? ''
}
const told = (who: string, words: string) =>
  talk.sent
    .filter(({ to, message }) => to === `sample-${who}` && message.text.includes(words))
    .map(({ message }) => message.text)

describe('离市报备', () => {
  test('on a weekend too: the supervisor learns where to, HR only that and when', async () => {
    const no = await report('chenyu', '周六到周日')
    expect(no).toBe('BB-20261123-0001')
    expect(told('sunli', '报备离市')).toEqual([
      `陈小雨报备离市：11月28日到29日（周六、周日），去省外，上海。编号${no}，不用批，知道就行。`,
    ])
    expect(told('chenjing', '离市报备')).toEqual([
      `陈小雨离市报备：11月28日到29日（周六、周日）（${no}），请备案。`,
    ])
    expect(await talk.say('sunli', '11月28日谁不在')).toContain('陈小雨')
    expect(await talk.say('chenyu', '我的申请')).toContain('离市报备 11月28日到29日（周六、周日）：已报备')
    expect(told('ligang', '上海')).toEqual([])
  })

  test('a day before it begins is in time, the day itself is late', async () => {
    for (const [when, late] of [
      ['明天', false],
      ['今天', true],
    ] as const) {
      for (const answer of ['离市报备', '省外', '上海', when, '11月25日']) await talk.say('chenyu', answer)
      const summary = await talk.say('chenyu', '不用')
      expect([when, summary.includes('这次晚了')]).toEqual([when, late])
      await talk.say('chenyu', '取消')
    }
  })

  test('what he has reported is not reported twice, and can be taken back until it begins', async () => {
    const no = await report('chenyu', '周六到周日')
    await talk.say('chenyu', '报备')
    await talk.say('chenyu', '省内')
    await talk.say('chenyu', '宁波')
    await talk.say('chenyu', '周日')
    expect(await talk.say('chenyu', '当天')).toContain(`已经报备过了（${no}）`)
    await talk.say('chenyu', '取消')
    await talk.say('chenyu', `撤回${no}`)
    await talk.say('chenyu', '撤回')
    expect(await talk.say('sunli', '11月28日谁不在')).toContain('都在')
    expect(told('sunli', '撤回')).toHaveLength(1)
  })

  test('he says when he is back, and is asked once where he does not', async () => {
    const no = await report('chenyu', '周六到周日')
    await talk.pass(7 * DAY + 3_600_000)
    expect(told('chenyu', '到期了，回到本市了吗')).toHaveLength(1)
    expect(await talk.tap('chenyu', '我回本市了')).toContain(`${no}销了`)
    expect(told('sunli', '回到本市了')).toHaveLength(1)
    await talk.pass(5 * DAY)
    expect(told('chenyu', '到期了，回到本市了吗')).toHaveLength(1)
    expect(await talk.say('chenyu', '我回本市了')).toContain('没有要销的')
  })

  test('a head and his deputy are warned before they are away together; others are not', async () => {
    await report('wang', '周六到周日')
    await talk.say('sunli', '报备')
    await talk.say('sunli', '省内')
    await talk.say('sunli', '杭州')
    await talk.say('sunli', '周六')
    await talk.say('sunli', '当天')
    expect(await talk.say('sunli', '不用')).toContain('这几天王主任也不在，正副职最好错开')
    await talk.tap('sunli', '报备')
    expect(told('wang', '留意：王主任这几天也不在')).toHaveLength(1)
    expect(await report('chenyu', '周六到周日')).toMatch(/^BB-/)
    expect(told('sunli', '留意')).toEqual([])
  })

  test('abroad is another procedure', async () => {
    await talk.say('chenyu', '报备')
    expect(await talk.say('chenyu', '出国')).toContain('因私出国（境）是另外一套手续')
  })
})

describe('顶岗', () => {
  test('whoever is asked learns the dates and nothing of why; a no leads to another', async () => {
    await talk.say('chenyu', '11月25日请一天病假，因为要做手术')
    const no = /QJ-[\d-]+/.exec(await talk.say('chenyu', '提交'))?.[0] ?? ''
    expect(await talk.say('chenyu', '请李刚顶岗')).toContain('去问李刚了')
    expect(talk.last('ligang')).toBe(`陈小雨11月25日（周三）不在，想请你顶一下岗。方便吗？编号${no}。`)
    expect(await talk.tap('ligang', '顶不了岗')).toContain('告诉陈小雨了')
    expect(talk.last('chenyu')).toContain(`李刚11月25日（周三）顶不了岗（${no}）。换一位`)
    expect(await talk.say('chenyu', '请李刚顶岗')).toContain('已经问过了')
    await talk.say('chenyu', '取消')
    await talk.say('chenyu', '请吴敏顶岗')
    expect(await talk.say('wumin', `可以顶岗 ${no}`)).toContain('告诉陈小雨了')
    expect(talk.last('chenyu')).toContain('吴敏答应了')
    // Said once; nobody else can answer for her.
    expect(await talk.say('wumin', `可以顶岗 ${no}`)).toContain('已经答应替陈小雨顶岗了')
    expect(await talk.say('ligang', `可以顶岗 ${no}`)).toContain('没有人等你答复顶岗')
    for (const who of ['ligang', 'wumin']) expect(told(who, '手术').concat(told(who, '病'))).toEqual([])
  })

  test('is asked for with a journey too', async () => {
    const no = await report('chenyu', '周六到周日', '李刚')
    expect(talk.last('ligang')).toContain(`编号${no}`)
    expect(told('sunli', '工作找李刚')).toHaveLength(1)
  })
})
