import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { approve } from '../../support/approve.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const DAY = 86_400_000

/** A leave of a leader, which is filed with HR, approved. @returns its number */
async function leave(text: string): Promise<string> {
  await talk.say('sunli', `${text}，因为家里有事`)
  for (const answer of ['不离开', '不用'])
    if (!talk.last('sunli').includes('提交吗')) await talk.say('sunli', answer)
  const no = /QJ-[\d-]+/.exec(await talk.say('sunli', '提交'))?.[0] ?? ''
  await approve(talk, no)
  return no
}
const filed = () =>
  talk.sent
    .filter(({ to, message }) => to === 'sample-chenjing' && message.text.startsWith('备案'))
    .map(({ message }) => message.text)

describe('with whom a leave is filed learns every change of it', () => {
  test('moved to other days: the old ones are off, the new ones are filed', async () => {
    const no = await leave('12月1日请一天年假')
    await talk.say('sunli', '改假')
    await talk.say('sunli', '12月8日，就一天')
    const other = /QJ-[\d-]+/.exec(await talk.say('sunli', '改'))?.[0] ?? ''
    await approve(talk, other)
    expect(filed().slice(1)).toEqual([
      `备案更正：样例街道办孙丽12月1日（周二）照常在岗，${no}撤回了。`,
      `备案：样例街道办孙丽12月8日（周二）不在岗，已经批准，编号${other}。`,
    ])
  })

  test('called back for one day, and then for good', async () => {
    const no = await leave('11月24日到27日请年假')
    await talk.pass(DAY)
    await talk.say('wang', '召回孙丽，11月25日一天')
    await talk.say('wang', '通知他')
    await talk.say('wang', '召回孙丽，11月27日一天')
    await talk.say('wang', '通知他')
    expect(filed().slice(1)).toEqual([
      `备案更正：样例街道办孙丽11月25日（周三）回来上班，其余的照旧，编号${no}。`,
      `备案更正：样例街道办孙丽11月27日（周五）上午起在岗，${no}的假到此为止。`,
    ])
  })

  test('back early', async () => {
    const no = await leave('11月24日到27日请年假')
    await talk.pass(2 * DAY)
    await talk.say('sunli', '销假，我今天上午回来上班了')
    await talk.say('sunli', '对')
    expect(filed().at(-1)).toBe(`备案更正：样例街道办孙丽11月25日（周三）上午起在岗，${no}的假到此为止。`)
  })
})
