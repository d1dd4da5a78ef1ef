import type { TimeReading } from '../../kernel/reading.ts'
import { countsEveryDay } from '../counted.ts'
import { lastHalf, lengthOf } from '../slots/length.ts'
import { bounds } from '../slots/span-bounds.ts'
import type { At, Listening } from './listening.ts'
import { ofSameMonth } from './same-month.ts'
import { ofSameWeek } from './same-week.ts'
import { type Stretch, standing } from './standing.ts'

/** Longer messages say more than how long a stretch is to be. */
const LONGEST = 24

/** What stands before the length or the end that is enough: “只休|一天”, “年假改成|两天”, “休到|25号”. */
const BEFORE = /(?:[只就](?:用|要|需|想|再)?(?:休|请|歇|要)?|(?:改|缩|减)(?:成|为|到|短到|短成))$/u
const UNTIL = /(?:休|请|歇)到?$|[只就]到?$/u
/** What follows it: “一天|就行了”. */
const ENOUGH = /^的?(?:就|都|也)?(?:行|够|好|成|可以|足够)(?:了|啦)?(?:[吧呢啊哈的，,。！!\s]|$)/u
const NOT_NEEDED = /(?:不用|不要|不需要|用不着|用不了|别)(?:请|休|歇|那么久|那么多|这么久|这么多)*$/u

/**
 * “只休一天就行了”, “休到25号就够了”, “不用三天，请一天就好”: the stretch that stands from its first day, and no longer than
 * that. Half a day would be a guess at which half. Null where the message says nothing of the kind.
 */
export function hearOnly(l: Listening, at: At): Stretch | null {
  const stands = enoughIn(l) && standing(l, at)
  if (!stands) return null
  const time = enoughIn(ofSameMonth(ofSameWeek(l, at), at)) ?? enoughIn(l)
  const length = time && lengthOf(time)
  if (!time || (length && length.halfDays < 2)) return null
  const by = { calendar: l.world.calendar, everyDay: countsEveryDay(l, at.frame, at.flow) }
  const to = length ? lastHalf(by, stands.from, length) : bounds(time).to
  return to && to >= stands.from ? { from: stands.from, to } : null
}

/** Whether a message says so of whichever stretch. */
export function saysOnly(l: Listening): boolean {
  return enoughIn(l) !== null
}

/** The length or the end that is enough; a day on which it begins makes it a wish of its own. */
function enoughIn({ reading: { plain, times } }: Pick<Listening, 'reading'>): TimeReading | null {
  if (plain.length > LONGEST || times.some(time => time.start !== null || time.kind === 'overtime'))
    return null
  const meant = times.filter(({ negated, span }) => !negated && !NOT_NEEDED.test(plain.slice(0, span[0])))
  const [time] = meant
  if (!time || meant.length > 1) return null
  const [lead, rest] = [plain.slice(0, time.span[0]), plain.slice(time.span[1])]
  if (time.end !== null) return UNTIL.test(lead) && (/[只就]/u.test(lead) || ENOUGH.test(rest)) ? time : null
  return lengthOf(time) && (BEFORE.test(lead) || ENOUGH.test(rest)) ? time : null
}
