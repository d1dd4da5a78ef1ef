import { formatDate, formatHours } from '../../dialogue/format.ts'
import { localTime } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import type { JobContext, Tools } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { askTurn } from '../applications/chain-of.ts'
import { planChain } from '../applications/plan.ts'
import { replaceSteps } from '../applications/steps.ts'
import { findApplication, moveApplication } from '../applications/store.ts'
import { holdLedger } from '../leave/ledger.ts'
import { askOvertime } from './ask.ts'
import { ASK_HOURS, creditWords } from './confirm.ts'
import { settleCredit } from './credit.ts'
import { leaveAt } from './on-leave.ts'
import { OVERTIME } from './policy.ts'
import { creditedMinutes, isOver } from './rules.ts'
import { findOvertime, type OvertimeRow, plannedOf, setOvertime } from './store.ts'
import { recordWords } from './words.ts'

export const doneLookups = {
  /** Overtime that was agreed to beforehand and has begun. */
  overtime_planned: lookup({ with: {}, returns: 'options' }, async ({ tx, tools, now, today, person }) =>
    (await plannedOf(tx, person.id, today))
      .filter(row => isDone(tools, row, 0, now))
      .map(row => ({
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
      refusals: { gone: [], not_over: ['hours'], on_leave: ['no', 'day'], no_supervisor: [] },
    },
    async (context, { request, hours }) => {
      const { tx, tools, now, today, person } = context
      await holdLedger(tx, person.id)
      const row = await findOvertime(tx, request)
      const found = row && (await findApplication(tx, request))
      if (!found || row.person !== person.id || row.status !== 'planned') throw new Refusal('gone')
      const minutes = Math.round(hours * 60)
      if (!isDone(tools, row, minutes, now)) throw new Refusal('not_over', { hours: formatHours(minutes) })
      const leave = await leaveAt(context, person.id, { date: row.date, clock: row.clock ?? '' })
      if (leave) throw new Refusal('on_leave', { no: leave, day: formatDate(row.date, tools.words(), today) })
      const counted = creditedMinutes(tools.calendar, tools.policy(OVERTIME), {
        ...row,
        staffType: person.staffType,
        minutes,
      })
      // What was said of from when to when holds no more where it was another length.
      const clock = minutes === row.minutes ? row.clock : null
      const real = { minutes, counted, clock, ahead: false, agreed: row.minutes }
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

/** Whether so many minutes of a plan can have been worked by now: from its start, where one was said. */
function isDone(tools: Tools, { date, clock }: OvertimeRow, minutes: number, now: number): boolean {
  const at = localTime(now, tools.zone)
  if (clock === null) return isOver(tools.calendar, tools.policy(OVERTIME), { date, minutes, clock: '' }, at)
  const start = Temporal.PlainDateTime.from(`${date}T${clock.slice(0, 5)}`)
  return start.add({ minutes }).toString({ smallestUnit: 'minute' }) <= at
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
