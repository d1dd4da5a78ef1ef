/** What the API gives of the calendar. Times are ms UTC. */
export interface CalendarState {
  readonly years: readonly YearLine[]
  readonly local: readonly LocalDayLine[]
}

export interface YearLine {
  readonly year: number
  readonly source: 'published' | 'imported' | 'provisional'
  /** Null where nobody, or the command line, brought it in. */
  readonly author: string | null
  readonly at: number | null
}

export interface LocalDayLine {
  readonly date: string
  readonly off: boolean
  readonly reason: string
  /** Null = the command line. */
  readonly author: string | null
  readonly at: number
}

export interface YearWhole {
  readonly published: boolean
  readonly holidays: readonly { name: string; from: string; to: string; provisional: boolean }[]
  readonly makeup: readonly string[]
  readonly local: readonly LocalDayLine[]
}
