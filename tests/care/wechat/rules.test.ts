import { describe, expect, test } from 'vitest'
import { codeIn, oneMore } from '../../../src/care/wechat/rules.ts'
import { inGroups, letterCode } from '../../../src/kernel/ids.ts'

const HOUR = 3_600_000

describe('a code', () => {
  test.each([
    ['7KMA-2RWQ-9XH4', '7KMA2RWQ9XH4'],
    ['我的码是 7kma 2rwq 9xh4，谢谢', '7KMA2RWQ9XH4'],
    ['７ＫＭＡ－２ＲＷＱ－９ＸＨ４', '7KMA2RWQ9XH4'],
    ['7KMA2RWQ9XH4', '7KMA2RWQ9XH4'],
    ['7KMA—2RWQ—9XH4', '7KMA2RWQ9XH4'],
  ])('is found in “%s”', (text, code) => {
    expect(codeIn(text)).toBe(code)
  })

  test.each(['请假', '7KMA-2RWQ-9XH', '7KMA-2RWQ-9XH45', ''])('is not found in “%s”', text => {
    expect(codeIn(text)).toBeNull()
  })

  test('as it is made is found as it is shown', () => {
    const codes = Array.from({ length: 200 }, letterCode)
    for (const code of codes) expect(codeIn(inGroups(code))).toBe(code)
  })
})

test('so many an hour, counted from the first', () => {
  let counted = oneMore(null, 2, 0)
  expect(counted).toEqual({ count: 1, since: 0 })
  counted = oneMore(counted, 2, 5)
  expect(counted).toEqual({ count: 2, since: 0 })
  expect(oneMore(counted, 2, HOUR - 1)).toBeNull()
  expect(oneMore(counted, 2, HOUR)).toEqual({ count: 1, since: HOUR })
})
