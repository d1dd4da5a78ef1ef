import { formatSpan } from '../../dialogue/format.ts'
import { nextHalf, previousHalf } from '../../kernel/half-day.ts'
import type { CareContext } from '../../runtime/context.ts'
import { joined, within, without } from '../away/rules.ts'
import { type Counting, countHalfDays, type Stretch } from './rules.ts'

/** What of a stretch is leave already, in words. */
export interface Covered {
  /** The days that another leave has; '' = none. */
  readonly covered: string
  /** The days that are no leave yet; '' = there is nothing more to ask for. */
  readonly rest: string
  /** What of them comes before any other leave; '' = another leave comes first. */
  readonly first: string
}

/** What of a stretch other leave has already, and what is left of it to ask for, days that count alone. */
export function coveredBy(
  { tools, today }: Pick<CareContext, 'tools' | 'today'>,
  { counting, stretch }: { counting: Counting; stretch: Stretch },
  others: readonly Stretch[],
): Covered {
  const shown = (parts: readonly Stretch[]) =>
    parts.map(({ from, to }) => formatSpan(from, to, tools.words(), today)).join(tools.words().and)
  const taken = joined(others.flatMap(other => within(other, stretch) ?? []))
  const counts = (part: Stretch) => countHalfDays(tools.calendar, counting, part) > 0
  const left = without(stretch, taken)
    .filter(counts)
    .map(part => trimmed(part, counts))
  const [first] = left
  const [other] = taken
  return {
    covered: shown(taken),
    rest: shown(left),
    first: first && other && first.from < other.from ? shown([first]) : '',
  }
}

/** Without the days off at its ends. */
function trimmed({ from, to }: Stretch, counts: (part: Stretch) => boolean): Stretch {
  if (!counts({ from, to: from })) return trimmed({ from: nextHalf(from), to }, counts)
  return counts({ from: to, to }) ? { from, to } : trimmed({ from, to: previousHalf(to) }, counts)
}
