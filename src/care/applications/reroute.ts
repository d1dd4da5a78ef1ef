import { and, eq, inArray, or } from 'drizzle-orm'
import type { JobContext } from '../../runtime/context.ts'
import { askTurn, barredFrom, chainOf } from './chain-of.ts'
import type { KindOf } from './my-turn.ts'
import { presentOf } from './plan.ts'
import { setStep, stepsOf } from './steps.ts'
import { type Application, applicationOf, moveApplication } from './store.ts'

/** Somebody has left, or has another supervisor: what waits goes to whoever decides it now. */
export const REROUTE = 'applications.reroute'

/** @param kindOf what the care areas do with their requests */
export function rerouteJobs(kindOf: KindOf) {
  return {
    /** @param about person.id: of who left, or of whose supervisor changed */
    async [REROUTE](context: JobContext, about: string): Promise<void> {
      const { application } = context.tx.t
      const rows = await context.tx.db
        .select()
        .from(application)
        .where(
          and(
            inArray(application.status, ['pending']),
            or(eq(application.turn, about), eq(application.person, about)),
          ),
        )
      for (const row of rows) await reroute(context, kindOf, applicationOf(row))
    },
  }
}

/** The present one is asked, where that is somebody else; where there is nobody it stays, and HR can give it away. */
async function reroute(context: JobContext, kindOf: KindOf, found: Application): Promise<void> {
  const { tx, tools } = context
  const applicant = await tools.directory.byId(tx, found.person)
  const steps = await chainOf(context, found)
  const step = steps.find(one => one.state === 'turn')
  if (!applicant || !step) return
  const last = steps.filter(one => one.state === 'agreed').at(-1)
  const before = last ? await tools.directory.byId(tx, last.person) : null
  const approver = await presentOf(context, step, { applicant, barred: barredFrom(found), before })
  if (!approver || approver.id === found.turn) return
  const moved = { ...found, turn: approver.id, step: found.step + 1 }
  if (!(await moveApplication(tx, found, { status: found.status, turn: approver.id, step: moved.step })))
    return
  await setStep(tx, step.id, { person: approver.id })
  const added = tools.text('note_given')
  await askTurn(context, kindOf(found), moved, {
    applicant,
    approver,
    steps: await stepsOf(tx, found.no),
    added,
  })
}
