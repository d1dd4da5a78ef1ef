import { addDays } from '../../../kernel/half-day.ts'
import type { EncourageTable } from './table.ts'

/** Waves of reminders that may begin on a day: from their date, and no more than so many days late. In their order. */
export function dueWaves(
  { waves, late_days }: Pick<EncourageTable['nudges'], 'waves' | 'late_days'>,
  today: string,
): string[] {
  return waves
    .filter(({ from }) => {
      const first = `${today.slice(0, 4)}-${from}`
      return first <= today && today <= addDays(first, late_days)
    })
    .map(({ id }) => id)
}
