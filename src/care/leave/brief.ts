import { formatDays, formatSpan } from '../../dialogue/format.ts'
import type { CareContext } from '../../runtime/context.ts'
import { type Application, formOf } from '../applications/store.ts'
import type { LeaveForm } from './form.ts'

/** One line of a leave request: its kind, dates and days. */
export async function leaveBrief(context: CareContext, application: Application): Promise<string> {
  const { tools, today } = context
  const form = await formOf<LeaveForm>(context, application.no)
  return tools.text('leave_brief', {
    kind: form ? tools.text(`kind_${form.kind}`) : '',
    span: form ? formatSpan(form.from, form.to, tools.words(), today) : '',
    days: form ? formatDays(form.halfDays) : '',
  })
}
