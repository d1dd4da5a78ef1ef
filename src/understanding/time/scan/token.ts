import type { DayPart } from '../../../kernel/reading.ts'
import type { Festival } from './festivals.ts'

/** Units of a length of time, as they stand in a reading. */
export type LengthUnit = 'day' | 'workday' | 'hour' | 'minute' | 'week' | 'month' | 'year'

export interface Length {
  amount: number
  unit: LengthUnit
  fuzzy: boolean
}

/** Pieces of a week, month or year that have a name: 初, 中, 底, 上旬 … */
export type SliceName =
  | ('early' | 'middle' | 'late')
  | ('first10' | 'second10' | 'last10' | 'last20')
  | ('firstHalf' | 'secondHalf')

/** −1 before or earlier, 1 after or later. */
export type Side = -1 | 1

/**
 * What a text says of a day or a stretch of days, before anybody knows which ones it means: data only,
 * so that one expression can be resolved towards the future and towards the past.
 */
export type Day =
  /** Days counted from today: 明天 1..1, 明后天 1..2. `around` for 这两天, which may as well lie behind. */
  | { is: 'relative'; from: number; to: number; around?: true }
  /** 次日: the day after the one just named. */
  | { is: 'next' }
  /** 周三 (week null), 下周三 (week 1). */
  | { is: 'weekday'; weekday: number; week: number | null }
  /** 12月3日, 15号 (month null), 2026-12-03. */
  | { is: 'date'; year: number | null; month: number | null; day: number }
  /** 八月初五; `festive` for the days around 春节, which nobody means a year ago. */
  | { is: 'lunar'; month: number; day: number; festive: boolean }
  /** 中秋; aspect: 当天 or 假期, null where nothing is said. */
  | { is: 'festival'; festival: Festival; aspect: 'day' | 'holiday' | null }
  /** 下周 (offset), 12月 or 2026年 (number), 周末. */
  | { is: 'period'; unit: PeriodUnit; offset: number | null; number: number | null }
  /** 月底, 上旬. */
  | { is: 'slice'; unit: 'week' | 'month' | 'year'; slice: SliceName }
  /** 第三天, 最后两天, 第一个周五, within the stretch named before. */
  | {
      is: 'nth'
      nth: number
      count: number
      fromEnd: boolean
      unit: 'day' | 'workday' | 'week' | 'weekend'
      weekday: number | null
    }
  /** 这周剩下几天: what is left of the stretch named before, today included. */
  | { is: 'rest' }
  /** 国庆前一天, 节后: days outward from the edge of a stretch; count null where none is said. */
  | {
      is: 'flank'
      of: Day
      side: Side
      first: number
      count: number | null
      unit: 'day' | 'workday' | 'week'
    }
  /** 下周的周三, 今年国庆. */
  | { is: 'within'; outer: Day; inner: Day }
  /** 7月6号那周: the whole week in which a day lies. */
  | { is: 'weekOf'; of: Day }
  /** 三天后, 两周前; of null counts from now. */
  | { is: 'shift'; of: Day | null; side: Side; length: Length }
  /** 未来一周, 最近三天: a run that touches today. `beside`: 前一天 alone, which may be counted from a day named before. */
  | { is: 'run'; side: Side; length: Length; today: boolean; beside?: true }

export type PeriodUnit = 'week' | 'weekend' | 'month' | 'quarter' | 'year'

/** A time of day, in minutes. `vague` when 3点 may be three or fifteen o'clock. */
export interface Clock {
  minutes: number
  vague: boolean
}

/** What words of connection do: join times, draw an edge, lead a length, reject or replace. */
export type Mark =
  | ('to' | 'dash' | 'and' | 'or' | 'of' | 'whole')
  | ('from' | 'since' | 'before' | 'after' | 'within' | 'by' | 'until' | 'ended' | 'around')
  | ('later' | 'ahead' | 'these' | 'recent' | 'past' | 'every')
  | ('not' | 'failing' | 'instead' | 'also')
  | 'thatWeek'

/**
 * What words around a time tell of it: leave, comp-time or overtime is its matter; somebody is back at work or
 * home again; the day is a make-up workday; it is over (没来, in its own clause 被叫去) or still to come (要加班); a length is only counted
 * (还剩5天).
 */
export type Verb =
  | ('leave' | 'comp' | 'overtime')
  | ('back' | 'return' | 'makeup')
  | ('duty' | 'done' | 'gone' | 'planned' | 'balance' | 'other')

/**
 * How far a word that looks like a time is believed: `sure` by itself, `sentence` when its sentence speaks of leave
 * or work (15号手术，请假), `company` when its neighbours make it one (12.3请假, 12.3-12.5).
 */
export type Trust = 'sure' | 'sentence' | 'company'

/** A piece of the text that means something to the parser; `at` and `end` count in the compact text. */
export type Token = { at: number; end: number } & TokenBody

export type TokenBody =
  | { is: 'day'; day: Day; trust: Trust }
  /** `dawn` for 凌晨, whose twelve is midnight. */
  | { is: 'part'; part: DayPart; dawn: boolean; trust: Trust }
  | { is: 'clock'; clock: Clock }
  | { is: 'length'; length: Length }
  /** 前三天, 后一天: the days beside, or the first and last of, whatever stands before. */
  | { is: 'beside'; side: Side; count: number }
  | { is: 'number'; value: number }
  | { is: 'mark'; mark: Mark }
  | { is: 'verb'; verb: Verb }
  | { is: 'stop'; strong: boolean }
  | { is: 'open' }
  | { is: 'close' }
  /** A day or hour that no calendar has. */
  | { is: 'invalid'; nearest: readonly string[] | { year: number | null; month: number; day: number } }
  /** A look-alike, read and set aside: 五一路, 一会儿. */
  | { is: 'inert' }

export type DayToken = Extract<Token, { is: 'day' }>

/** A day token, believed by itself unless told otherwise. */
export function dayToken(at: number, end: number, day: Day, trust: Trust = 'sure'): DayToken {
  return { is: 'day', at, end, day, trust }
}
