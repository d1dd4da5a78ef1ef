import { afterEach, describe, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
afterEach(() => talk.close())

const DAY = 86_400_000
const say = (text: string) => talk.say('chenyu', text)
async function ask(text: string): Promise<string> {
  await say(`${text}请一天事假，因为家里有事`)
  return /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
}
const told = (who: string, words: string) =>
  talk.sent.filter(({ to, message }) => to === `sample-${who}` && message.text.includes(words)).length

describe('what waits for somebody is said once a morning', () => {
  test('by the program, from the next workday on, until it is decided', async () => {
    talk = await openTalk()
    const no = await ask('12月7日')
    await ask('12月8日')
    expect(told('sunli', '等你批，最早的')).toBe(0)
    await talk.pass(DAY)
    expect(talk.last('sunli')).toBe('有2份申请等你批，最早的是11月23日（周一）交的。发“待办”就能一份份看。')
    expect(talk.buttons('sunli')).toEqual(['待办'])
    await talk.pass(60_000)
    expect(told('sunli', '等你批，最早的')).toBe(1)
    await talk.say('sunli', `同意 ${no}`)
    await talk.pass(DAY)
    expect(talk.last('sunli')).toContain('有1份申请等你批')
  })

  test('not on rest days, and not of what was decided', async () => {
    talk = await openTalk({ at: '2026-11-27T09:00' })
    const no = await ask('12月7日')
    await talk.pass(DAY)
    await talk.pass(DAY)
    expect(told('sunli', '等你批，最早的')).toBe(0)
    await talk.say('sunli', `同意 ${no}`)
    await talk.pass(5 * DAY)
    expect(told('sunli', '等你批，最早的')).toBe(0)
  })

  test('after three workdays HR learns of it, once, by its number', async () => {
    talk = await openTalk()
    const no = await ask('12月7日')
    for (let day = 0; day < 6; day++) await talk.pass(DAY)
    expect(told('chenjing', no)).toBe(1)
    expect(talk.last('chenjing')).toBe(`${no}在孙副主任那里等了3个工作日，还没有批。请提醒一下。`)
  })
})

test('HR learns of it also where the program was down on the day', async () => {
  talk = await openTalk()
  const no = await ask('12月21日')
  await talk.pass(DAY)
  await talk.pass(6 * DAY)
  for (let day = 0; day < 3; day++) await talk.pass(DAY)
  expect(told('chenjing', no)).toBe(1)
})

test('the present supervisor learns that a leave he counted on was taken back', async () => {
  talk = await openTalk()
  const no = await ask('12月7日')
  await talk.tap('sunli', '同意')
  await say(`撤回${no}`)
  await say('撤回')
  expect(talk.last('sunli')).toBe(
    `陈小雨把批过的${no}（事假 12月7日（周一） 1天）撤回了，请按没有这回事安排。`,
  )
})
