import { eq } from 'drizzle-orm'
import { instantOf, localTime } from '../../kernel/clock.ts'
import { randomId } from '../../kernel/ids.ts'
import { afterQuiet } from '../../kernel/sending-hours.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Job } from '../../runtime/declare.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import type { Tx } from '../../storage/storage.ts'
import { personOfCase } from './store.ts'

/** The job that tells a case's writer that it was closed. */
export const CASE_CLOSED = 'heart.closed'

/** Its writer is told that it was closed: at once, or in the morning where nobody is to be woken. */
export function watchClosed(tx: Tx, tools: Tools, id: string, now: number): Promise<void> {
  const morning = instantOf(afterQuiet(tools.policy(REMINDERS), localTime(now, tools.zone)), tools.zone)
  return schedule(tx, CASE_CLOSED, id, Math.max(now, morning))
}

/**
 * Number and how to go on, nothing of what came of it. Nothing where it is open again by then; and nothing of what was
 * passed on for its writer, who handed nothing in.
 */
export const tellClosed: Job = async ({ tx, tools, push }, id) => {
  const { caseFile } = tx.t
  const [file] = await tx.db.select().from(caseFile).where(eq(caseFile.id, id))
  if (file?.status !== 'closed' || file.mergedInto !== null || file.kind === 'flag') return
  const owner = await personOfCase(tx, tools, id)
  const person = owner === null ? null : await tools.directory.byId(tx, owner)
  const values = { no: file.no }
  // Nothing of the case in the key: it stays, in plain, beside whose message it is.
  if (person) await push(person, 'case_closed', { key: `closed/${randomId()}`, values })
}
