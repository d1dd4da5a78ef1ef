import { addDays, halfDay, previousHalf } from '../../kernel/half-day.ts'
import type { CareContext } from '../../runtime/context.ts'
import { normalize } from '../../understanding/normalize.ts'
import { readTimes } from '../../understanding/time/index.ts'
import type { LeaveForm } from './form.ts'
import { LEAVE } from './policy.ts'
import { addedStretch, countingOf, type Stretch } from './rules.ts'

/** What stands before a day that is offered instead: “那天有督查，改到下周一”. */
const MOVES = /(?:改|挪|换|推|推迟|延|延后|提前|放|移|安排)(?:到|成|在)?$/u

/** What stands after it: “12月4日可以”, “下周一再休”. */
const CAN =
  /^(?:[上下]午)?(?:起|开始)?(?:就|都|也|倒)?(?:可以|能休|行|没问题|再[休请来]|休(?:可以|行|没问题))(?!吗|不)/u

/**
 * The dates that a refusal offers instead, as long as what was asked for; null where it offers none that is still to
 * come.
 * @param reason what the approver wrote
 */
export function offeredIn(
  { tools, today }: Pick<CareContext, 'tools' | 'today'>,
  reason: string,
  form: Pick<LeaveForm, 'kind' | 'from' | 'halfDays'>,
): Stretch | null {
  const plain = normalize(reason)
  const isOffered = ([from, to]: readonly [number, number]) =>
    MOVES.test(plain.slice(0, from)) || CAN.test(plain.slice(to))
  const [offered] = readTimes(plain, { ref: `${today}T12:00`, calendar: tools.calendar }).filter(
    ({ start, negated, span }) => start !== null && !negated && isOffered(span),
  )
  const date = offered?.start?.slice(0, 10) ?? ''
  if (!offered || date <= today || date > addDays(today, FURTHEST)) return null
  const from = halfDay(date, offered.startPart === 'pm' ? 'p' : 'a')
  const counting = countingOf(tools.policy(LEAVE), form.kind)
  const stretch = addedStretch(tools.calendar, counting, previousHalf(from), form.halfDays)
  return stretch.from === form.from ? null : stretch
}

/** Days ahead that are offered: what lies further was hardly meant. */
const FURTHEST = 180
