import { afterEach, beforeEach, expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const NO = 'QJ-20261123-0001'
const office = '电话请假'

test('what HR did for somebody is told him with kind and days, and who decides learns who handed it in', async () => {
  const leave = {
    userid: 'sample-chenyu',
    kind: 'annual',
    from: '2026-12-01a',
    to: '2026-12-02p',
    why: '家里有事',
  }
  await call(talk, 'chenjing', 'POST', '/leave', { body: { ...leave, office } })
  expect(talk.last('chenyu')).toBe(
    '人事陈静替你请了假：年假 12月1日到2日（周二、周三） 2天，编号QJ-20261123-0001，批了会告诉你。有出入就说“撤回 QJ-20261123-0001”，再跟人事核对。',
  )
  expect(talk.last('sunli')).toBe(
    '陈小雨请年假：12月1日到2日（周二、周三），共2天，事由：家里有事。陈主任代陈小雨交的。编号QJ-20261123-0001。',
  )
  await call(talk, 'chenjing', 'POST', `/leave/${NO}/change`, {
    body: { from: '2026-12-08a', to: '2026-12-09p', office },
  })
  expect(talk.last('chenyu')).toBe(
    '人事陈静替你申请改假期的日期：年假 12月8日到9日（周二、周三） 2天，编号QJ-20261123-0002，批了会告诉你。有出入就说“撤回 QJ-20261123-0002”，再跟人事核对。',
  )
  await call(talk, 'chenjing', 'POST', `/applications/QJ-20261123-0002/withdraw`, { body: { office } })
  expect(talk.last('chenyu')).toBe(
    '人事陈静替你撤回了QJ-20261123-0002（年假 12月8日到9日（周二、周三） 2天）。有出入就找人事，要办可以重新交。',
  )
  const trip = {
    userid: 'sample-chenyu',
    from: '2026-12-05a',
    to: '2026-12-06p',
    area: 'province',
    city: '宁波',
  }
  await call(talk, 'chenjing', 'POST', '/away', { body: { ...trip, office } })
  expect(talk.last('chenyu')).toBe(
    '人事陈静替你做了离市报备 12月5日到6日（周六、周日），编号BB-20261123-0001。有出入就说“撤回 BB-20261123-0001”，再跟人事核对。',
  )
})
