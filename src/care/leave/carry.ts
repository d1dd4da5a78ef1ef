import { Type } from 'typebox'
import { formatDate, formatDays } from '../../dialogue/format.ts'
import { instantOf } from '../../kernel/clock.ts'
import { Fault } from '../../kernel/faults.ts'
import { addDays } from '../../kernel/half-day.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext, JobContext } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { type Route, route } from '../../runtime/route.ts'
import { schedule } from '../../runtime/timers.ts'
import { CARRY, holdingsOf } from './holdings.ts'
import { addLine, holdLedger, linesOf } from './ledger.ts'
import { LEAVE } from './policy.ts'

/** Says that what came over from last year will lapse soon. */
export const CARRY_SOON = 'leave.carry_soon'

/**
 * Annual leave of last year that may be taken this year: the unit agrees, because its work left no room for it
 * (条例 art. 5). Never older than a year, never twice, and not by the one whose leave it is.
 */
export const carryRoutes: readonly Route[] = [
  route(
    {
      method: 'POST',
      path: '/leave/carry',
      summary: 'Carry annual leave of last year over into this year, once a year for each person',
      roles: ['hr'],
      body: Type.Object(
        {
          userid: Type.String({ minLength: 1, maxLength: 64 }),
          days: Type.Number({ minimum: 0.5, maximum: 15, multipleOf: 0.5 }),
        },
        { additionalProperties: false },
      ),
      returns: Type.Object({ year: Type.Integer(), days: Type.Number({ description: 'Carried over' }) }),
      audit: 'leave.carry',
    },
    ({ body, actor, now, today, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const person = await tools.directory.byUserid(tx, body.userid)
        if (!person) throw new Fault('NOT_FOUND')
        if (person.id === actor.id || tools.policy(LEAVE).carry_over.years === 0)
          throw new Fault('NOT_ALLOWED')
        await holdLedger(tx, person.id)
        const year = Number(today.slice(0, 4))
        const last = year - 1
        const ref = `carry/${year}`
        const there = await linesOf(tx, person.id, 'annual', year)
        if (there.some(line => line.grant === CARRY)) throw new Fault('CONFLICT')
        const { free, carry } = (await holdingsOf(tx, person, tools, { today })).annual(last, `${last}-12-31`)
        const halfDays = body.days * 2
        // What last year had from the year before it has lapsed with last year: over one year, never two.
        const own = free === null ? 0 : Math.max(0, free - Math.max(0, carry))
        if (own < halfDays)
          throw new Fault('INPUT_INVALID', {
            details: [{ where: 'days', rule: 'days_up_to', values: { max: own / 2 } }],
          })
        const line = { person: person.id, account: 'annual', cause: 'carry', ref, at: now } as const
        await addLine(tx, { ...line, year: last, grant: '', halfDays: -halfDays })
        await addLine(tx, { ...line, year, grant: CARRY, halfDays, expires: `${year}-12-31` })
        await watchCarry({ tx, tools, today }, person.id, year)
        return { year, days: body.days }
      }),
  ),
]

/** Sets the mornings on which it is said. What is not left any more by then is not said. */
export async function watchCarry(
  { tx, tools, today }: Pick<CareContext, 'tx' | 'tools' | 'today'>,
  person: string,
  year: number,
): Promise<void> {
  for (const days of tools.policy(LEAVE).reminders.days_before) {
    const morning = addDays(`${year}-12-31`, -days)
    if (morning <= today) continue
    const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${morning}T00:00`)
    if (at && at < `${year + 1}`)
      await schedule(tx, CARRY_SOON, `${person} ${year} ${days}`, instantOf(at, tools.zone))
  }
}

export const carryJobs = {
  /** Says it only where something of it is left. */
  async [CARRY_SOON](context: JobContext, about: string): Promise<void> {
    const { tx, tools, today, push } = context
    const [id = '', year = '', days = ''] = about.split(' ')
    const person = await tools.directory.byId(tx, id)
    if (!person || today > `${year}-12-31`) return
    const { carry, free } = (await holdingsOf(tx, person, tools, { today })).annual(Number(year), today)
    const left = Math.min(carry, free ?? carry)
    if (left <= 0) return
    await push(person, 'carry_lapses', {
      key: `carry/${id}/${year}/${days}`,
      values: { days: formatDays(left), last: formatDate(`${year}-12-31`, tools.words(), today) },
    })
  },
}
