import { formatDays } from '../../dialogue/format.ts'
import { instantOf } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import { holdingsOf } from '../leave/holdings.ts'
import { settleCredit } from './credit.ts'
import { OVERTIME } from './policy.ts'
import { availableOn, isPaidFor } from './rules.ts'
import { findOvertime, type OvertimeRow, setOvertime } from './store.ts'
import { recordWords } from './words.ts'

/** Asks for the real hours of overtime that was agreed to beforehand. */
export const ASK_HOURS = 'overtime.ask_hours'

type Moment = Pick<EffectContext, 'tx' | 'tools' | 'now' | 'today' | 'push'>

/**
 * A record is confirmed: its comp-days are credited and the person is told; where it was agreed to beforehand, it is
 * planned, and its hours are asked for once it is over.
 * @param about `notice`: for the person, where it is credited; `again`: tells one consent to it from another
 */
export async function confirm(
  context: Moment,
  person: Person,
  no: string,
  { notice, approver, again = '' }: { notice: string; approver: string; again?: string },
): Promise<void> {
  const { tx, tools, today, push } = context
  const row = await findOvertime(tx, no)
  if (!row) throw new Error('An overtime record has lost its row.')
  if (row.ahead) {
    await setOvertime(tx, no, { status: 'planned' })
    await watchHours(context, row)
    const values = { ...recordWords(tools, row, today), approver }
    return push(person, 'overtime_planned', { key: `planned/${no}${again}`, values })
  }
  await setOvertime(tx, no, { status: 'approved' })
  const halfDays = (await settleCredit(context, person, no)) ?? 0
  await push(person, notice, {
    key: `approved/${no}${again}`,
    values: {
      ...recordWords(tools, row, today),
      approver,
      credit: await creditWords(context, person, row, halfDays),
    },
  })
}

/** What came of it: so many days and what there is now, that hours are kept, or that it was paid for. */
export async function creditWords(
  { tx, tools, today }: Pick<Moment, 'tx' | 'tools' | 'today'>,
  person: Person,
  row: OvertimeRow,
  halfDays: number,
): Promise<string> {
  if (row.subsidy) return tools.text('overtime_credit_paid')
  const work = { ...row, staffType: person.staffType }
  if (isPaidFor(tools.calendar, tools.policy(OVERTIME), work)) return tools.text('overtime_credit_holiday')
  if (halfDays === 0) return tools.text('overtime_credit_kept')
  const { freeGrants } = await holdingsOf(tx, person, tools, { today })
  return tools.text('overtime_credit', {
    days: formatDays(halfDays),
    balance: formatDays(availableOn(freeGrants, today)),
  })
}

/** The morning after: quiet hours and rest days are waited for. */
async function watchHours({ tx, tools, today }: Moment, { no, date }: OvertimeRow): Promise<void> {
  const after = addDays(date, 1) > today ? addDays(date, 1) : today
  const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${after}T00:00`)
  if (at) await schedule(tx, ASK_HOURS, no, instantOf(at, tools.zone))
}
