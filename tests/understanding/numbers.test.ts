import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalize } from '../../src/understanding/normalize.ts'
import { parseNumber, readNumbers } from '../../src/understanding/numbers.ts'

describe('parseNumber', () => {
  it.each([
    ['0', 0],
    ['12', 12],
    ['1.5', 1.5],
    ['12,000', 12_000],
    ['1.2万', 12_000],
    ['3万5', 35_000],
    ['3万5千', 35_000],
    ['2千', 2000],
    ['十', 10],
    ['十五', 15],
    ['二十', 20],
    ['廿八', 28],
    ['卅一', 31],
    ['一百零五', 105],
    ['一百一', 110],
    ['三百五', 350],
    ['三百五十', 350],
    ['两千零五', 2005],
    ['两千三', 2300],
    ['一万二', 12_000],
    ['一万零五十', 10_050],
    ['十二万三千', 123_000],
    ['一亿两千万', 120_000_000],
    ['二〇二六', 2026],
    ['二零二六', 2026],
    ['贰万叁仟肆佰', 23_400],
    ['三十来', 30],
    ['20多', 20],
    ['两三', 2],
    ['半', 0.5],
    ['一个半', 1.5],
    ['百分之十五', 15],
    ['百分之三点五', 3.5],
    ['百分之百', 100],
    ['千分之五', 0.5],
    ['15%', 15],
    ['七成', 70],
    ['350块5', 350.5],
    ['350块5毛', 350.5],
    ['十块零五毛', 10.5],
    ['3元5角', 3.5],
    ['两块三毛五分', 2.35],
    ['叁仟元整', 3000],
    ['¥3,000.50', 3000.5],
    ['1.2万元', 12_000],
    ['35人', 35],
  ])('%s = %d', (text, value) => {
    expect(parseNumber(text)).toBe(value)
  })

  it.each(['', '人', '明天', '12号楼', '元', '万', '一万二啊', '三中全会'])('%s is no number', text => {
    expect(parseNumber(text)).toBeNull()
  })

  it('reads back every number that it is given in Chinese figures', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), value => {
        expect(parseNumber(inHanzi(value))).toBe(value)
      }),
    )
  })

  it('reads back Arabic figures, full width or not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), value => {
        const wide = String(value).replace(/\d/gu, digit => String.fromCodePoint(0xff10 + Number(digit)))
        expect(parseNumber(normalize(wide))).toBe(value)
      }),
    )
  })
})

describe('readNumbers', () => {
  it('gives values, units and places in order', () => {
    const text = '申请补助3万元,涉及35人,占百分之十二,另报销一百二十块五'
    expect(readNumbers(text).map(({ value, unit, span }) => [value, unit, text.slice(...span)])).toEqual([
      [30_000, '元', '3万元'],
      [35, '人', '35人'],
      [12, '%', '百分之十二'],
      [120.5, '元', '一百二十块五'],
    ])
  })

  it('knows what is paid without the word', () => {
    expect(readNumbers('补助一万二')).toMatchObject([{ value: 12_000, unit: '元' }])
    expect(readNumbers('房间1203')).toMatchObject([{ value: 1203, unit: null }])
  })

  it.each([
    ['2026元旦', null],
    ['一块去', null],
    ['九牛一毛', null],
    ['3人民', null],
    ['五位一体', null],
  ])('%s has no unit', (text, unit) => {
    expect(readNumbers(text)[0]?.unit ?? null).toBe(unit)
  })

  it('throws at nothing and keeps its places', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), text => {
        let last = 0
        for (const { value, span } of readNumbers(text)) {
          expect(Number.isFinite(value)).toBe(true)
          expect(span[0]).toBeGreaterThanOrEqual(last)
          expect(span[1]).toBeGreaterThan(span[0])
          last = span[1]
        }
        expect(last).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})

const DIGITS = '零一二三四五六七八九'

/** The full Chinese form of a whole number below 10^8, as a bookkeeper says it. */
function inHanzi(value: number): string {
  const high = Math.floor(value / 10_000)
  const low = value % 10_000
  if (high === 0) return section(low)
  const gap = low > 0 && low < 1000 ? '零' : ''
  return `${section(high)}万${low === 0 ? '' : gap + section(low)}`
}

function section(value: number): string {
  let text = ''
  let gap = false
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10
    if (digit === 0) gap ||= text !== ''
    else {
      text += (gap ? '零' : '') + DIGITS[digit] + name
      gap = false
    }
  }
  return text
}
