import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDate } from '../../../src/kernel/half-day.ts'
import type { ReadContext, Span, TimeReading } from '../../../src/kernel/reading.ts'
import { civil, fromIso, isoDate, weekdayOf } from '../../../src/understanding/calendar/epoch-day.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'
import { normalize } from '../../../src/understanding/normalize.ts'
import { readNumbers } from '../../../src/understanding/numbers.ts'
import { readTime, readTimes } from '../../../src/understanding/time/index.ts'
import { UNITS } from './long-texts.ts'

const calendar = chineseCalendar()

/** Words of the domain, so that random texts reach deep into the grammar. */
const WORDS = (
  '今天 明天 大后天 昨天 前天 周一 周三 周日 下周 下周五 上上周二 本月 下个月 12月3日 15号 2026年 2月30日 12.3 12/5 国庆 中秋节 ' +
  '春节 五一 节后 腊月二十八 初三 上午 下午 晚上 早 凌晨 8点半 14:00 九时 三点一刻 两点 三天 1.5天 半天 3个工作日 一个半小时 两周 ' +
  '45分钟 一个月 到 至 - ~ 、 和 或 的 从 起 开始 前 之前 后 内 截止 为止 左右 第三天 最后一天 前两天 后三天 月底 上旬 周末 请假 请 休 ' +
  '加班 调休 上班 回来 补班 值班 不是 改成 不要 每天 未来 最近 过 ， 。 （ ） \n 我 王 路 楼 号 日 月 年 一 十 0 9 31 mingtian 25点 半'
).split(' ')

const text = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map(words => words.join('')),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
)

const ref = fc
  .record({
    day: fc.integer({ min: fromIso('2024-01-01'), max: fromIso('2030-12-31') }),
    minute: fc.integer({ min: 0, max: 1439 }),
  })
  .map(({ day, minute }) => `${isoDate(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`)

const context = fc
  .record({ ref, kind: fc.constantFrom('overtime', 'leave') })
  .map(({ ref: at, kind }): ReadContext => ({ ref: at, kind, calendar }))

describe('whatever is said', () => {
  it('every reading is a real stretch of time', () => {
    fc.assert(
      fc.property(text, context, (said, ctx) => {
        const plain = normalize(said)
        for (const reading of [...readTimes(plain, ctx), readTime(plain, ctx)]) expectSound(reading, plain)
      }),
      { numRuns: 3000 },
    )
  })

  it('readings stand in order and nothing throws, not even for a broken moment', () => {
    fc.assert(
      fc.property(text, fc.oneof(ref, fc.string()), (said, at) => {
        const readings = readTimes(said, { ref: at, calendar })
        const places = readings.map(({ span }) => span[0])
        expect(places).toEqual([...places].sort((a, b) => a - b))
      }),
    )
  })
})

function expectSound(reading: TimeReading, plain: string): void {
  for (const span of [reading, reading.future, reading.past, reading.alt]) if (span !== null) expectReal(span)
  for (const date of reading.dates ?? []) expect(isDate(date)).toBe(true)
  if (reading.dates !== null) expect([...reading.dates].sort()).toEqual(reading.dates)
  if (reading.endWork !== null) expect(isDate(reading.endWork)).toBe(true)
  if (reading.amount !== null) expect(Number.isFinite(reading.amount) && reading.amount >= 0).toBe(true)
  for (const date of reading.invalid?.nearest ?? []) expect(isDate(date)).toBe(true)
  const [from, to] = reading.span
  expect(from >= 0 && from <= to && to <= plain.length).toBe(true)
}

function expectReal({ start, end }: Span): void {
  for (const at of [start, end]) {
    if (at === null) continue
    expect(isDate(at.slice(0, 10))).toBe(true)
    expect(at.slice(10)).toMatch(/^(?:T(?:[01]\d|2[0-3]):[0-5]\d)?$/u)
  }
  if (start === null || end === null) return
  expect(start.slice(0, 10) <= end.slice(0, 10)).toBe(true)
  if (start.length === end.length) expect(start <= end).toBe(true)
}

