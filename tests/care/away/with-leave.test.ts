import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { approve } from '../../support/approve.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const DAY = 86_400_000
const told = (who: string, words: string) =>
  talk.sent
    .filter(({ to, message }) => to === `sample-${who}` && message.text.includes(words))
    .map(({ message }) => message.text)
const journeys = () =>
  talk.program.storage.read(async tx =>
    (await tx.db.select().from(tx.t.away)).map(({ no, from, to, status, back }) => ({
      no,
      when: `${from} ${to}`,
      status,
      back,
    })),
  )

async function leave(text: string, ...answers: string[]): Promise<string> {
  await talk.say('sunli', `${text}，因为家里有事`)
  for (const answer of answers) await talk.say('sunli', answer)
  return /QJ-[\d-]+/.exec(await talk.say('sunli', '提交'))?.[0] ?? ''
}

describe('离开本市 within a leave', () => {
  test('is asked of leaders alone; half a day of anybody else stays as short as it was', async () => {
    expect(await talk.say('chenyu', '明天上午请半天事假，因为家里有事')).toContain('提交吗？')
    expect(await talk.say('sunli', '明天上午请半天事假，因为家里有事')).toContain('这几天离开本市吗？')
  })

  test('goes one step higher where the table says so, and is reported with the leave when it is approved', async () => {
    const no = await leave('11月25日上午请半天事假', '省外', '上海')
    expect(told('wang', no)).toEqual([
      `孙丽请事假：11月25日（周三）上午，共0.5天，事由：家里有事。期间离开本市，去省外，上海。编号${no}。`,
    ])
    expect(await journeys()).toEqual([])
    await approve(talk, no)
    expect(await journeys()).toEqual([
      { no, when: '2026-11-25a 2026-11-25a', status: 'reported', back: null },
    ])
    expect(told('chenjing', '备案')).toEqual([
      `备案：样例街道办孙丽11月25日（周三）上午（离开本市）不在岗，已经批准，编号${no}。`,
    ])
    expect(
      JSON.stringify(talk.sent.filter(({ to }) => to !== 'sample-wang' && to !== 'sample-sunli')),
    ).not.toContain('上海')
    expect(await talk.say('wang', '11月25日谁不在')).toContain('孙丽')
  })

  test('abroad it goes to the head of the unit and to HR, once it was granted', async () => {
    await talk.say('chenyu', '12月3日请一天年假，去香港旅游')
    expect(talk.last('chenyu')).toContain('批下来了吗')
    expect(await talk.say('chenyu', '还没批')).toContain('先不能交')
    expect(await talk.say('chenyu', '批了')).toContain('出国（境）去香港')
    const no = /QJ-[\d-]+/.exec(await talk.say('chenyu', '提交'))?.[0] ?? ''
    expect(told('sunli', no)[0]).toContain('期间离开本市，去国（境）外，香港')
    expect(told('sunli', no)[0]).toContain('出国（境）审批')
    await talk.say('sunli', `同意 ${no}`)
    expect(told('wang', no)).toHaveLength(1)
    await talk.say('wang', `同意 ${no}`)
    expect(told('chenjing', no)[0]).toContain('出国（境）审批')
    await talk.say('chenjing', `同意 ${no}`)
    expect(await journeys()).toEqual([
      { no, when: '2026-12-03a 2026-12-03p', status: 'reported', back: null },
    ])
  })

  test('who stays is not reported, and decided by the shorter chain', async () => {
    const no = await leave('11月25日上午请半天事假', '不离开')
    await approve(talk, no)
    expect(await journeys()).toEqual([])
    expect(told('chenjing', '备案')).toEqual([])
  })

  test('taken back with the leave', async () => {
    const no = await leave('11月25日上午请半天事假', '省内', '杭州')
    await approve(talk, no)
    await talk.say('sunli', `撤回${no}`)
    await talk.say('sunli', '撤回')
    expect((await journeys()).map(({ status }) => status)).toEqual(['withdrawn'])
  })

  test('moves with its dates', async () => {
    const no = await leave('11月25日上午请半天事假', '省内', '杭州')
    await approve(talk, no)
    await talk.say('sunli', '改假')
    await talk.say('sunli', '改到11月27日上午')
    const later = /QJ-[\d-]+/.exec(await talk.say('sunli', '改'))?.[0] ?? ''
    expect(told('wang', later)[0]).toContain('期间离开本市，去省内，杭州')
    await approve(talk, later)
    expect((await journeys()).map(({ when, status }) => `${when} ${status}`)).toEqual([
      '2026-11-25a 2026-11-25a withdrawn',
      '2026-11-27a 2026-11-27a reported',
    ])
  })

  test('ends with an early return', async () => {
    const no = await leave('11月24日到26日请年假', '省内', '杭州')
    await approve(talk, no)
    await talk.pass(2 * DAY)
    await talk.say('sunli', '我今天下午回来上班了')
    await talk.say('sunli', '对')
    expect(await journeys()).toEqual([
      { no, when: '2026-11-24a 2026-11-25a', status: 'reported', back: '2026-11-25p' },
    ])
    expect(await talk.say('wang', '11月26日谁不在')).toContain('都在')
  })
})

