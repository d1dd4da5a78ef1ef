import { formatDate, formatHours } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import type { JobContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { watchWaiting } from '../applications/jobs.ts'
import { findApplication, formOf, moveApplication } from '../applications/store.ts'
import { ASK_HOURS, creditWords } from './confirm.ts'
import { settleCredit } from './credit.ts'
import type { OvertimeForm } from './form.ts'
import { OVERTIME } from './policy.ts'
import { creditedMinutes } from './rules.ts'
import { findOvertime, plannedOf, setOvertime } from './store.ts'
import { purposeLabel, recordWords, remarks } from './words.ts'

export const doneLookups = {
  /** Overtime that was agreed to beforehand and is over. */
  overtime_planned: lookup({ with: {}, returns: 'options' }, async ({ tx, tools, today, person }) =>
    (await plannedOf(tx, person.id, today)).map(row => ({
      value: row.no,
      label: `${row.no} ${tools.text('overtime_brief', recordWords(tools, row, today))}`,
    })),
  ),
  /** What was agreed to. */
  overtime_plan: lookup(
    { with: { request: 'choice' }, returns: { date: 'text', hours: 'number' } },
    async ({ tx, tools, today, person }, { request }) => {
      const row = await findOvertime(tx, request)
      if (row?.person !== person.id) return null
      return { date: formatDate(row.date, tools.words(), today), hours: row.minutes / 60 }
    },
  ),
}

export const doneEffects = {
  /**
   * The hours that were really worked. Up to what was agreed to they are credited at once; more than that the
   * supervisor confirms again.
   */
  'overtime.done': effect(
    {
      with: { request: 'choice', hours: 'number' },
      result: { no: 'text', text: 'text' },
      refusals: { gone: [], no_supervisor: [] },
    },
    async (context, { request, hours }) => {
      const { tx, tools, today, person, push } = context
      const row = await findOvertime(tx, request)
      const found = row && (await findApplication(tx, request))
      if (!found || row.person !== person.id || row.status !== 'planned' || row.date > today)
        throw new Refusal('gone')
      const minutes = Math.round(hours * 60)
      const counted = creditedMinutes(tools.calendar, tools.policy(OVERTIME), { ...row, minutes })
      const real = { minutes, counted, ahead: false }
      if (minutes <= row.minutes) {
        await setOvertime(tx, request, { ...real, status: 'approved' })
        const halfDays = (await settleCredit(context, person, request)) ?? 0
        return { no: request, text: await creditWords(context, person, row, halfDays) }
      }
      const supervisor = person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
      if (!supervisor || supervisor.id === person.id) throw new Refusal('no_supervisor')
      const again = { status: 'pending', turn: supervisor.id, step: found.step + 1 } as const
      if (!(await moveApplication(tx, found, again))) throw new Refusal('gone')
      await setOvertime(tx, request, { ...real, status: 'pending' })
      const form = await formOf<OvertimeForm>(context, request)
      const now = { ...row, ...real }
      await push(supervisor, 'overtime_to_decide', {
        key: `decide/${request}/${again.step}`,
        values: {
          ...recordWords(tools, now, today),
          name: person.name,
          purpose: purposeLabel(tools, form?.purpose ?? ''),
          clock: '',
          remarks: tools.text('overtime_is_more', { hours: formatHours(row.minutes) }) + remarks(tools, now),
        },
      })
      await watchWaiting(context, supervisor.id)
      return { no: request, text: tools.text('overtime_more', { approver: titleOf(supervisor) }) }
    },
  ),
}

export const overtimeJobs = {
  /** Once it is over: how long was it really? Where nobody answers, it stays planned, and nothing is credited. */
  async [ASK_HOURS]({ tx, tools, today, push }: JobContext, no: string): Promise<void> {
    const row = await findOvertime(tx, no)
    const person = row && (await tools.directory.byId(tx, row.person))
    if (!person || row.status !== 'planned') return
    await push(person, 'overtime_hours_asked', {
      key: `hours/${no}`,
      values: recordWords(tools, row, today),
    })
  },
}
