import { type Calendar, isPublished, workHalfDays } from '../../kernel/calendar.ts'
import { dateOf, daysBetween, type HalfDay, halfDays, isHalfDay, weekday } from '../../kernel/half-day.ts'
import { isOfCalendar, type Length } from '../slots/length.ts'
import type { FileRef, Story, Value, ValueType } from '../value.ts'

/** What a function may look at besides its arguments. */
export interface Surroundings {
  /** Local time of the event, `YYYY-MM-DDTHH:MM`. */
  now: string
  calendar: Calendar
  /** `11月25日到26日（周三、周四）`, in the words of the house. */
  formatSpan(from: HalfDay, to: HalfDay): string
  /** A length that was said, and the end that was counted from it. */
  counted?: (Length & { readonly to: string }) | null | undefined
}

export interface KnownFunction {
  /** For each argument, the kinds it takes; null takes anything. */
  args: readonly (readonly string[] | null)[]
  returns: ValueType
  run(around: Surroundings, ...args: Value[]): Value
  /** Judged also when an argument is unknown (it then gets `undefined`). */
  total?: true
}

/** The closed list. Everything is total: no argument of the right kind makes it throw. */
export const FUNCTIONS: Readonly<Record<string, KnownFunction>> = {
  /** The date of the event. */
  today: { args: [], returns: 'date', run: around => around.now.slice(0, 10) },
  /** The hour of the event, 0–23. */
  hour: { args: [], returns: 'number', run: around => Number(around.now.slice(11, 13)) },
  /** Working half-days from one half-day to another, both included. */
  workdays: {
    args: [['half_day'], ['half_day']],
    returns: 'days',
    run: (around, from, to) =>
      isHalfDay(from) && isHalfDay(to) ? workHalfDays(around.calendar, from, to) : 0,
  },
  /** Half-days of the calendar, rest days and holidays included. */
  natural: {
    args: [['half_day'], ['half_day']],
    returns: 'days',
    run: (_, from, to) => (isHalfDay(from) && isHalfDay(to) ? [...halfDays(from, to)].length : 0),
  },
  /** Calendar days from one date to another. */
  days_until: {
    args: [
      ['date', 'half_day'],
      ['date', 'half_day'],
    ],
    returns: 'number',
    run: (_, from, to) => daysBetween(dayOf(from), dayOf(to)),
  },
  weekday: { args: [['date', 'half_day']], returns: 'number', run: (_, date) => weekday(dayOf(date)) },
  year: {
    args: [['date', 'half_day']],
    returns: 'number',
    run: (_, date) => Number(dayOf(date).slice(0, 4)),
  },
  span: {
    args: [['half_day'], ['half_day']],
    returns: 'text',
    run: (around, from, to) => (isHalfDay(from) && isHalfDay(to) ? around.formatSpan(from, to) : ''),
  },
  /** Whether the holidays of that year are known from a notice of the State Council. */
  published: {
    args: [['date', 'half_day']],
    returns: 'yes_no',
    run: (around, date) => isPublished(around.calendar, dayOf(date)),
  },
  /** The days that were said, where this end was counted from them; none, or weeks and months = 0. */
  said: {
    args: [['half_day']],
    returns: 'days',
    run: ({ counted }, to) => (counted?.to === to && !isOfCalendar(counted) ? counted.halfDays : 0),
  },
  /** Characters of a text or of a story. */
  len: {
    args: [['text', 'story']],
    returns: 'number',
    run: (_, text) => (typeof text === 'string' ? [...text].length : (text as Story).length),
  },
  /** Whether a text holds a number as long as that of an identity card or a bank card: nobody needs it in a chat. */
  has_id_number: {
    args: [['text']],
    returns: 'yes_no',
    run: (_, text) => ID_NUMBER.test((text as string).normalize('NFKC')),
  },
  /** Files, chosen values or options. */
  count: {
    args: [['file', 'multi', 'options', 'people', 'shifts', 'shares']],
    returns: 'number',
    run: (_, list) => (list as readonly FileRef[]).length,
  },
  /** Whether any of the files may still say who made it, and when. */
  has_traces: {
    args: [['file']],
    returns: 'yes_no',
    run: (_, files) => (files as readonly FileRef[]).some(file => file.traces),
  },
  includes: {
    args: [['multi'], ['text', 'choice']],
    returns: 'yes_no',
    run: (_, list, value) => (list as readonly string[]).includes(value as string),
  },
  /** Whether all of these options are among the chosen values. */
  covers: {
    args: [['multi'], ['options']],
    returns: 'yes_no',
    run: (_, list, options) =>
      (options as readonly { value: string }[]).every(({ value }) =>
        (list as readonly string[]).includes(value),
      ),
  },
  /** Whether a slot has a value: never unknown. */
  known: { args: [null], returns: 'yes_no', run: (_, value) => value !== undefined, total: true },
  /** Whether a story holds the name of the one who writes. */
  names_me: { args: [['story']], returns: 'yes_no', run: (_, story) => (story as Story).named },
}

/** 15 to 19 digits, in groups or not; an identity card may end in X. No sum of money is as long. */
const ID_NUMBER = /(?<!\d)\d(?:[ -]?\d){13,17}[ -]?[\dXx](?!\d)/u

function dayOf(value: Value | undefined): string {
  return dateOf(value as HalfDay)
}
