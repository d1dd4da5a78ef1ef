import type { Heard, Hearing } from './heard.ts'
import { clockSpans, hoursTold } from './number.ts'

/**
 * From when to when, `HH:MM-HH:MM`, beside a number of hours: what was worked inside the legal hours can be told only
 * by the clock. Hours that are given anew without one leave none (''), so that the two never disagree.
 */
export function hearClock({ reading, slot, frame, flow }: Hearing): Heard {
  const [span, other] = clockSpans(reading)
  if (span && !other) return { value: `${timeOf(span.start)}-${timeOf(span.end)}` }
  const answered = flow.slot.get(frame.asked ?? '')?.type === 'number' && reading.numbers.length > 0
  const anew = other !== undefined || answered || hoursTold(reading) !== null
  return frame.slots[slot.name] && anew ? { value: '' } : null
}

function timeOf(moment: string | null): string {
  return moment?.slice(11, 16) ?? ''
}
