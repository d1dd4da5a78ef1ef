import type { Calendar } from './calendar.ts'

/** Part of a day as people say it: 上午, 中午, 下午, 晚上. */
export type DayPart = 'am' | 'noon' | 'pm' | 'eve'

/** One way to read a time expression. Dates are ISO; a clock time adds `THH:MM`; `end` is inclusive. */
export interface Span {
  start: string | null
  end: string | null
}

/** What still has to be asked before a time can be used. */
export type TimeNeed = 'part' | 'day' | 'year' | 'week'

/**
 * One time expression found in a text, with every reading it allows.
 * Absent facts are null; nothing is ever guessed in silence: what is unclear stands in `needs` or `alt`.
 */
export interface TimeReading extends Span {
  kind: 'date' | 'range' | 'halfday' | 'datetime' | 'duration' | 'overtime' | 'deadline' | 'amount' | 'none'
  startPart: DayPart | null
  endPart: DayPart | null
  /** A length (days, hours, weeks …) or an amount (money, people, percent), in `unit`. */
  amount: number | null
  unit: 'day' | 'workday' | 'hour' | 'minute' | 'week' | 'month' | 'year' | '元' | '人' | '%' | string | null
  /** Nearest on or after, and on or before, the moment of speaking; given only where the two differ. */
  future: Span | null
  past: Span | null
  /** A second reading that some people mean (周一 said on a Monday, 明天 after midnight, 月底). */
  alt: Span | null
  /** Last day when "N天" is counted in working days, where that differs from `end`. */
  endWork: string | null
  /** Days that do not touch each other (下周一、三、五). */
  dates: readonly string[] | null
  fuzzy: boolean
  /** A year whose holidays are not published yet. */
  provisional: boolean
  /** The speaker rejects this one: 不是24号, 不要周三. */
  negated: boolean
  /** A day that does not exist (2月30日), with the nearest days that do. */
  invalid: { text: string; nearest: readonly string[] } | null
  needs: readonly TimeNeed[]
  /** Where it stands in the normalised text, end exclusive. */
  span: readonly [number, number]
}

/** A reading that names no time, which others start from. */
export const NO_TIME: TimeReading = {
  kind: 'none',
  start: null,
  end: null,
  startPart: null,
  endPart: null,
  amount: null,
  unit: null,
  future: null,
  past: null,
  alt: null,
  endWork: null,
  dates: null,
  fuzzy: false,
  provisional: false,
  negated: false,
  invalid: null,
  needs: [],
  span: [0, 0],
}

export interface NumberReading {
  value: number
  /** 元 for money (value in 元), otherwise the counted unit or null. */
  unit: string | null
  span: readonly [number, number]
}

/** How likely a text asks for a flow. `p` is calibrated: 0.9 means right nine times in ten. */
export interface IntentScore {
  flow: string
  p: number
}

/** How a text answers a yes-or-no question: plain, hedged (嗯……, 不是不行), or asking for time (等一下). */
export type YesNo = 'yes' | 'no' | 'hedge' | 'wait'

/** Everything the pure understanding says about one message. */
export interface Reading {
  /** The person's own words, untouched. */
  text: string
  /** The same for matching: NFKC, simplified characters, known typos mended, trimmed. */
  plain: string
  /** The one time that the whole message means, or null; rejected times do not count. */
  time: TimeReading | null
  /** Every time expression, in order. */
  times: readonly TimeReading[]
  numbers: readonly NumberReading[]
  intents: readonly IntentScore[]
  yesNo: YesNo | null
}

export interface ReadContext {
  /** Local time of the message, `YYYY-MM-DDTHH:MM`. */
  ref: string
  /** What the bot was asking for (`overtime`, `half_day` …), never the answer. */
  kind?: string
  calendar: Calendar
}

/** Reads one text. Pure, total: no input throws. */
export type Read = (text: string, context: ReadContext) => Reading
