import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const HOUR = 3_600_000
async function ask(text: string, who = 'chenyu'): Promise<string> {
  await talk.say(who, `${text}，因为家里有事`)
  return /(?:QJ|JB)-[\d-]+/.exec(await talk.say(who, '提交'))?.[0] ?? ''
}
/** Takes the last consent back. */
async function undo(who = 'sunli', said = '刚才点错了'): Promise<string> {
  const question = await talk.say(who, said)
  return question.includes('重新看，对吗') ? talk.tap(who, '对') : question
}
const status = async (no: string) =>
  (await talk.program.storage.read(tx => tx.db.select().from(tx.t.application))).find(a => a.no === no)
    ?.status
const lines = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.ledger))
const taken = async () =>
  (await lines()).reduce((sum, { cause, halfDays }) => (cause === 'opening' ? sum : sum + halfDays), 0)
const told = (who: string, words: string) =>
  talk.sent.filter(({ to, message }) => to === `sample-${who}` && message.text.includes(words)).length

test('what was taken comes back, it waits again, and can be refused', async () => {
  const no = await ask('12月7日到8日请年假')
  await talk.say('sunli', `同意 ${no}`)
  expect(await taken()).toBe(-4)
  expect(await undo()).toContain(`收回了，${no}又回到你这里，已告诉陈小雨`)
  expect(talk.last('chenyu')).toContain('现在不算批了，先别照着安排')
  expect([await status(no), await taken()]).toEqual(['pending', 0])
  await talk.say('sunli', `驳回 ${no}，那天有检查`)
  expect(talk.last('chenyu')).toContain('“那天有检查”')
  expect([await status(no), await taken()]).toEqual(['refused', 0])
})

test('agreed to anew, it takes its days once, and everybody hears of it anew', async () => {
  const no = await ask('12月7日到8日请年假')
  for (let time = 1; time <= 3; time++) {
    await talk.say('sunli', `同意 ${no}`)
    expect([await status(no), await taken(), told('chenyu', '批了。')]).toEqual(['approved', -4, time])
    await undo()
    expect([await status(no), await taken()]).toEqual(['pending', 0])
  }
  await talk.say('sunli', `同意 ${no}`)
  await talk.say('chenyu', `撤回${no}`)
  await talk.say('chenyu', '撤回')
  expect([await status(no), await taken()]).toEqual(['withdrawn', 0])
})

test('a second time there is nothing to take back, and how it stands is said', async () => {
  await talk.say('sunli', `同意 ${await ask('12月7日请一天事假')}`)
  await undo()
  expect(await undo()).toContain('的同意已经收回了，现在等你重新看')
  expect(told('chenyu', '收回了刚才的同意')).toBe(1)
})

test('while the next has not decided it comes back from him, and he is told', async () => {
  const no = await ask('12月1日到8日请事假')
  await talk.say('sunli', `同意 ${no}`)
  expect(await undo()).toContain('又回到你这里')
  expect(talk.last('wang')).toContain('先不用你批了')
  expect(await talk.say('wang', `同意 ${no}`)).toContain('没有等你批的申请')
  await talk.say('sunli', `同意 ${no}`)
  await talk.say('wang', `同意 ${no}`)
  expect(await status(no)).toBe('approved')
})

describe('it is said plainly what to do instead', () => {
  test('where the next has decided', async () => {
    const no = await ask('12月1日到8日请事假')
    await talk.say('sunli', `同意 ${no}`)
    await talk.say('wang', `同意 ${no}`)
    expect(await undo()).toContain('请接着批的人驳回，或者请本人说“撤回')
    expect(await undo('wang')).toContain('收回了')
    expect(await status(no)).toBe('pending')
  })

  test('where it was refused, withdrawn, begun, or is long ago', async () => {
    const refused = await ask('12月7日请一天事假')
    await talk.say('sunli', `驳回 ${refused}，那天有检查`)
    expect(await undo()).toContain('请本人重新交一份')
    const withdrawn = await ask('12月8日请一天事假')
    await talk.say('sunli', `同意 ${withdrawn}`)
    await talk.say('chenyu', `撤回${withdrawn}`)
    await talk.say('chenyu', '撤回')
    expect(await undo()).toContain('已经撤回了')
    await talk.say('sunli', `同意 ${await ask('今天下午请事假')}`)
    expect(await undo()).toContain('说“召回”')
    await talk.say('sunli', `同意 ${await ask('12月9日请一天事假')}`)
    await talk.pass(25 * HOUR)
    expect(await undo()).toContain('批了有一阵子了')
  })

  test('where the days were moved by it', async () => {
    await talk.say('sunli', `同意 ${await ask('12月7日请一天年假')}`)
    await talk.say('chenyu', '改假')
    await talk.say('chenyu', '12月8日，就一天')
    const change = /QJ-[\d-]+/.exec(await talk.say('chenyu', '改'))?.[0] ?? ''
    await talk.say('sunli', `同意 ${change}`)
    expect(await undo('sunli', `收回${change}的同意`)).toContain('是改期')
    expect(await status(change)).toBe('approved')
  })

  test('where other dates were asked for meanwhile: nothing is left that nobody could agree to', async () => {
    const no = await ask('12月7日请一天年假')
    await talk.say('sunli', `同意 ${no}`)
    await talk.say('chenyu', '改假')
    await talk.say('chenyu', '12月8日，就一天')
    const change = /QJ-[\d-]+/.exec(await talk.say('chenyu', '改'))?.[0] ?? ''
    expect(await undo('sunli', `收回${no}的同意`)).toContain('请本人先撤后面那一份')
    expect([await status(no), await status(change)]).toEqual(['approved', 'pending'])
    await talk.say('sunli', `驳回 ${change}，那天有检查`)
    expect(await undo('sunli', `收回${no}的同意`)).toContain('收回了')
  })

  test('to who has decided nothing', async () => {
    expect(await undo('chenyu')).toContain('要撤自己交的，或者替人登记的加班名单，说“撤回”')
  })
})

