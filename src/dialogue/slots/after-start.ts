import { NO_TIME } from '../../kernel/reading.ts'
import { hearSpan } from './span.ts'
import type { SpanHeard, SpanHearing } from './span-questions.ts'

/**
 * The end of a stretch of which the start stands, by a length alone: “三天”. Half a day from a day that nobody halved may
 * be its morning or its afternoon, so that is asked.
 * @param halfDays how long it is
 */
export function afterStart(
  h: Omit<SpanHearing, 'time' | 'asked' | 'correcting'>,
  halfDays: number,
): SpanHeard {
  return hearSpan({
    ...h,
    time: { ...NO_TIME, kind: 'duration', amount: halfDays / 2, unit: 'day' },
    asked: 'to',
    correcting: false,
  })
}
