import { expect, test } from 'vitest'
import type { Surroundings } from '../../../src/dialogue/expression/functions.ts'
import { FUNCTIONS } from '../../../src/dialogue/expression/functions.ts'

const has = (text: string) => FUNCTIONS['has_id_number']?.run({} as Surroundings, text)

test.each([
  ['an identity card', '身份证330302199001011234', true],
  ['ending in X', '33030219900101123X家里困难', true],
  ['in groups', '卡号6222 0212 3456 7890 123', true],
  ['with hyphens', '6222-0212-3456-7890', true],
  ['full width', '３３０３０２１９９００１０１１２３４', true],
  ['the old card of 15 digits', '330302900101123', true],
  ['a mobile', '电话13800000000', false],
  ['a sum', '花了1234567.89元', false],
  ['a request number', '上次是KN-20261123-0001', false],
  ['a date and a sum', '2026年11月23日花了120000', false],
  ['no number', '母亲住院', false],
])('%s', (_, text, expected) => {
  expect(has(text)).toBe(expected)
})
