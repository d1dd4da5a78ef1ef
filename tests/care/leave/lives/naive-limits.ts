import { dateOf, nextHalf, previousHalf } from '../../../../src/kernel/half-day.ts'
import type { Asked, NaiveLife, Outcome } from './naive-life.ts'

/** 《浙江省婚假规定》: 13 days. */
const MARRIAGE = 26
/** 女职工劳动保护特别规定 art. 7: no more than 42 days at a stretch; more than 15 are for HR to see to. */
const MISCARRIAGE = { most: 84, sure: 30 }
/** 国发〔1981〕36号 art. 3: more than 20 days in four years, which a life does not last, are for HR to see to. */
const HOME_VISIT = 40

/** Of what is asked for anew, whether the kind is for her at all: whoever lives here is a woman. */
export function judgeAnew(naive: NaiveLife, asked: Asked): Outcome {
  const { kind, from } = asked
  if (kind === 'paternity') return 'not_entitled'
  if (kind === 'home_visit' && dateOf(from) < naive.aYearOfWork) return 'not_entitled'
  return naive.judge(asked)
}

/** Whether a kind has no more than what was taken of it, or waits. */
export function isOverLimit(naive: NaiveLife, asked: Omit<Asked, 'back'>): boolean {
  if (asked.kind === 'marriage') return inAll(naive, asked) > MARRIAGE
  return asked.kind === 'miscarriage' && atAStretch(naive, asked) > MISCARRIAGE.most
}

/** Whether HR has to see to a circumstance of what can be asked for; null = of such a kind it never has. */
export function isForHr(naive: NaiveLife, asked: Asked): boolean | null {
  if (asked.kind === 'miscarriage') return atAStretch(naive, asked) > MISCARRIAGE.sure
  return asked.kind === 'home_visit' ? inAll(naive, asked) > HOME_VISIT : null
}

function inAll(naive: NaiveLife, { kind, from, to, except }: Omit<Asked, 'back'>): number {
  const others = naive.alive().filter(one => one.kind === kind && !except.includes(one.no))
  return others.reduce((all, one) => all + naive.daysOf(one).length, naive.days(kind, from, to).length)
}

/** Half-days with what joins them, walked to where somebody works. */
function atAStretch(naive: NaiveLife, { kind, from, to, except }: Omit<Asked, 'back'>): number {
  const others = naive.alive().filter(one => one.kind === kind && !except.includes(one.no))
  const taken = new Set(others.flatMap(one => naive.daysOf(one)))
  let count = naive.days(kind, from, to).length
  for (let half = nextHalf(to); taken.has(half) || naive.isRest(dateOf(half)); half = nextHalf(half))
    if (taken.has(half)) count++
  for (
    let half = previousHalf(from);
    taken.has(half) || naive.isRest(dateOf(half));
    half = previousHalf(half)
  )
    if (taken.has(half)) count++
  return count
}
