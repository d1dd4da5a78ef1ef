import { afterEach, beforeEach, expect, test } from 'vitest'
import { approve } from '../../support/approve.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const DAY = 86_400_000
const say = (text: string) => talk.say('chenyu', text)

test('a leave that goes on is made shorter ahead; he reports back when he is there', async () => {
  await say('11月24日到12月4日请年假，因为家里有事')
  const no = /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? ''
  await approve(talk, no)
  await talk.pass(2 * DAY)
  expect(await say('我后天上午提前回来上班')).toContain('没休的6天年假退给你。到那天上班了，再说一声“销假”。')
  expect(await say('对')).toBe(`改好了，${no}，11月27日（周五）起上班。年假6天退回来了。`)
  expect(talk.last('sunli')).toBe(
    `陈小雨的年假提前结束：原来是11月24日（周二）到12月4日（周五），改成11月27日（周五）上午起上班（${no}）。`,
  )
  const [row] = await talk.program.storage.read(tx => tx.db.select().from(tx.t.leave))
  expect(row).toMatchObject({ to: '2026-11-26p', halfDays: 6, back: null })
  await talk.pass(2 * DAY + 3_600_000)
  expect(talk.last('chenyu')).toContain('到期了')
  await say('我今天上午回来上班了')
  expect(await say('对')).toBe(`销好了，${no}。`)
})

test('a day after the end is no shortening: 续假 is named', async () => {
  await say('11月24日到27日请年假，因为家里有事')
  await approve(talk, /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? '')
  await talk.pass(2 * DAY)
  await say('销假')
  expect(await say('12月1日上午')).toContain('要晚几天回来，说“续假”')
})

test('a weekday that could be last week’s or this week’s is asked about', async () => {
  await say('今天到11月27日请年假，因为家里有事')
  await approve(talk, /QJ-[\d-]+/.exec(await say('提交'))?.[0] ?? '')
  await talk.pass(4 * DAY)
  await say('销假')
  expect(await say('周四上午')).toContain('是哪一天？')
  expect(talk.buttons('chenyu')).toEqual(['11月26日（周四）', '12月3日（周四）'])
})
