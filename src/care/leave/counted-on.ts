import { formatHalfDay, formatSpan } from '../../dialogue/format.ts'
import type { HalfDay } from '../../kernel/half-day.ts'
import { type Filed, tellFiled } from '../applications/copies.ts'
import type { Telling } from '../applications/kind.ts'
import type { Stretch } from '../away/rules.ts'
import { pauseStandIn, shortenStandIn } from '../away/stand-in-over.ts'
import type { LeaveRow } from './store.ts'

/** An approved leave ends before a half-day of it: who stands in and with whom it is filed learn it. */
export async function tellOfEnd(context: Telling, row: LeaveRow, first: HalfDay): Promise<void> {
  if (first > row.to) return
  const from = first < row.from ? row.from : first
  await shortenStandIn(context, row, from)
  const when = formatHalfDay(from, context.tools.words(), context.today)
  await tell(context, row, 'filed_ended', when, first)
}

/** Somebody is called back to work for some days of his leave, and goes on with it afterwards. */
export async function tellOfRecall(context: Telling, row: LeaveRow, days: Stretch): Promise<void> {
  await pauseStandIn(context, row, days)
  const when = formatSpan(days.from, days.to, context.tools.words(), context.today)
  await tell(context, row, 'filed_recalled', when, days.from)
}

/** Its days were moved to other ones, which are filed by themselves. */
export async function tellOfMove(context: Telling, row: LeaveRow): Promise<void> {
  const when = formatSpan(row.from, row.to, context.tools.words(), context.today)
  await tell(context, row, 'filed_taken_back', when, '')
}

async function tell(
  context: Telling,
  row: LeaveRow,
  what: Filed,
  span: string,
  again: string,
): Promise<void> {
  const applicant = await context.tools.directory.byId(context.tx, row.person)
  if (applicant) await tellFiled(context, row.no, what, { applicant, span, again })
}
