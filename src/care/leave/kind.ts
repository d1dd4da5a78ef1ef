import { formatDays, formatSpan } from '../../dialogue/format.ts'
import type { HalfDay } from '../../kernel/half-day.ts'
import { halfDay } from '../../kernel/half-day.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import type { ApplicationKind } from '../applications/kind.ts'
import { formOf } from '../applications/store.ts'
import { yearWords } from './lookups.ts'
import { chargeByYear } from './rules.ts'
import { type Account, addLine, balanceOf, leaveOf, linesFor, setLeaveStatus } from './store.ts'

/** What a leave request asks for; sealed. */
export interface LeaveForm {
  kind: string
  from: HalfDay
  to: HalfDay
  halfDays: number
  reason: string
  /** Attachment ids. */
  proof: string[]
}

/** What becomes of a leave request. */
export const leaveKind: ApplicationKind = {
  kind: 'leave',

  async brief(context, application) {
    const form = await formOf<LeaveForm>(context, application.no)
    return context.tools.text('leave_brief', {
      kind: form ? context.tools.text(`kind_${form.kind}`) : '',
      span: form ? spanOf(context, form) : '',
      days: form ? formatDays(form.halfDays) : '',
    })
  },

  async agreed(context, application, applicant) {
    const { tx, tools, now, person, push } = context
    const form = await formOf<LeaveForm>(context, application.no)
    const row = await leaveOf(tx, application.no)
    if (!form || !row) throw new Error('A leave request has lost its form.')
    await setLeaveStatus(tx, application.no, 'approved')
    if (row.account !== 'none') {
      for (const [year, halfDays] of chargeByYear(tools.calendar, form))
        await addLine(tx, {
          person: application.person,
          account: row.account,
          year: row.account === 'comp' ? 0 : year,
          halfDays: -halfDays,
          cause: 'leave',
          ref: application.no,
          at: now,
        })
    }
    await push(applicant, 'leave_approved', {
      key: `approved/${application.no}`,
      values: {
        no: application.no,
        kind: tools.text(`kind_${form.kind}`),
        span: spanOf(context, form),
        approver: titleOf(person),
        left: row.account === 'none' ? '' : await leftWords(context, applicant, row.account, form),
      },
    })
    return null
  },

  async refused(context, application, applicant, reason) {
    const form = await formOf<LeaveForm>(context, application.no)
    await setLeaveStatus(context.tx, application.no, 'refused')
    if (!form) return
    await context.push(applicant, 'leave_refused', {
      key: `refused/${application.no}`,
      values: {
        no: application.no,
        kind: context.tools.text(`kind_${form.kind}`),
        span: spanOf(context, form),
        approver: titleOf(context.person),
        reason,
      },
    })
  },

  /** An approved leave can be taken back until it begins; afterwards only the rest can be returned, by HR. */
  async mayWithdraw(context, application) {
    const row = await leaveOf(context.tx, application.no)
    return row !== null && row.from > halfDay(context.today, 'p')
  },

  async withdrawn(context, application) {
    const { tx, tools, now } = context
    await setLeaveStatus(tx, application.no, 'withdrawn')
    const taken = await linesFor(tx, application.no, 'leave')
    for (const line of taken)
      await addLine(tx, {
        ...line,
        halfDays: -line.halfDays,
        cause: 'reversal',
        ref: application.no,
        at: now,
      })
    const [first] = taken
    if (!first) return ''
    const halfDays = taken.reduce((sum, line) => sum - line.halfDays, 0)
    return tools.text('leave_refund', {
      account: accountName(context, first.account),
      days: formatDays(halfDays),
    })
  },
}

/** What is left after it, in each year that it took from. */
async function leftWords(
  { tx, tools, today }: CareContext,
  applicant: Person,
  account: Account,
  form: LeaveForm,
): Promise<string> {
  const thisYear = Number(today.slice(0, 4))
  const years = account === 'comp' ? [thisYear] : [...chargeByYear(tools.calendar, form).keys()]
  const said: string[] = []
  for (const year of years) {
    const day = year === thisYear ? today : `${year}-01-01`
    const balance = await balanceOf(tx, applicant, { today: day, tools })
    const left = balance[account]
    if (left === null) continue
    const values = { of: yearWords(tools, year, today), account: tools.text(`account_${account}`) }
    said.push(tools.text('leave_left', { ...values, days: formatDays(left) }))
  }
  return said.join('')
}

function accountName(context: Pick<CareContext, 'tools'>, account: Account): string {
  return context.tools.text(`account_${account}`)
}

function spanOf(context: Pick<CareContext, 'tools' | 'today'>, form: LeaveForm): string {
  return formatSpan(form.from, form.to, context.tools.words(), context.today)
}