describe('a leave that was made longer takes its journey along', () => {
  async function longer(): Promise<{ root: string; no: string }> {
    const root = await leave('11月24日到25日请年假', '省内', '杭州')
    await approve(talk, root)
    await talk.pass(DAY)
    await talk.say('sunli', '续假到11月27日，因为家里有事')
    const no = /QJ-[\d-]+/.exec(await talk.say('sunli', '提交'))?.[0] ?? ''
    await approve(talk, no)
    expect((await journeys()).map(({ when }) => when)).toEqual(['2026-11-24a 2026-11-27p'])
    return { root, no }
  }
  async function backToTheOldEnd({ root, no }: { root: string; no: string }): Promise<void> {
    expect(await journeys()).toEqual([
      { no: root, when: '2026-11-24a 2026-11-25p', status: 'reported', back: null },
    ])
    expect(told('chenjing', no).at(-1)).toContain('备案更正')
  }

  test('and back, where the added days are withdrawn; a later journey is reported', async () => {
    const both = await longer()
    await talk.say('sunli', `撤回${both.no}`)
    await talk.say('sunli', '撤回')
    await backToTheOldEnd(both)
    const later = await leave('11月27日请一天年假', '省外', '上海')
    await approve(talk, later)
    expect((await journeys()).map(({ no, when }) => [no, when])).toEqual([
      [both.root, '2026-11-24a 2026-11-25p'],
      [later, '2026-11-27a 2026-11-27p'],
    ])
  })

  test('and back, where the consent is taken back; agreed to anew, it is as long again', async () => {
    const both = await longer()
    await talk.say('wang', `收回${both.no}的同意`)
    await talk.tap('wang', '对')
    await backToTheOldEnd(both)
    await approve(talk, both.no)
    expect((await journeys()).map(({ when }) => when)).toEqual(['2026-11-24a 2026-11-27p'])
  })
})

describe('顶岗 within a leave', () => {
  const long = (...answers: string[]) => leave('11月30日到12月4日请年假', '不离开', ...answers)

  test('is asked of leaders from more than three days; the colleague learns the dates alone', async () => {
    const no = await long('欧阳明')
    expect(told('ouyang', '顶一下岗')).toEqual([
      `孙丽11月30日（周一）到12月4日（周五）不在，想请你顶一下岗。方便吗？编号${no}。`,
    ])
    expect(told('wang', no)[0]).toContain('顶岗请的是欧阳明，等他答复。')
  })

  test('whoever decides next learns that he agreed', async () => {
    const no = await long('欧阳明')
    await talk.tap('ouyang', '可以顶岗')
    expect(told('sunli', '替你顶岗')).toHaveLength(1)
    expect(told('wang', '答应顶岗了')).toEqual([`孙丽请假（${no}），欧阳明答应顶岗了。还等你批。`])
  })

  test('or that he cannot', async () => {
    const no = await long('欧阳明')
    await talk.tap('ouyang', '顶不了岗')
    expect(told('wang', '顶不了岗')[0]).toContain(no)
    await approve(talk, no)
    await talk.say('sunli', `请赵磊顶岗，${no}`)
    await talk.tap('zhaolei', '可以顶岗')
    expect(told('wang', '赵磊')).toEqual([])
  })

  test('a name that several people have, that nobody has, or one’s own is asked again', async () => {
    await talk.say('sunli', '11月30日到12月4日请年假，因为家里有事')
    await talk.say('sunli', '不离开')
    expect(await talk.say('sunli', '张伟')).toContain(
      '不止一位：张伟 样例街道办 科员、张伟 样例城投公司 职员',
    )
    expect(await talk.say('sunli', '小马哥')).toContain('名单里没有“小马哥”')
    expect(await talk.say('sunli', '孙丽')).toContain('自己不能顶自己的岗')
    expect(await talk.say('sunli', '街道办的张伟，样例街道办')).toContain('顶岗请张伟')
  })

  test('goes with the leave to its new dates', async () => {
    await long('欧阳明')
    await talk.say('sunli', '改假')
    await talk.say('sunli', '改到12月7日到12月11日')
    const later = /QJ-[\d-]+/.exec(await talk.say('sunli', '改'))?.[0] ?? ''
    expect(told('ouyang', later)).toEqual([
      `孙丽的假改了日子，原来那几天不用你顶岗了，改成12月7日（周一）到12月11日（周五）。还方便吗？编号${later}。`,
    ])
  })
})
