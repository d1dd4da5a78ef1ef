import { addDays, dateOf, type HalfDay, halfOf, weekday } from '../kernel/half-day.ts'
import type { FileRef, PersonRef, Share, Shift, Story, Value, ValueType } from './value.ts'
import type { Words } from './words.ts'

/**
 * Writes a value as people read it, in the words of the house. Dates carry their weekday, and their year only
 * where it is not that of `today`.
 */
export function formatValue(value: Value, type: ValueType, words: Words, today: string): string {
  switch (type) {
    case 'date':
      return formatDate(value as string, words, today)
    case 'half_day':
      return formatHalfDay(value as HalfDay, words, today)
    case 'days':
      return formatDays(value as number)
    case 'money':
      return fill(words.money, { yuan: formatYuan(value as number) })
    case 'yes_no':
      return value ? words.yes : words.no
    case 'multi':
      return (value as readonly string[]).join(words.and)
    case 'file':
      return fill(words.files, { count: (value as readonly FileRef[]).length })
    case 'options':
      return (value as readonly { label: string }[]).map(o => o.label).join(words.and)
    case 'person':
      return (value as PersonRef).name
    case 'people':
      return (value as readonly PersonRef[]).map(p => p.name).join(words.and)
    case 'shifts':
      return (value as readonly Shift[])
        .map(({ date, minutes }) =>
          fill(words.shift, { date: formatDate(date, words, today), hours: formatHours(minutes) }),
        )
        .join(words.and)
    case 'shares':
      return (value as readonly Share[])
        .map(({ name, minutes }) => fill(words.share, { name, hours: formatHours(minutes) }))
        .join(words.and)
    case 'story':
      return fill(words.pieces, { count: (value as Story).pieces.length })
    default:
      return String(value)
  }
}

/** Half-days as days: 3 → `1.5`. */
export function formatDays(half: number): string {
  return String(half / 2)
}

/** Minutes as hours: 150 → `2.5`. */
export function formatHours(minutes: number): string {
  return String(Math.round((minutes / 60) * 100) / 100)
}

/** 分 as 元: 35050 → `350.50`, 120000 → `1200`. */
function formatYuan(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)
}

export function formatDate(date: string, words: Words, today: string): string {
  return dateWith(sameYear(date, today) ? words.date : words.date_year, date, words)
}

export function formatHalfDay(value: HalfDay, words: Words, today: string): string {
  const date = formatDate(dateOf(value), words, today)
  return fill(words.half_day, { date, half: words.halves[halfOf(value)] })
}

/** One end of a stretch: its half is said only where the day is not whole. */
export function formatEdge(value: HalfDay, edge: 'start' | 'end', words: Words, today: string): string {
  const whole = halfOf(value) === (edge === 'start' ? 'a' : 'p')
  return whole ? formatDate(dateOf(value), words, today) : formatHalfDay(value, words, today)
}

/** A stretch of half-days, as short as it can be said: one day, one half, two days, or from–to. */
export function formatSpan(from: HalfDay, to: HalfDay, words: Words, today: string): string {
  const [first, last] = [dateOf(from), dateOf(to)]
  const whole = halfOf(from) === 'a' && halfOf(to) === 'p'
  if (first === last) return whole ? formatDate(first, words, today) : oneDay(from, to, words, today)
  if (whole && addDays(first, 1) === last && first.slice(0, 7) === last.slice(0, 7)) {
    const weekdays = [first, last].map(d => weekdayName(d, words)).join(words.and)
    const named = dateWith(sameYear(first, today) ? words.day : words.day_year, first, words)
    return fill(words.two_days, { from: named, to: dateWith(words.day_only, last, words), weekdays })
  }
  const start = halfOf(from) === 'a' ? formatDate(first, words, today) : formatHalfDay(from, words, today)
  const end = halfOf(to) === 'p' ? formatDate(last, words, first) : formatHalfDay(to, words, first)
  return fill(words.span, { from: start, to: end })
}

function oneDay(from: HalfDay, to: HalfDay, words: Words, today: string): string {
  // A span that starts in the afternoon and ends in the morning of one day is empty; said as its two ends.
  return halfOf(from) === halfOf(to)
    ? formatHalfDay(from, words, today)
    : fill(words.span, { from: formatHalfDay(from, words, today), to: formatHalfDay(to, words, today) })
}

function dateWith(template: string, date: string, words: Words): string {
  return fill(template, {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
    weekday: weekdayName(date, words),
  })
}

function weekdayName(date: string, words: Words): string {
  return words.weekdays[weekday(date) - 1] ?? ''
}

function sameYear(date: string, today: string): boolean {
  return date.slice(0, 4) === today.slice(0, 4)
}

/** Puts values into `{names}`; the values are not looked at again. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  if (!template.includes('{')) return template
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
