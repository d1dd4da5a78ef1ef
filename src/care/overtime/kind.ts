import { formatDate, formatDays } from '../../dialogue/format.ts'
import { titleOf } from '../../kernel/person.ts'
import type { ApplicationKind } from '../applications/kind.ts'
import { formOf } from '../applications/store.ts'
import { holdingsOf } from '../leave/holdings.ts'
import { watchLapse } from '../leave/jobs.ts'
import { addLine, linesFor } from '../leave/ledger.ts'
import { creditOf, grantedBy } from './credit.ts'
import type { OvertimeForm } from './form.ts'
import { OVERTIME } from './policy.ts'
import { availableOn, expiryOf } from './rules.ts'
import { setOvertimeStatus } from './store.ts'

/** What becomes of an overtime record. */
export const overtimeKind: ApplicationKind = {
  kind: 'overtime',

  async brief({ tx, tools, today }, application) {
    const form = await formOf<OvertimeForm>({ tx, tools }, application.no)
    return tools.text('overtime_brief', {
      date: form ? formatDate(form.date, tools.words(), today) : '',
      hours: form?.hours ?? '',
      days: form ? formatDays(creditOf(tools, form.hours)) : '',
    })
  },

  async agreed(context, application, applicant) {
    const { tx, tools, now, today, person, push } = context
    const form = await formOf<OvertimeForm>(context, application.no)
    if (!form) throw new Error('An overtime record has lost its form.')
    const held = await holdingsOf(tx, applicant, tools, { today })
    const halfDays = await grantedBy(context, applicant.id, form.hours, held.grants)
    await setOvertimeStatus(tx, application.no, 'approved')
    // The grant's reference is the record's number: a replay cannot double it.
    await addLine(tx, {
      person: applicant.id,
      account: 'comp',
      year: 0,
      halfDays,
      cause: 'overtime',
      ref: application.no,
      grant: application.no,
      since: form.date,
      expires: expiryOf(tools.policy(OVERTIME).expiry, form.date),
      at: now,
    })
    await watchLapse(context, applicant.id)
    await push(applicant, 'overtime_approved', {
      key: `approved/${application.no}`,
      values: {
        no: application.no,
        date: formatDate(form.date, tools.words(), today),
        hours: form.hours,
        days: formatDays(halfDays),
        balance: formatDays(availableOn(held.freeGrants, today) + halfDays),
        approver: titleOf(person),
      },
    })
    return null
  },

  async refused(context, application, applicant, reason) {
    const form = await formOf<OvertimeForm>(context, application.no)
    await setOvertimeStatus(context.tx, application.no, 'refused')
    await context.push(applicant, 'overtime_refused', {
      key: `refused/${application.no}`,
      values: {
        no: application.no,
        date: form ? formatDate(form.date, context.tools.words(), context.today) : '',
        approver: titleOf(context.person),
        reason,
      },
    })
  },

  /** Confirmed overtime can be taken back only while all of its days are there, and none is waited for. */
  async mayWithdraw(context, application) {
    const { tx, tools, today } = context
    const [line] = await linesFor(tx, application.person, application.no, 'overtime')
    const applicant = await tools.directory.byId(tx, application.person)
    if (!line || !applicant) return false
    const { freeGrants } = await holdingsOf(tx, applicant, tools, { today })
    return (freeGrants.find(({ id }) => id === application.no)?.left ?? 0) >= line.halfDays
  },

  async withdrawn(context, application) {
    const [line] = await linesFor(context.tx, application.person, application.no, 'overtime')
    await setOvertimeStatus(context.tx, application.no, 'withdrawn')
    if (!line) return ''
    await addLine(context.tx, {
      person: line.person,
      account: line.account,
      year: line.year,
      grant: line.grant,
      halfDays: -line.halfDays,
      cause: 'reversal',
      ref: application.no,
      at: context.now,
    })
    return context.tools.text('overtime_taken_back', { days: formatDays(line.halfDays) })
  },
}
