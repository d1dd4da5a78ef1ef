import { eq } from 'drizzle-orm'
import type { JobContext } from '../../runtime/context.ts'
import { openClock, sealClock, watchCases } from './clock.ts'
import { readersOf } from './readers.ts'
import { dueAt, type Level } from './rules.ts'
import type { CaseRow } from './store.ts'
import { tellReaders } from './tell-readers.ts'

/** A case is graver than it was: due sooner, and its readers are told. A level never falls by this. */
export async function raiseCase(
  context: Pick<JobContext, 'tx' | 'tools' | 'now' | 'today' | 'push'>,
  file: Pick<CaseRow, 'id' | 'no' | 'mode' | 'clock'>,
  level: Level,
): Promise<void> {
  const { tx, tools, now } = context
  const { id, no, mode } = file
  const exact = dueAt(level, now, false, tools.calendar, tools.zone)
  const due = dueAt(level, now, mode === 'hidden', tools.calendar, tools.zone)
  const clock = await sealClock(tx, tools, id, {
    ...(await openClock(tx, tools, file)),
    ...{ due: exact, next: exact },
  })
  await tx.db.update(tx.t.caseFile).set({ level, due, clock }).where(eq(tx.t.caseFile.id, id))
  await watchCases(context)
  const told = level === 'crisis' ? exact : due
  await tellReaders(context, await readersOf(tx, tools.directory, id), no, told)
}
