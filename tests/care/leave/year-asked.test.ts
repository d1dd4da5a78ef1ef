import { afterEach, beforeEach, expect, test } from 'vitest'
import { yearAsked } from '../../../src/care/leave/year-asked.ts'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

test('a whole year that is named is meant, nothing else is', () => {
  const of = (day?: string, until?: string) => yearAsked('2026-11-23', day, until)
  expect([of('2027-01-01', '2027-12-31'), of('2025-01-01', '2025-12-31')]).toEqual([2027, 2025])
  expect([of(), of(undefined, '2025-12-31'), of('2027-01-01'), of('2027-01-01', '2027-01-31')]).toEqual([
    2026, 2026, 2026, 2026,
  ])
})

test('what waits of next year is not taken from this one, nor the other way round', async () => {
  await talk.say('chenyu', '明年1月4日到1月8日请年假，家里有事')
  await talk.say('chenyu', '提交')
  expect(await talk.say('chenyu', '2027年的年假还剩几天')).toMatch(/2027年的年假还剩5天.*另有5天在等批/)
  expect(await talk.say('chenyu', '我的假期')).toMatch(/^年假还剩10天/)
  expect(await talk.say('chenyu', '2027年的年假明细')).toContain('2027年的年假还剩5天，是这样来的')
})

test('of a year that is over it is said what came over, and that the rest lapsed', async () => {
  expect(await talk.say('chenyu', '去年没休完的年假还在不在')).toContain('2025年的年假账上没有核对过')
  await talk.say('chenyu', '取消')
  const body = { userid: 'sample-chenyu', days: 2 }
  await call(talk, 'chenjing', 'POST', '/leave/carry', { body })
  expect(await talk.say('chenyu', '去年的年假还有剩吗')).toContain('结转到今年的还能休2天')
})

test('the routes answer for the year that is asked for', async () => {
  const of = <T>(path: string, year?: number) =>
    call<T>(talk, 'chenyu', 'GET', path, year === undefined ? {} : { query: { year } })
  const [mine] = await of<{ year: number }[]>('/leave/mine', 2027)
  expect(mine?.year).toBe(2027)
  expect((await of<{ year: number }>('/leave/entitlement', 2027)).year).toBe(2027)
  expect((await of<{ year: number }>('/leave/entitlement')).year).toBe(2026)
})
