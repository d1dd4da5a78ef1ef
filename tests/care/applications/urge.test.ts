import { afterEach, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
afterEach(() => talk.close())

const say = (text: string) => talk.say('chenyu', text)
async function ask(day: string): Promise<string> {
  await say(`${day}请一天事假，因为家里有事`)
  return /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
}
const told = (words: string) =>
  talk.sent.filter(({ to, message }) => to === 'sample-sunli' && message.text.includes(words))

test('leave that begins tomorrow is spoken of at once, in the evening too, and once', async () => {
  talk = await openTalk({ at: '2026-11-23T18:30' })
  const no = await ask('明天')
  expect(await say('催一下')).toBe(
    '好，日子近了，系统现在就单独提醒孙副主任先看这一份，不说是谁要催的。还没回音，直接打个电话。',
  )
  expect(told('日子到了，请尽快看一下。')).toHaveLength(1)
  expect(talk.buttons('sunli')).toEqual(['同意', '驳回'])
  expect(await say('催一下')).toContain('已经单独提醒过孙副主任')
  expect(told('日子到了')).toHaveLength(1)
  expect(await talk.tap('sunli', '同意')).toContain(no)
})

test('of leave that is long over nobody is woken at night', async () => {
  talk = await openTalk({ at: '2026-11-23T23:30' })
  expect(await ask('上周五')).toContain('QJ-')
  await say('催一下')
  expect(told('日子到了')).toHaveLength(0)
  expect(talk.last('chenyu')).toContain('现在不是提醒的时间')
})

test('what begins later waits for the hours of reminders', async () => {
  talk = await openTalk({ at: '2026-11-23T18:30' })
  await ask('后天')
  expect(await say('催一下')).toContain('现在不是提醒的时间')
  expect(told('日子到了')).toHaveLength(0)
})

test.each(['领导怎么还不批', '主任怎么还没批我的假，催一下'])(
  '%s is heard as the wish to remind',
  async said => {
    talk = await openTalk()
    await ask('12月7日')
    expect(await say(said)).toContain('系统这就提醒孙副主任')
  },
)

test.each(['批了没', '怎么还没批'])('%s is answered with how it stands and how to remind', async said => {
  talk = await openTalk()
  await ask('12月7日')
  const answer = await say(said)
  expect(answer).toContain('等孙副主任批')
  expect(answer).toContain('等不及就说“催一下”')
})
