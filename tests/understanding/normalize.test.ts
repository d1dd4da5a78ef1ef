import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalize } from '../../src/understanding/normalize.ts'
import { TRADITIONAL } from '../../src/understanding/normalize-table.ts'

describe('normalize', () => {
  it.each([
    ['１２月３號', '12月3号'],
    ['下週一請假，週三後回來', '下周一请假,周三后回来'],
    ['禮拜天加班兩個鐘頭', '礼拜天加班两个钟头'],
    ['農曆臘月廿八', '农历腊月廿八'],
    ['  明天\u200b请\ufeff假  ', '明天请假'],
    ['11月8曰请假', '11月8日请假'],
    ['11月8好请假', '11月8号请假'],
    ['15好到17好', '15号到17号'],
    ['十二月三好请假', '十二月三号请假'],
    ['明夭请假', '明天请假'],
    ['周未值班', '周末值班'],
    ['家班', '加班'],
    ['我要情假', '我要请假'],
    [' 销价了 ', '销假了'],
    ['①明天②后天', ';明天;后天'],
    ['９：３０～１１：００', '9:30~11:00'],
  ])('%s → %s', (text, plain) => {
    expect(normalize(text)).toBe(plain)
  })

  it.each([
    '三好学生',
    '98好评',
    '3好的',
    '本周未完成',
    '子曰',
    '早上好',
    '你好',
    '国家班子',
    '心情假',
    '统一销价',
  ])('leaves %s alone', text => {
    expect(normalize(text)).toBe(text)
  })

  it('has a table of whole pairs', () => {
    expect([...TRADITIONAL.replace(/\s/gu, '')].length % 2).toBe(0)
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), text => {
        const once = normalize(text)
        expect(normalize(once)).toBe(once)
      }),
    )
  })
})
