import { describe, expect, it } from 'vitest'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'
import { normalize } from '../../../src/understanding/normalize.ts'
import { readTime, readTimes } from '../../../src/understanding/time/index.ts'

const calendar = chineseCalendar()
const ref = '2026-09-10T09:30'

const read = (text: string, at = ref, kind?: string) =>
  readTime(normalize(text), { ref: at, calendar, ...(kind === undefined ? {} : { kind }) })

/** Every reading of a text as "words: start..end". */
const all = (text: string, at = ref) => {
  const plain = normalize(text)
  return readTimes(plain, { ref: at, calendar }).map(
    ({ span, start, end, amount, unit, negated }) =>
      `${plain.slice(...span)}: ${start}..${end}${amount === null ? '' : ` ${amount}${unit}`}${negated ? ' no' : ''}`,
  )
}

describe('readTimes', () => {
  it('gives every time in order, with its place in the text', () => {
    expect(all('12月3日请一天，12月8日下午再请半天')).toEqual([
      '12月3日请一天: 2026-12-03..2026-12-03 1day',
      '12月8日下午再请半天: 2026-12-08..2026-12-08 0.5day',
    ])
  })

  it('keeps what is rejected, marked so', () => {
    expect(all('不是24号，是25号')).toEqual([
      '24号: 2026-09-24..2026-09-24 no',
      '25号: 2026-09-25..2026-09-25',
    ])
  })

  it('keeps overtime and the leave it pays for apart', () => {
    const readings = readTimes(normalize('用上周六的加班，下周一调休一天'), { ref, calendar })
    expect(readings.map(({ kind, start }) => [kind, start])).toEqual([
      ['overtime', '2026-09-05'],
      ['date', '2026-09-14'],
    ])
  })

  it('points into the normalised text even where words were pinyin or spaced', () => {
    expect(all('wo mingtian qingjia 2 天')).toEqual(['mingtian qingjia 2 天: 2026-09-11..2026-09-12 2day'])
    expect(all('12 月 3 日 请假')).toEqual(['12 月 3 日: 2026-12-03..2026-12-03'])
  })

  it('gives nothing for a text without a time', () => {
    expect(all('')).toEqual([])
    expect(all('12号楼停电了')).toEqual([])
  })
})

describe('future and past', () => {
  it('are given where they differ', () => {
    expect(read('15号到17号')).toMatchObject({
      start: '2026-09-15',
      future: { start: '2026-09-15', end: '2026-09-17' },
      past: { start: '2026-08-15', end: '2026-08-17' },
    })
  })

  it('are left out where the day is fixed', () => {
    for (const text of [
      '明天',
      '下周三',
      '2026年12月3日',
      '本月15号',
      '国庆节',
      '腊月二十八',
      '即日起至12月8日',
    ]) {
      expect(read(text)).toMatchObject({ future: null, past: null })
    }
  })

  it('are left out for a make-up workday, which one year only has', () => {
    expect(read('9月20日要补班，那天请一天假')).toMatchObject({
      start: '2026-09-20',
      future: null,
      past: null,
    })
  })

  it('put overtime and what was missed into the past', () => {
    expect(read('周六加班')).toMatchObject({ kind: 'overtime', start: '2026-09-05' })
    expect(read('周六要加班')).toMatchObject({ kind: 'overtime', start: '2026-09-12' })
    expect(read('周三没来，补个假')).toMatchObject({ start: '2026-09-09' })
    expect(read('周三忘打卡了')).toMatchObject({ start: '2026-09-09' })
  })

  it('follow the question that was asked', () => {
    expect(read('周六', ref, 'overtime')).toMatchObject({ kind: 'overtime', start: '2026-09-05' })
    expect(read('周六', ref, 'leave')).toMatchObject({ kind: 'date', start: '2026-09-12' })
    expect(read('3小时', ref, 'overtime')).toMatchObject({ kind: 'overtime', amount: 3, unit: 'hour' })
  })
})

describe('what has to be asked', () => {
  it('is the part of a half day', () => {
    expect(read('明天请半天').needs).toEqual(['part'])
    expect(read('明天上午请半天').needs).toEqual([])
  })

  it('is the day, where a weekday is today', () => {
    const monday = '2026-11-23T09:00'
    expect(read('周一', monday)).toMatchObject({
      start: '2026-11-23',
      alt: { start: '2026-11-30', end: '2026-11-30' },
      needs: ['day'],
    })
    expect(read('下周一', monday)).toMatchObject({ start: '2026-11-30', alt: null, needs: [] })
  })

  it('is the week of 下周日', () => {
    expect(read('下周日')).toMatchObject({
      start: '2026-09-20',
      alt: { start: '2026-09-13', end: '2026-09-13' },
      needs: ['week'],
    })
  })

  it('is the day of 明天 after midnight', () => {
    expect(read('明天', '2026-11-24T00:10')).toMatchObject({
      start: '2026-11-25',
      alt: { start: '2026-11-24', end: '2026-11-24' },
      needs: ['day'],
    })
    expect(read('明天', '2026-11-24T07:10').needs).toEqual([])
  })

  it('is the year, where the answer hangs on holidays not published', () => {
    expect(read('明年国庆假期值班')).toMatchObject({ provisional: true, needs: ['year'] })
    expect(read('2027年3月5日')).toMatchObject({ provisional: true, needs: [] })
    expect(read('国庆假期值班')).toMatchObject({ provisional: false, needs: [] })
  })

  it('is the day, where two names of it disagree', () => {
    expect(read('12月3日（星期四）')).toMatchObject({ start: '2026-12-03', alt: null, needs: [] })
    expect(read('12月3日（星期三）')).toMatchObject({ start: '2026-12-03', needs: ['day'] })
  })

  it('is the end of a span said the wrong way round', () => {
    expect(read('从后天到明天请假')).toMatchObject({ start: '2026-09-12', end: null, needs: ['day'] })
  })

  it('is the day, where fewer days are wanted than are named', () => {
    expect(read('下周请三天').needs).toEqual(['day'])
    expect(read('周三或周四').needs).toEqual(['day'])
  })
})

describe('days that do not exist', () => {
  it.each([
    ['2月30日', ['2027-02-28', '2027-03-01']],
    ['9月31日', ['2026-09-30', '2026-10-01']],
    ['2026年2月29日', ['2026-02-28', '2026-03-01']],
    ['13月5日', ['2026-12-05', '2027-01-05']],
    ['本月31号', ['2026-09-30', '2026-10-01']],
  ])('%s is refused, its neighbours are offered', (text, nearest) => {
    const { kind, start, invalid } = read(`${text}请假`)
    expect({ kind, start, nearest: invalid?.nearest }).toEqual({ kind: 'none', start: null, nearest })
  })

  it('names what it refused', () => {
    expect(read('从2月28日到2月30日').invalid?.text).toBe('2月30日')
    expect(read('明天25点').invalid?.text).toBe('25点')
  })
})

describe('another calendar', () => {
  it('moves what counts working days', () => {
    const typhoon = chineseCalendar({
      overrides: [{ date: '2026-09-11', off: true, author: 'li', reason: '台风' }],
    })
    expect(readTime('明天起请3个工作日', { ref, calendar: typhoon }).end).toBe('2026-09-16')
    expect(read('明天起请3个工作日').end).toBe('2026-09-15')
  })
})
