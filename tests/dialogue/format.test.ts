import { describe, expect, test } from 'vitest'
import { fill, formatEdge, formatSpan, formatValue } from '../../src/dialogue/format.ts'
import type { Value, ValueType } from '../../src/dialogue/value.ts'
import { shippedLibrary } from '../dialogues/harness/library.ts'

const { words } = shippedLibrary()
const TODAY = '2026-11-23'

describe('a value as people read it', () => {
  test.each<[ValueType, Value, string]>([
    ['text', '看病', '看病'],
    ['number', 4.5, '4.5'],
    ['days', 3, '1.5'],
    ['days', 0, '0'],
    ['days', -1, '-0.5'],
    ['money', 35_050, '350.50元'],
    ['money', 120_000, '1200元'],
    ['money', 1, '0.01元'],
    ['date', '2026-11-24', '11月24日（周二）'],
    ['date', '2027-01-03', '2027年1月3日（周日）'],
    ['half_day', '2026-11-24p', '11月24日（周二）下午'],
    ['yes_no', true, '是'],
    ['yes_no', false, '不是'],
    ['multi', ['甲', '乙'], '甲、乙'],
    ['file', [{ id: 'f', kind: 'pdf', bytes: 1 }], '1份'],
    ['person', { userid: 'u', name: '刘洋' }, '刘洋'],
    ['story', { pieces: ['a', 'b'], length: 9, recent: [], named: false }, '2段'],
    [
      'options',
      [
        { value: '1', label: '一' },
        { value: '2', label: '二' },
      ],
      '一、二',
    ],
  ])('%s %j', (type, value, text) => {
    expect(formatValue(value, type, words, TODAY)).toBe(text)
  })
})

describe('a stretch of half-days, as short as it can be said', () => {
  test.each([
    ['a whole day', '2026-11-24a', '2026-11-24p', '11月24日（周二）'],
    ['a morning', '2026-11-24a', '2026-11-24a', '11月24日（周二）上午'],
    ['an afternoon', '2026-11-24p', '2026-11-24p', '11月24日（周二）下午'],
    ['two days', '2026-11-25a', '2026-11-26p', '11月25日到26日（周三、周四）'],
    ['two days of two months', '2026-11-30a', '2026-12-01p', '11月30日（周一）到12月1日（周二）'],
    ['several days', '2026-11-24a', '2026-11-27p', '11月24日（周二）到11月27日（周五）'],
    ['from an afternoon', '2026-11-24p', '2026-11-26p', '11月24日（周二）下午到11月26日（周四）'],
    ['to a morning', '2026-11-24a', '2026-11-26a', '11月24日（周二）到11月26日（周四）上午'],
    ['into the next year', '2026-12-31a', '2027-01-03p', '12月31日（周四）到2027年1月3日（周日）'],
    ['in the next year', '2027-01-04a', '2027-01-08p', '2027年1月4日（周一）到1月8日（周五）'],
    ['two days in the next year', '2027-01-04a', '2027-01-05p', '2027年1月4日到5日（周一、周二）'],
    ['the wrong way round', '2026-11-24p', '2026-11-24a', '11月24日（周二）下午到11月24日（周二）上午'],
  ] as const)('%s', (_, from, to, text) => {
    expect(formatSpan(from, to, words, TODAY)).toBe(text)
  })
})

test('an end is said with its half only where its day is not whole', () => {
  expect(formatEdge('2026-11-24a', 'start', words, TODAY)).toBe('11月24日（周二）')
  expect(formatEdge('2026-11-24p', 'start', words, TODAY)).toBe('11月24日（周二）下午')
  expect(formatEdge('2026-11-24p', 'end', words, TODAY)).toBe('11月24日（周二）')
  expect(formatEdge('2026-11-24a', 'end', words, TODAY)).toBe('11月24日（周二）上午')
})

test('values put into a text are not looked at again', () => {
  expect(fill('{a}{b}{c}', { a: '{b}', b: '$&' })).toBe('{b}$&{c}')
})
