import { addDays } from '../../kernel/half-day.ts'

/** What is known of something that is finished and waits to be deleted. Dates `YYYY-MM-DD`. */
export interface Waiting {
  readonly ended: string
  /** Put off until then; null where nobody did. */
  readonly until: string | null
}

/**
 * The day something goes on: the first of a month, so that its person is told of a month's things at once and the day
 * tells nothing of when it ended; later where it was put off.
 */
export function dueOn({ ended, until }: Waiting, days: number): string {
  const first = monthOnOrAfter(addDays(ended, days))
  return until !== null && until > first ? until : first
}

/** The last day on which what is due by `date` can have ended: the way back of `dueOn`. */
export function endedBy(date: string, days: number): string {
  return addDays(`${date.slice(0, 8)}01`, -days)
}

function monthOnOrAfter(date: string): string {
  if (date.endsWith('-01')) return date
  return Temporal.PlainDate.from(date).with({ day: 1 }).add({ months: 1 }).toString()
}
