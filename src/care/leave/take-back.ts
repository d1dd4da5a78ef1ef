import { recordDecision } from '../applications/decisions.ts'
import type { Deciding } from '../applications/kind.ts'
import { findApplication, moveApplication } from '../applications/store.ts'
import { takeBackWithLeave } from '../away/with-leave.ts'
import { leaveBrief } from './brief.ts'
import { holdLedger } from './ledger.ts'
import { type LeaveRow, setLeaveStatus } from './store.ts'

/** Withdraws a request for leave. @returns whether it was still as it was seen */
export async function takeBack(context: Deciding, old: LeaveRow): Promise<boolean> {
  const { tx, now } = context
  await holdLedger(tx, old.person)
  const application = await findApplication(tx, old.no)
  if (
    !application ||
    !(await moveApplication(tx, application, { status: 'withdrawn', turn: null, decided: now }))
  )
    return false
  await recordDecision(context, application, 'withdrawn', null)
  await setLeaveStatus(tx, old.no, 'withdrawn')
  const applicant = await context.tools.directory.byId(tx, old.person)
  if (applicant) await takeBackWithLeave(context, old, applicant)
  return true
}

/** An extension or a change that waits is of no use any more: it goes, and whoever was to decide it is told. */
export async function dropWaiting(context: Deciding, waiting: LeaveRow | null): Promise<void> {
  if (!waiting) return
  const { tx, tools, push } = context
  const application = await findApplication(tx, waiting.no)
  if (!application || !(await takeBack(context, waiting))) return
  const approver = application.turn && (await tools.directory.byId(tx, application.turn))
  const applicant = await tools.directory.byId(tx, waiting.person)
  if (!approver || !applicant) return
  await push(approver, 'withdrawn_told', {
    key: `withdrawn/${waiting.no}`,
    values: {
      no: waiting.no,
      name: applicant.name,
      brief: await leaveBrief({ ...context, person: applicant }, application),
    },
  })
}
