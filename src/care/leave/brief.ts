import { formatDays, formatSpan } from '../../dialogue/format.ts'
import type { CareContext } from '../../runtime/context.ts'
import { type Application, formOf } from '../applications/store.ts'
import type { LeaveForm } from './form.ts'
import { leaveOf, UNUSED } from './store.ts'

/**
 * One line of a leave request: its kind, dates and days. Of a leave that somebody reported back from, what he took of
 * it; where that is nothing, its dates with a word that says so.
 */
export async function leaveBrief(context: CareContext, application: Application): Promise<string> {
  const { tx, tools, today } = context
  const form = await formOf<LeaveForm>(context, application.no)
  const stretch = (await leaveOf(tx, application.no)) ?? form
  const brief = tools.text('leave_brief', {
    kind: form ? tools.text(`kind_${form.kind}`) : '',
    span: stretch ? formatSpan(stretch.from, stretch.to, tools.words(), today) : '',
    days: stretch ? formatDays(stretch.halfDays) : '',
  })
  if (!stretch || !('back' in stretch) || stretch.back === null) return brief
  return brief + tools.text(stretch.status === UNUSED ? 'leave_brief_unused' : 'leave_brief_back')
}
