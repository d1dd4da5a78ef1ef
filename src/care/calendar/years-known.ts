import type { Calendar } from '../../kernel/calendar.ts'
import type { Entered } from './store.ts'

/** A year of the calendar: `published` in a notice that is shipped, brought in by somebody, or only by the rule. */
export interface KnownYear {
  readonly year: number
  readonly source: 'published' | 'imported' | 'provisional'
  /** person.id; null where nobody, or the command line, brought it in. */
  readonly author: string | null
  /** ms UTC; null where nobody brought it in. */
  readonly at: number | null
}

/** The years somebody may ask about, newest first: all with a notice, this one and the next. */
export function yearsKnown(calendar: Calendar, entered: Entered['years'], thisYear: number): KnownYear[] {
  const brought = new Map(entered.map(({ year, author, at }) => [year, { author, at }]))
  const years = new Set([...calendar.publishedYears, ...brought.keys(), thisYear, thisYear + 1])
  return [...years]
    .sort((a, b) => b - a)
    .map(year => {
      const by = brought.get(year)
      if (by) return { year, source: 'imported', ...by }
      const source = calendar.publishedYears.includes(year) ? 'published' : 'provisional'
      return { year, source, author: null, at: null }
    })
}
