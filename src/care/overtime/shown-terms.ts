import { formatHours } from '../../dialogue/format.ts'
import type { Option } from '../../dialogue/value.ts'
import type { Calendar } from '../../kernel/calendar.ts'
import { type OvertimeTable, type Stretch, termsOf, type WorkKind } from './rules.ts'

/** The kind that one of several says of its own. */
interface Own {
  readonly choice?: string
}

/** What a flow has heard so far. */
export interface Heard {
  readonly staffType: string | null
  readonly kind?: string | undefined
  readonly date?: string | undefined
  readonly hours?: number | undefined
  readonly clock?: string | undefined
  readonly days?: readonly (Stretch & Own)[] | undefined
  /** Several people's, each his own. */
  readonly shares?: readonly (Pick<Stretch, 'minutes' | 'clock'> & Own)[] | undefined
  readonly subsidy?: boolean | undefined
  readonly banked?: number | undefined
}

/**
 * What becomes of overtime as a flow has heard it so far, in the words and units of a flow.
 * @param at `YYYY-MM-DDTHH:MM`, local
 */
export function shownTerms(calendar: Calendar, table: OvertimeTable, heard: Heard, at: string) {
  const {
    kind = 'overtime',
    date,
    hours = 0,
    clock = '',
    days,
    shares,
    subsidy = false,
    banked = 0,
    staffType,
  } = heard
  const each: readonly (Omit<Stretch, 'date'> & Own)[] = shares ?? [
    { minutes: Math.round(hours * 60), clock },
  ]
  const one = date === undefined ? [] : each.map(worked => ({ ...worked, date }))
  const stretches = (days ?? one).map(({ choice, ...worked }) =>
    choice === undefined ? worked : { ...worked, kind: choice as WorkKind },
  )
  const said = { kind: kind as WorkKind, staffType, stretches, subsidy, banked }
  const terms = termsOf(calendar, table, said, at)
  return {
    kind: table.kinds[kind as WorkKind].label,
    half_days: terms.halfDays,
    hours: formatHours(terms.minutes),
    kept: formatHours(terms.kept),
    pool: table.rounding === 'pool',
    inside: terms.inside,
    longer: terms.longer,
    paid: terms.paid,
    ahead: terms.ahead,
    mixed: terms.mixed,
    late: terms.late,
    too_old: terms.tooOld,
    too_far: terms.tooFar,
    within: table.report.within_workdays,
    back: table.report.latest_days,
    far: table.report.ahead_days,
    unit: formatHours(table.hours_per_day * 60 * table.unit_days),
  }
}

/** What overtime is for, as options with everything people call them. */
export function purposesOf({ categories }: OvertimeTable): Option[] {
  return categories.map(({ value, label, words }) => ({ value, label, words }))
}