describe('what is written in any of these styles', () => {
  const from = '2026-09-10T09:30'
  const ctx: ReadContext = { ref: from, calendar }
  const coming = fc.integer({ min: 0, max: 360 }).map(days => fromIso(from) + days)

  const styles: ((date: { year: number; month: number; day: number }) => string)[] = [
    ({ year, month, day }) => `${year}-${two(month)}-${two(day)}`,
    ({ year, month, day }) => `${year}/${month}/${day}`,
    ({ year, month, day }) => `${year}.${month}.${day}`,
    ({ year, month, day }) => `${year}${two(month)}${two(day)}`,
    ({ year, month, day }) => `${year}年${month}月${day}日`,
    ({ year, month, day }) => `${year % 100}年${month}月${day}号`,
    ({ month, day }) => `${month}月${day}日`,
    ({ month, day }) => `${month}月${day}`,
    ({ month, day }) => `${hanzi(month)}月${hanzi(day)}号`,
    ({ month, day }) => `${month} 月 ${day} 日`,
    ({ month, day }) => `${wide(month)}月${wide(day)}號`,
  ]

  it('a day is read back', () => {
    fc.assert(
      fc.property(coming, fc.constantFrom(...styles), (at, style) => {
        const reading = readTime(normalize(`${style(civil(at))}请假`), ctx)
        expect(reading).toMatchObject({ kind: 'date', start: isoDate(at), end: isoDate(at) })
      }),
      { numRuns: 1000 },
    )
  })

  it('a span is read back', () => {
    const length = fc.integer({ min: 1, max: 60 })
    const link = fc.constantFrom('到', '至', '-', '~', '—', '——', '～', '起至')
    fc.assert(
      fc.property(coming, length, fc.constantFrom(...styles), link, (at, days, style, to) => {
        const said = `${style(civil(at))}${to}${style(civil(at + days))}请假`
        expect(readTime(normalize(said), ctx)).toMatchObject({ start: isoDate(at), end: isoDate(at + days) })
      }),
      { numRuns: 1000 },
    )
  })

  it('a weekday of a named week is read back', () => {
    const weeks = ['上上', '上', '本', '下', '下下']
    const units = fc.constantFrom('周', '星期', '礼拜', '个星期')
    fc.assert(
      fc.property(
        fc.integer({ min: -2, max: 2 }),
        fc.integer({ min: 1, max: 7 }),
        units,
        (week, day, unit) => {
          const monday = fromIso(from) - weekdayOf(fromIso(from)) + 1
          const said = `${weeks[week + 2]}${unit}${'一二三四五六日'[day - 1]}请假`
          expect(readTime(said, ctx).start).toBe(isoDate(monday + 7 * week + day - 1))
        },
      ),
    )
  })

  it('an hour is read back', () => {
    const hour = fc.integer({ min: 0, max: 23 })
    const minute = fc.integer({ min: 0, max: 59 })
    fc.assert(
      fc.property(hour, minute, fc.constantFrom(0, 1, 2), (h, m, style) => {
        const said = [
          `明天${two(h)}:${two(m)}请假`,
          `明天${h}时${m}分请假`,
          `明天${partOf(h)}${h % 12 || 12}点${two(m)}分请假`,
        ]
        expect(readTime(said[style] ?? '', ctx)).toMatchObject({
          kind: 'datetime',
          start: `2026-09-11T${two(h)}:${two(m)}`,
        })
      }),
      { numRuns: 500 },
    )
  })

  it('a length is read back', () => {
    const halves = fc.integer({ min: 2, max: 60 })
    fc.assert(
      fc.property(halves, fc.constantFrom('天', '个小时', '小时'), (twice, unit) => {
        const amount = twice / 2
        const wanted = { kind: 'duration', amount, unit: unit === '天' ? 'day' : 'hour' }
        expect(readTime(`请${amount}${unit}假`, ctx)).toMatchObject(wanted)
        const whole = Math.floor(amount)
        const spoken = unit === '天' ? `${hanzi(whole)}天半` : `${hanzi(whole)}个半小时`
        if (amount > whole) expect(readTime(`请${spoken}假`, ctx)).toMatchObject(wanted)
      }),
    )
  })
})

describe('long texts', () => {
  // How the cost grows is measured by `npm run eval:understand`, on the same texts.
  it.each(UNITS)('%j over and over is read whole', unit => {
    const long = repeated(unit, 20_000)
    const plain = normalize(long)
    const last = readTimes(plain, { ref: '2026-09-10T09:30', calendar }).at(-1)
    expect(last === undefined || last.span[1] <= plain.length).toBe(true)
    expect(readNumbers(plain).every(({ span }) => span[0] < span[1] && span[1] <= plain.length)).toBe(true)
  })

  it('random mixtures are read whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...WORDS, ...UNITS), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('', '，', ' ', '的', '到'),
        (words, link) => {
          const plain = normalize(repeated(words.join(link), 20_000))
          for (const reading of readTimes(plain, { ref: '2026-09-10T09:30', calendar }).slice(0, 50))
            expectSound(reading, plain)
        },
      ),
      { numRuns: 25 },
    )
  })
})

function repeated(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function wide(value: number): string {
  return String(value).replace(/\d/gu, digit => String.fromCodePoint(0xff10 + Number(digit)))
}

/** 1–99 in Chinese figures. */
function hanzi(value: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[ones]}`
}

function partOf(hour: number): string {
  if (hour < 6) return '凌晨'
  return hour < 12 ? '上午' : hour === 12 ? '中午' : hour < 18 ? '下午' : '晚上'
}
