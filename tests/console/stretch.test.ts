import { expect, test } from 'vitest'
import { daysWords, type NewLeave, spanWords } from '../../src/console/applications/leave-shapes.ts'
import { placeWords } from '../../src/console/ui/problem.tsx'
import { stretchFault, stretchWords } from '../../src/console/words/stretch.ts'

test.each([
  ['2099-12-01', '2099-12-04', '2099年12月1日到2099年12月4日，共4天'],
  ['2099-12-01', '2099-12-01', '2099年12月1日'],
])('%s to %s are %s', (from, to, words) => {
  expect(stretchWords({ from, to })).toBe(words)
})

test.each([
  ['', '', null],
  ['2026-12-01', '2026-12-01', null],
  ['2026-12-01', '', '两个日期要么都填，要么都空着。'],
  ['', '2026-12-01', '两个日期要么都填，要么都空着。'],
  ['2026-12-02', '2026-12-01', '结束的日期比开始的早，请改一个。'],
])('of “%s” and “%s” is said: %s', (from, to, words) => {
  expect(stretchFault({ from, to })).toBe(words)
})

test('a leave is shown with its halves, and the days that each year gives', () => {
  const one = { from: '2099-12-01', to: '2099-12-01', fromHalf: 'a', toHalf: 'p' } as NewLeave
  expect(spanWords(one)).toBe('2099年12月1日（周二）全天')
  expect(spanWords({ ...one, toHalf: 'a' })).toBe('2099年12月1日（周二）上午')
  expect(spanWords({ ...one, to: '2099-12-02' })).toContain('上午到2099年12月2日（周三）下午')
  expect(daysWords({ days: 2, years: { 2026: 2 } })).toBe('2天')
  expect(daysWords({ days: 6, years: { 2026: 4, 2027: 2 } })).toBe('2026年4天，2027年2天（共6天）')
})

test('a rule that refuses is named by its words, a field as the form calls it', () => {
  expect([placeWords('INSUFFICIENT_BALANCE'), placeWords('standIn'), placeWords('第3行 userid')]).toEqual([
    '',
    '顶岗',
    '第3行 userid',
  ])
})
