import { formatDate, formatHours } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import type { JobContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { askTurn } from '../applications/chain-of.ts'
import { planChain } from '../applications/plan.ts'
import { replaceSteps } from '../applications/steps.ts'
import { findApplication, moveApplication } from '../applications/store.ts'
import { askOvertime } from './ask.ts'
import { ASK_HOURS, creditWords } from './confirm.ts'
import { settleCredit } from './credit.ts'
import { OVERTIME } from './policy.ts'
import { creditedMinutes } from './rules.ts'
import { findOvertime, plannedOf, setOvertime } from './store.ts'
import { recordWords } from './words.ts'

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
      const { tx, tools, today, person } = context
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
      const asked = { kind: 'overtime', of: row.kind, halfDays: 0, leavesCity: false } as const
      const chain = await planChain(context, person, asked)
      const [first] = chain?.approvers ?? []
      if (!chain || !first) throw new Refusal('no_supervisor')
      const again = { status: 'pending', turn: first.person.id, step: found.step + 1 } as const
      if (!(await moveApplication(tx, found, again))) throw new Refusal('gone')
      await setOvertime(tx, request, { ...real, status: 'pending' })
      await replaceSteps(tx, request, chain)
      const approver = await askTurn(
        context,
        { ask: askOvertime },
        { ...found, ...again },
        {
          applicant: person,
          approver: first.person,
          steps: [],
          added: tools.text('overtime_is_more', { hours: formatHours(row.minutes) }),
        },
      )
      return { no: request, text: tools.text('overtime_more', { approver: titleOf(approver) }) }
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
