import { formatDate, formatDays } from '../../dialogue/format.ts'
import { instantOf } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/half-day.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext, JobContext } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import { availableOn, lapsedBy } from '../overtime/rules.ts'
import { watchCarry } from './carry.ts'
import { grantsOf, holdingsOf } from './holdings.ts'
import { addLine, booksOf, holdLedger } from './ledger.ts'
import { LEAVE } from './policy.ts'

/** Writes off what has lapsed of somebody's comp-days. */
export const LAPSE = 'leave.lapse'
/** Says that comp-days will lapse soon. */
export const LAPSE_SOON = 'leave.lapse_soon'

type Moment = Pick<CareContext, 'tx' | 'tools' | 'today'>

/**
 * Sets the timers of everything somebody has that lapses: the day after its last, and the mornings before. Timers are
 * rows: what was due while the program was down is done when it is up again, and what was done is not done twice.
 */
export async function watchLapse({ tx, tools, today }: Moment, person: string): Promise<void> {
  const { days_before } = tools.policy(LEAVE).reminders
  const ends = new Set(
    grantsOf(await booksOf(tx, person)).flatMap(({ expires, left }) =>
      expires && left > 0 ? [expires] : [],
    ),
  )
  for (const end of ends) {
    const after = `${addDays(end > today ? end : today, 1)}T00:05`
    await schedule(tx, LAPSE, `${person} ${end}`, instantOf(after, tools.zone))
    for (const days of days_before) {
      const morning = addDays(end, -days)
      if (morning <= today) continue
      const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${morning}T00:00`)
      // A morning that would come after the last day says nothing of use.
      if (at === null || at.slice(0, 10) > end) continue
      await schedule(tx, LAPSE_SOON, `${person} ${end} ${days}`, instantOf(at, tools.zone))
    }
  }
}

/** Sets the timers of what lapses of somebody, where balances were brought in by a process that keeps none. */
export const WATCH = 'leave.watch'

export const leaveJobs = {
  async [WATCH](context: JobContext, person: string): Promise<void> {
    await watchLapse(context, person)
    await watchCarry(context, person, Number(context.today.slice(0, 4)))
  },

  /**
   * Writes off what nobody can take any more. What a request still waits for is left for it; it is looked at again
   * the next day.
   */
  async [LAPSE](context: JobContext, about: string): Promise<void> {
    const { tx, tools, today, now } = context
    const [id = '', end = ''] = about.split(' ')
    const person = await tools.directory.byId(tx, id)
    if (!person) return
    await holdLedger(tx, id)
    const { grants, freeGrants } = await holdingsOf(tx, person, tools, { today })
    for (const { grant, halfDays } of lapsedBy(freeGrants, today))
      await addLine(tx, {
        person: id,
        account: 'comp',
        year: 0,
        grant,
        halfDays: -halfDays,
        cause: 'lapse',
        ref: today,
        at: now,
      })
    const reserved = grants.some(
      (grant, i) =>
        grant.expires !== null && grant.expires < today && grant.left > (freeGrants[i]?.left ?? 0),
    )
    if (reserved)
      await schedule(tx, LAPSE, `${id} ${end}`, instantOf(`${addDays(today, 1)}T00:05`, tools.zone))
  },

  /** Says it only where there is still something to lose. */
  async [LAPSE_SOON](context: JobContext, about: string): Promise<void> {
    const { tx, tools, today, push } = context
    const [id = '', end = '', days = ''] = about.split(' ')
    const person = await tools.directory.byId(tx, id)
    if (!person || end < today) return
    const { freeGrants } = await holdingsOf(tx, person, tools, { today })
    const lapsing = availableOn(
      freeGrants.filter(({ expires }) => expires === end),
      today,
    )
    if (lapsing <= 0) return
    await push(person, 'comp_lapses', {
      key: `lapse/${id}/${end}/${days}`,
      values: { days: formatDays(lapsing), last: formatDate(end, tools.words(), today) },
    })
  },
}
