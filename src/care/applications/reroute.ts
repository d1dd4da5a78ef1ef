import { and, eq, inArray, or } from 'drizzle-orm'
import type { JobContext } from '../../runtime/context.ts'
import { askTurn, chainOf } from './chain-of.ts'
import type { KindOf } from './my-turn.ts'
import { presentFor } from './present-for.ts'
import { setStep, stepsOf } from './steps.ts'
import { type Application, applicationOf, moveApplication } from './store.ts'
import { tellOfNobody } from './tell-hr.ts'

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

/** The present one is asked, where that is somebody else; where there is nobody it stays, and HR learns that it can give it away. */
async function reroute(context: JobContext, kindOf: KindOf, found: Application): Promise<void> {
  const { tx, tools } = context
  const applicant = await tools.directory.byId(tx, found.person)
  const steps = await chainOf(context, found)
  const step = steps.find(one => one.state === 'turn')
  if (!applicant || !step) return
  const approver = await presentFor(context, found, { applicant, steps, step })
  if (!approver) {
    const still = found.turn !== null && (await tools.directory.byId(tx, found.turn))
    return still || kindOf(found).quiet ? undefined : tellOfNobody(context, found)
  }
  if (approver.id === found.turn) return
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
