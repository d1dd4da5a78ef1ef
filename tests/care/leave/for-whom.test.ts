import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const numberIn = (said: string) => /QJ-[\d-]+/.exec(said)?.[0] ?? ''

describe('a kind that is not for who asks', () => {
  test.each([
    ['zhangwei1', '请产假', '产假给生孩子的本人，名单里你登记的是男。爱人生了，请“护理假”'],
    ['chenyu', '请护理假', '护理假给爱人生孩子的男职工，名单里你登记的是女。自己生孩子，请“产假”'],
    [
      'wumin',
      '请探亲假',
      '探亲假的规定只管公务员、参公、事业、国企人员（国发〔1981〕36号第二条、第三条），名单里你登记的是合同。',
    ],
  ])('%s is told as soon as he says %s, and what to do', async (who, wish, said) => {
    expect(await talk.say(who, wish)).toContain(said)
    expect(talk.buttons(who)).toContain('年假')
  })

  test('years of work are judged by the first day', async () => {
    // 赵磊 began on 10 July 2025.
    await talk.close()
    talk = await openTalk({ at: '2026-07-01T09:00' })
    const early = await talk.say('zhaolei', '7月9日到20日请探亲假，因为看父母')
    expect(early).toContain('探亲假要工作满1年')
    await talk.say('zhaolei', '取消')
    expect(await talk.say('zhaolei', '7月10日到20日请探亲假，因为看父母')).toContain('提交吗')
  })

  test('by the API it is refused with its code', async () => {
    const body = { kind: 'paternity', from: '2026-12-01a', to: '2026-12-02p', why: '照顾' }
    await expect(call(talk, 'chenyu', 'POST', '/leave', { body })).rejects.toMatchObject({
      code: 'RULE_REFUSED',
      details: [{ where: 'NOT_ENTITLED' }],
    })
  })
})

test('what depends on a circumstance goes to HR, and who asks hears on which', async () => {
  const asked = await talk.say('chenyu', '12月1日到30日请探亲假，因为看爱人')
  expect(asked).toContain('看配偶每年一次30天；没结婚看父母每年20天')
  expect(asked).toContain('人事核了才算数')
  await talk.say('chenyu', '提交')
  expect(talk.last('sunli')).toMatch(/请探亲假.*人事/)
})

test('婚假 takes a certificate, which can come later and is asked for then', async () => {
  await talk.say('chenyu', '12月1日到4日请婚假，因为结婚')
  expect(talk.last('chenyu')).toBe(
    '婚假要有证明，请发一张结婚证的照片或PDF。只有人事看，主管只知道核对了没有；发来就是同意人事看，随时能在“我的数据”里撤回。别拍到涉密的材料。手头没有，说“晚点给”。',
  )
  await talk.say('chenyu', '晚点给')
  expect(await talk.say('chenyu', '好')).toContain('证明12月4日（周五）前补')
  const no = numberIn(await talk.say('chenyu', '提交'))
  expect(talk.last('sunli')).toContain('证明说好12月4日（周五）前给人事看')
  expect(await call(talk, 'chenjing', 'GET', `/leave/${no}/proof`)).toMatchObject({ owed: true, papers: [] })
})
