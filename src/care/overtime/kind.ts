import { formatDays } from '../../dialogue/format.ts'
import type { ApplicationKind } from '../applications/kind.ts'
import { linesFor } from '../leave/ledger.ts'
import { askOvertime } from './ask.ts'
import { confirm } from './confirm.ts'
import { isUnspent, settleCredit } from './credit.ts'
import { listsMade } from './list-back.ts'
import { refuseMore } from './refuse-more.ts'
import { findOvertime, setOvertime } from './store.ts'
import { recordWords } from './words.ts'

/** What becomes of an overtime record. */
export const overtimeKind: ApplicationKind = {
  kind: 'overtime',

  async brief({ tx, tools, today }, application) {
    const row = await findOvertime(tx, application.no)
    return row ? tools.text('overtime_brief', recordWords(tools, row, today)) : ''
  },

  ask: askOvertime,
  madeForOthers: listsMade,

  async approved(context, application, applicant, by) {
    const notice = 'overtime_approved'
    await confirm(context, applicant, application.no, { notice, approver: by, again: `/${application.step}` })
  },

  async refused(context, application, applicant, { reason, by }) {
    const { tx, tools, today, push } = context
    const row = await findOvertime(tx, application.no)
    if (row && row.agreed !== null) return refuseMore(context, row, row.agreed, { applicant, reason, by })
    await setOvertime(tx, application.no, { status: 'refused' })
    await push(applicant, 'overtime_refused', {
      key: `refused/${application.no}/${application.step}`,
      values: {
        no: application.no,
        date: row ? recordWords(tools, row, today).date : '',
        approver: by,
        reason,
      },
    })
  },

  /** Confirmed overtime can be taken back only while all of its days are there, and none is waited for. */
  async mayWithdraw(context, application) {
    const { tx, tools } = context
    const row = await findOvertime(tx, application.no)
    const applicant = await tools.directory.byId(tx, application.person)
    if (!row || !applicant) return false
    return row.status === 'planned' || isUnspent(context, applicant, application.no)
  },

  async cannotUndo(context, application) {
    const { tx, tools } = context
    const row = await findOvertime(tx, application.no)
    const applicant = await tools.directory.byId(tx, application.person)
    if (!row || !applicant) return 'followed'
    // Of a list the word of who made it is the record.
    if (row.source !== 'self') return 'listed'
    // Up to what was agreed to beforehand he said the hours himself: nobody agreed to them anew.
    if (row.status === 'approved' && row.agreed !== null && row.minutes <= row.agreed) return 'followed'
    if (row.status === 'planned') return ''
    return row.status === 'approved' && (await isUnspent(context, applicant, application.no)) ? '' : 'spent'
  },

  /** It waits again, and makes no comp-day until then. */
  async undone(context, application, applicant) {
    await setOvertime(context.tx, application.no, { status: 'pending' })
    await settleCredit(context, applicant, application.no)
  },

  async withdrawn(context, application) {
    const { tx, tools, person } = context
    const applicant = (await tools.directory.byId(tx, application.person)) ?? person
    const before = await linesFor(tx, applicant.id, application.no, 'overtime')
    await setOvertime(tx, application.no, { status: 'withdrawn' })
    if (before.length === 0) {
      await settleCredit(context, applicant, application.no)
      return ''
    }
    const change = (await settleCredit(context, applicant, application.no)) ?? 0
    return change < 0 ? tools.text('overtime_taken_back', { days: formatDays(-change) }) : ''
  },
}