test('with whom it is filed hears of each turn', async () => {
  const no = await ask('12月1日到2日请事假，不离开本市', 'wang')
  await talk.say('zhou', `同意 ${no}`)
  expect([told('chenjing', '不在岗，已经批准'), told('chenjing', '备案更正')]).toEqual([1, 0])
  await undo('zhou')
  expect([told('chenjing', '不在岗，已经批准'), told('chenjing', '备案更正')]).toEqual([1, 1])
  await talk.say('zhou', `同意 ${no}`)
  expect([told('chenjing', '不在岗，已经批准'), told('chenjing', '备案更正')]).toEqual([2, 1])
})

test('overtime: its comp-day is taken back and given anew, unless it was used', async () => {
  await talk.say('chenyu', '登记加班，11月21日8小时，迎检')
  const no = /JB-[\d-]+/.exec(await talk.say('chenyu', '提交'))?.[0] ?? ''
  await talk.say('sunli', `同意 ${no}`)
  expect(await taken()).toBe(2)
  await undo()
  expect([await status(no), await taken()]).toEqual(['pending', 0])
  await talk.say('sunli', `同意 ${no}`)
  expect([await status(no), await taken()]).toEqual(['approved', 2])
  await ask('12月7日请一天补休')
  expect(await undo()).toContain('换的补休已经用了')
})

test('a deputy takes back what he has agreed to; the printed form says both', async () => {
  await talk.say('sunli', '今天到明天请欧阳明代批')
  await talk.tap('sunli', '对')
  const no = await ask('12月7日请一天事假')
  await talk.say('ouyang', `同意 ${no}`)
  expect(await undo()).toContain('最近没有你批过的申请')
  expect(await undo('ouyang')).toContain('收回了')
  expect(talk.last('chenyu')).toContain('（代孙副主任）收回了刚才的同意')
  await talk.say('ouyang', `同意 ${no}`)
  expect(await status(no)).toBe('approved')
})

test('by the API too, once, with what to do instead where it is too late', async () => {
  const no = await ask('12月7日请一天年假')
  await talk.say('sunli', `同意 ${no}`)
  const path = `/applications/${no}/undo`
  const mayUndo = async (who: string) =>
    (await call<{ mayUndo: boolean }>(talk, who, 'GET', `/applications/${no}`)).mayUndo
  expect([await mayUndo('sunli'), await mayUndo('chenyu')]).toEqual([true, false])
  const agreed = (who: string) => call<{ no: string }[]>(talk, who, 'GET', '/approvals/agreed')
  expect((await agreed('sunli')).map(one => one.no)).toEqual([no])
  expect(await agreed('chenyu')).toEqual([])
  await expect(call(talk, 'ligang', 'POST', path, {})).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await call(talk, 'sunli', 'POST', path, {})).toMatchObject({
    text: expect.stringContaining('收回了'),
  })
  expect([await status(no), await taken(), await mayUndo('sunli')]).toEqual(['pending', 0, false])
  await expect(call(talk, 'sunli', 'POST', path, {})).rejects.toMatchObject({
    code: 'RULE_REFUSED',
    details: [{ where: 'GONE' }],
  })
})

test('a consent named by the end of its number is that very one, or none', async () => {
  const [first, second] = [await ask('12月1日请一天事假'), await ask('12月2日请一天事假', 'ligang')]
  for (const no of [first, second]) await talk.say('sunli', `同意 ${no}`)
  expect(await talk.say('sunli', '收回李刚0002的同意')).toContain(`收回${second} 李刚`)
  await talk.say('sunli', '取消')
  expect(await talk.say('sunli', '收回陈小雨0001的同意')).toContain(`收回${first} 陈小雨`)
  await talk.say('sunli', '取消')
  for (const said of ['收回李刚0009的同意', '收回李刚0001的同意']) {
    expect(await talk.say('sunli', said)).toMatch(
      /^没有找到000[19]，或者已经不在这里了。\n收回哪一份的同意？$/,
    )
    await talk.say('sunli', '取消')
  }
})
