import { isWorkday } from '../../kernel/calendar.ts'
import { addDays, type Half, halfDay } from '../../kernel/half-day.ts'
import { formatHalfDay } from '../format.ts'
import { type SpanHeard, type SpanHearing, set } from './span-questions.ts'

const HABIT = /(?:每天|天天|每日|每个?工作日)的?(上午|下午)/u
/** Offered as buttons; more of them are asked for. */
const MOST_DAYS = 8

/**
 * “下周一到周五每天下午”: five halves with a half between them, and no leave of five days. One request is one stretch, so
 * it is asked which of them comes first. Null where no such thing was said.
 */
export function eachHalf(h: SpanHearing, plain: string): SpanHeard {
  const { start, end } = h.time
  const said = HABIT.exec(plain)?.[1]
  if (said === undefined || !start || !end || start.slice(0, 10) >= end.slice(0, 10)) return null
  const half: Half = said === h.world.words.halves.a ? 'a' : 'p'
  const days: string[] = []
  for (
    let day = start.slice(0, 10);
    day <= end.slice(0, 10) && days.length <= MOST_DAYS;
    day = addDays(day, 1)
  )
    if (isWorkday(h.world.calendar, day)) days.push(day)
  if (days.length === 0 || days.length > MOST_DAYS) return { problem: 'which_day', values: {} }
  return {
    between: {
      kind: 'which_day_first',
      values: {},
      options: days.map(day => {
        const at = halfDay(day, half)
        return {
          label: formatHalfDay(at, h.world.words, h.now),
          commands: [set(h, { from: at, to: at })],
        }
      }),
    },
  }
}
