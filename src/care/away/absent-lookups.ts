import { formatSpan } from '../../dialogue/format.ts'
import { addDays, dateOf, halfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import { lookup } from '../../runtime/declare.ts'
import type { Tx } from '../../storage/storage.ts'
import { absentBetween, peopleUnder } from './absent.ts'

/** Lines of one answer; the rest is in the console. */
const MOST = 20
/** The longest stretch that one question may be about, in days. */
const LONGEST = 92

export const absentLookups = {
  /** Whether I may ask who is not there: I have people under me, or I am HR. */
  absent_may: lookup({ with: {}, returns: { allowed: 'yes_no' } }, async ({ person }) => ({
    allowed: maySee(person),
  })),

  /**
   * Who is not there, of those whom I may see: that somebody is not, never why. Without a day: today; without an end:
   * that whole day.
   */
  absent_on: lookup(
    { with: { from: 'half_day', to: 'half_day' }, optional: ['from', 'to'], returns: { text: 'text' } },
    async ({ tx, tools, today, person }, given) => {
      if (!maySee(person)) return null
      const first = given.from ?? halfDay(today, 'a')
      const last = given.to && given.to >= first ? given.to : halfDay(dateOf(first), 'p')
      const longest = halfDay(addDays(dateOf(first), LONGEST), 'p')
      const frame = { from: first, to: last > longest ? longest : last }
      const span = formatSpan(frame.from, frame.to, tools.words(), today)
      const absent = await absentBetween(tx, frame, await visibleTo(tx, person))
      if (absent.length === 0) return { text: tools.text('absent_none', { span }) }
      const oneDay = dateOf(frame.from) === dateOf(frame.to)
      const lines = absent.slice(0, MOST).map(one => {
        const whole = one.from === frame.from && one.to === frame.to
        const when = oneDay && whole ? '' : formatSpan(one.from, one.to, tools.words(), today)
        return tools.text('absent_line', { name: one.name, unit: one.unit, span: when })
      })
      const more = absent.length - lines.length
      const count = new Set(absent.map(one => one.person)).size
      return {
        text: [
          tools.text('absent_head', { span, count }),
          ...lines,
          ...(more > 0 ? [tools.text('absent_more', { count: more })] : []),
        ].join('\n'),
      }
    },
  ),
}

/** Whose absence somebody may see: for HR everybody's (null), for a supervisor that of those below him. */
export async function visibleTo(tx: Tx, person: Person): Promise<Set<string> | null> {
  return person.roles.includes('hr') ? null : peopleUnder(tx, person.userid)
}

function maySee({ roles }: Person): boolean {
  return roles.includes('hr') || roles.includes('supervisor')
}
