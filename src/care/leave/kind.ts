import { formatDays, formatHalfDay, formatSpan } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { dateOf, halfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import type { ApplicationKind } from '../applications/kind.ts'
import { formOf } from '../applications/store.ts'
import { carryStandIn } from '../away/stand-in.ts'
import { endStandIn } from '../away/stand-in-over.ts'
import { reportWithLeave, shortenWithLeave, takeBackWithLeave } from '../away/with-leave.ts'
import { availableOn } from '../overtime/rules.ts'
import { askLeave } from './ask.ts'
import { leaveBrief } from './brief.ts'
import { type Chain, chainOf } from './chain.ts'
import { takeOver } from './change.ts'
import { chargeLeave, giveBack } from './charge.ts'
import { watchExclusion } from './exclusion-watch.ts'
import type { LeaveForm } from './form.ts'
import { type Holdings, holdingsOf } from './holdings.ts'
import { watchLapse } from './jobs.ts'
import { restWords } from './kind-words.ts'
import type { Account } from './ledger.ts'
import { offeredIn } from './offer.ts'
import { watchReturn } from './overdue.ts'
import { LEAVE } from './policy.ts'
import { chargeByYear, dueBack, isMedical } from './rules.ts'
import { type LeaveRow, leaveOf, setLeaveStatus } from './store.ts'
import { withholdsWords } from './to-decide.ts'
import { cannotUndoLeave, undoLeave } from './undo.ts'
import { watchChain } from './watch-chain.ts'
import { yearWords } from './year-asked.ts'

/** What becomes of a leave request. */
export const leaveKind: ApplicationKind = {
  kind: 'leave',

  brief: leaveBrief,

  ask: askLeave,

  /** The kind alone tells of an illness or a birth. */
  async topics(context, { no }) {
    const form = await formOf<LeaveForm>(context, no)
    return form && isMedical(context.tools.policy(LEAVE), form.kind) ? ['health'] : []
  },

  withholds: withholdsWords,

  async approved(context, application, applicant, by) {
    const { tx, tools, push } = context
    const form = await formOf<LeaveForm>(context, application.no)
    const row = await leaveOf(tx, application.no)
    if (!form || !row) throw new Error('A leave request has lost its form.')
    await takeOver(context, { row, form, applicant })
    if (!(await chargeLeave(context, applicant, row))) throw new Refusal('short')
    const chain = row.extends === null ? null : await chainOf(tx, applicant.id, row.extends, context.today)
    // Somebody who is back, or was called back for good, has no end any more that could be put off.
    if (row.extends !== null && (!chain || chain.root.back !== null || !follows(context, chain, row)))
      throw new Refusal('gone')
    await setLeaveStatus(tx, application.no, 'approved')
    if (chain) {
      await watchChain(context, chain, row)
      const before = chain.parts.at(-1) ?? chain.root
      await carryStandIn({ ...context, person: applicant }, before.no, row, 'longer')
    } else await watchReturn(context, row)
    if (form.trip) await reportWithLeave(context, row, applicant)
    await watchExclusion(context, applicant, row, form)
    await push(applicant, chain ? 'leave_extended' : 'leave_approved', {
      key: `approved/${application.no}/${application.step}`,
      values: {
        no: application.no,
        kind: tools.text(`kind_${form.kind}`),
        span: spanOf(context, form),
        approver: by,
        rest: restWords(tools, form.kind),
        left: row.account === 'none' ? '' : await leftWords(context, applicant, row.account, form),
      },
    })
  },

  async refused(context, application, applicant, { reason, by }) {
    const form = await formOf<LeaveForm>(context, application.no)
    await setLeaveStatus(context.tx, application.no, 'refused')
    if (!form) return
    await endStandIn(context, { no: application.no, person: applicant.id, from: form.from, to: form.to })
    const old = form.replaces === undefined ? null : await leaveOf(context.tx, form.replaces)
    const stands = old?.status === 'approved'
    const chain = form.extends && (await chainOf(context.tx, applicant.id, form.extends.no, context.today))
    if (chain)
      return context.push(applicant, 'leave_extension_refused', {
        key: `refused/${application.no}/${application.step}`,
        values: {
          no: application.no,
          kind: context.tools.text(`kind_${form.kind}`),
          until: formatHalfDay(chain.end, context.tools.words(), context.today),
          due: formatHalfDay(
            dueBack(context.tools.calendar, chain.end),
            context.tools.words(),
            context.today,
          ),
          approver: by,
          reason,
        },
      })
    const offer = stands ? null : offeredIn(context, reason, form)
    const notice = stands ? 'leave_change_refused' : offer ? 'leave_refused_offer' : 'leave_refused'
    await context.push(applicant, notice, {
      key: `refused/${application.no}/${application.step}`,
      values: {
        old: stands ? formatSpan(old.from, old.to, context.tools.words(), context.today) : '',
        no: application.no,
        kind: context.tools.text(`kind_${form.kind}`),
        span: spanOf(context, form),
        approver: by,
        reason,
        other: offer ? formatSpan(offer.from, offer.to, context.tools.words(), context.today) : '',
        days: formatDays(form.halfDays),
      },
    })
  },

  async absence(context, { no }) {
    const { tx, tools, today } = context
    const row = await leaveOf(tx, no)
    const form = row && (await formOf<LeaveForm>(context, no))
    const span = row ? formatSpan(row.from, row.to, tools.words(), today) : ''
    return form?.trip ? tools.text('leave_away', { span }) : span
  },

  span: ({ tx }, { no }) => leaveOf(tx, no),

  cannotUndo: cannotUndoLeave,

  undone: undoLeave,

  /** An approved leave can be taken back until it begins; afterwards what is left of it comes back by 销假. */
  async mayWithdraw(context, application) {
    const row = await leaveOf(context.tx, application.no)
    if (row === null || row.from <= halfDay(context.today, 'p')) return false
    if (row.extends === null) return true
    // What goes on after it would hang in the air: the last part of a leave goes first.
    const chain = await chainOf(context.tx, row.person, row.extends, context.today)
    return !chain || (chain.waiting === null && chain.parts.at(-1)?.no === row.no)
  },

  async heldBy(context, { no }) {
    const row = await leaveOf(context.tx, no)
    if (!row || row.extends === null || row.from <= halfDay(context.today, 'p')) return null
    const chain = await chainOf(context.tx, row.person, row.extends, context.today)
    const last = chain?.waiting?.no ?? chain?.parts.at(-1)?.no ?? no
    return last === no ? null : last
  },

  async withdrawn(context, application) {
    const row = await leaveOf(context.tx, application.no)
    await setLeaveStatus(context.tx, application.no, 'withdrawn')
    if (!row) return ''
    const applicant = await context.tools.directory.byId(context.tx, row.person)
    if (applicant) await takeBackWithLeave(context, row, applicant)
    await endStandIn(context, row)
    const chain =
      row.extends === null ? null : await chainOf(context.tx, row.person, row.extends, context.today)
    if (chain) await watchChain(context, chain, null)
    if (chain && applicant) await shortenWithLeave(context, row, { applicant, end: chain.end })
    const back = await giveBack(context, row, { cause: 'reversal', ref: application.no })
    if (!back) return ''
    if (back.account === 'comp') await watchLapse(context, application.person)
    return context.tools.text('leave_refund', {
      account: context.tools.text(`account_${back.account}`),
      days: formatDays(back.halfDays),
    })
  },
}

/** Whether an extension still begins where its leave ends. */
function follows({ tools }: CareContext, { end }: Chain, { from }: LeaveRow): boolean {
  return from > end && from <= dueBack(tools.calendar, end)
}

/** What is left after it, in each year that it took from. */
async function leftWords(
  { tx, tools, today }: CareContext,
  applicant: Person,
  account: Account,
  form: LeaveForm,
): Promise<string> {
  const held = await holdingsOf(tx, applicant, tools, { today })
  const thisYear = Number(today.slice(0, 4))
  const years = account === 'comp' ? [thisYear] : [...chargeByYear(tools.calendar, form).keys()]
  const said: string[] = []
  for (const year of years) {
    const left = leftAfter(held, account, year, { today, end: dateOf(form.to) })
    if (left === null) continue
    const values = { of: yearWords(tools, year, today), account: tools.text(`account_${account}`) }
    said.push(tools.text('leave_left', { ...values, days: formatDays(left) }))
  }
  return said.join('')
}

/** Of annual leave as it was judged: on the last day of the leave, where that is still to come. */
function leftAfter(
  held: Holdings,
  account: Account,
  year: number,
  { today, end }: { today: string; end: string },
): number | null {
  return account === 'comp'
    ? availableOn(held.freeGrants, today)
    : held.annual(year, end > today ? end : today).free
}

function spanOf(context: Pick<CareContext, 'tools' | 'today'>, form: LeaveForm): string {
  return formatSpan(form.from, form.to, context.tools.words(), context.today)
}
