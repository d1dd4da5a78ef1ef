import { formatDays, formatSpan } from '../../dialogue/format.ts'
import type { CareContext } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { type Application, formOf } from '../applications/store.ts'
import type { LeaveForm } from './form.ts'
import type { Stretch } from './rules.ts'
import { type LeaveRow, leaveOf, UNUSED } from './store.ts'

/**
 * One line of a leave request: its kind, dates and days. Of a leave that somebody reported back from, what he took of
 * it; where that is nothing, its dates with a word that says so. Of a change that is not agreed to, from when to when.
 */
export async function leaveBrief(context: CareContext, application: Application): Promise<string> {
  const { tx, tools, today } = context
  const form = await formOf<LeaveForm>(context, application.no)
  const stretch = (await leaveOf(tx, application.no)) ?? form
  const shown = (of: Stretch | null) => (of ? formatSpan(of.from, of.to, tools.words(), today) : '')
  const values = {
    kind: form ? tools.text(`kind_${form.kind}`) : '',
    span: shown(stretch),
    days: stretch ? formatDays(stretch.halfDays) : '',
  }
  const old = await movedFrom(tx, form, stretch)
  if (old) return tools.text('leave_brief_change', { ...values, before: shown(old) })
  const brief = tools.text('leave_brief', values)
  if (!stretch || !('back' in stretch) || stretch.back === null) return brief
  return brief + tools.text(stretch.status === UNUSED ? 'leave_brief_unused' : 'leave_brief_back')
}

/** The leave that stands until the dates of a change are agreed to; null once they are, and of what is no change. */
export async function movedFrom(
  tx: Tx,
  form: LeaveForm | null,
  row: Stretch | LeaveRow | null,
): Promise<LeaveRow | null> {
  if (form?.replaces === undefined || !row || ('status' in row && AGREED.includes(row.status))) return null
  return leaveOf(tx, form.replaces)
}

const AGREED: readonly string[] = ['approved', UNUSED]
