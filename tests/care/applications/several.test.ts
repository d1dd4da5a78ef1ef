import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

async function ask(who: string, text: string): Promise<string> {
  await talk.say(who, `${text}，因为家里有事`)
  return /QJ-[\d-]+/.exec(await talk.say(who, '提交'))?.[0] ?? ''
}
const statuses = async () =>
  Object.fromEntries(
    (await talk.program.storage.read(tx => tx.db.select().from(tx.t.application))).map(row => [
      row.no,
      row.status,
    ]),
  )

test('several requests are agreed to at once, and each person hears of his own', async () => {
  const one = await ask('chenyu', '12月7日请一天事假')
  const two = await ask('ligang', '12月8日请一天事假')
  await talk.say('sunli', '待办')
  expect(talk.buttons('sunli').at(-1)).toBe('全部')
  expect(await talk.tap('sunli', '全部')).toContain('一共2份')
  expect(await talk.tap('sunli', '同意')).toBe(
    [
      '同意了2份，都告诉本人了：',
      '· 陈小雨 事假 12月7日（周一） 1天',
      '· 李刚 事假 12月8日（周二） 1天',
    ].join('\n'),
  )
  expect(await statuses()).toEqual({ [one]: 'approved', [two]: 'approved' })
  expect(talk.last('chenyu')).toContain('批了。12月7日')
  expect(talk.last('ligang')).toContain('批了。12月8日')
})

test('one of several is named by its kind or its length; what fits two of them is asked about', async () => {
  await ask('chenyu', '12月7日请一天事假')
  await ask('chenyu', '12月10日请一天事假')
  const two = await ask('ligang', '12月8日到9日请事假')
  expect(await talk.say('sunli', '驳回1天的')).toContain('要批哪一份')
  await talk.say('sunli', '取消')
  expect(await talk.say('sunli', '驳回2天的，那两天有督查')).toContain(`驳回了，${two}`)
  const hours = await ask('ligang', '12月8日请一天年假')
  expect(await talk.say('sunli', '年假那份同意')).toContain(`同意了，${hours}`)
})

test.each(['都同意', '全部同意', '所有的都同意'])('who says “%s” is not asked which', async text => {
  await ask('chenyu', '12月7日请一天事假')
  await ask('ligang', '12月8日请一天事假')
  expect(await talk.say('sunli', text)).toContain('同意了2份')
  expect(Object.values(await statuses())).toEqual(['approved', 'approved'])
})

test('what comes in after the list was shown is not agreed to with it', async () => {
  const one = await ask('chenyu', '12月7日请一天事假')
  const two = await ask('ligang', '12月8日请一天事假')
  await talk.say('sunli', '待办')
  const later = await ask('chenyu', '12月9日请一天事假')
  await talk.say('sunli', '全部')
  await talk.tap('sunli', '同意')
  expect(await statuses()).toEqual({ [one]: 'approved', [two]: 'approved', [later]: 'pending' })
})

test('one that was taken back meanwhile holds up none of the others, and is named', async () => {
  const one = await ask('chenyu', '12月7日请一天事假')
  const two = await ask('ligang', '12月8日请一天事假')
  await talk.say('sunli', '待办')
  await talk.tap('sunli', '全部')
  await talk.say('chenyu', `撤回${one}`)
  await talk.say('chenyu', '撤回')
  const answer = await talk.say('sunli', '同意')
  expect(answer).toContain('同意了1份')
  expect(answer).toContain(`${one}没批成：不在你这里了。`)
  expect(await statuses()).toEqual({ [one]: 'withdrawn', [two]: 'approved' })
})

test('refusing is done one by one, each with its reason', async () => {
  await ask('chenyu', '12月7日请一天事假')
  await ask('ligang', '12月8日请一天事假')
  await talk.say('sunli', '待办')
  await talk.tap('sunli', '全部')
  expect(await talk.tap('sunli', '驳回')).toContain('驳回和退回补充要一份一份来')
  expect(Object.values(await statuses())).toEqual(['pending', 'pending'])
})

test('why one could not be agreed to is said of each by itself', async () => {
  await ask('chenyu', '11月24日请一天年假')
  await talk.tap('sunli', '同意')
  await talk.say('chenyu', '改假')
  await talk.say('chenyu', '12月8日，就一天')
  const change = /QJ-[\d-]+/.exec(await talk.say('chenyu', '改'))?.[0] ?? ''
  const other = await ask('ligang', '12月8日请一天事假')
  await talk.pass(86_400_000)
  await talk.say('sunli', '待办')
  await talk.tap('sunli', '全部')
  expect(await talk.tap('sunli', '同意')).toBe(
    [
      '同意了1份，都告诉本人了：',
      '· 李刚 事假 12月8日（周二） 1天',
      `${change}没批成：原来的假已经开始休了。`,
    ].join('\n'),
  )
  expect(await statuses()).toMatchObject({ [change]: 'pending', [other]: 'approved' })
})
