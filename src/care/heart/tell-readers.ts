import { eq } from 'drizzle-orm'
import { randomId } from '../../kernel/ids.ts'
import type { JobContext } from '../../runtime/context.ts'
import { watchCases } from './clock.ts'
import { formatDue } from './due-words.ts'
import { type Reader, readersOf } from './readers.ts'

/** Number and time, nothing else; the key of the push names no case either. */
export async function tellReaders(
  context: Pick<JobContext, 'tools' | 'today' | 'push'>,
  readers: readonly Reader[],
  no: string,
  due: number,
): Promise<void> {
  const { tools, today, push } = context
  const key = `case/${randomId()}`
  for (const reader of readers)
    await push(reader.person, 'case_new', {
      key,
      values: { no, due: formatDue(due, tools, today) },
    })
}

/**
 * There are new words in a case: told to the handler who took it, else to everybody who reads it.
 * @param notice `case_again` where they have opened it again
 */
export async function tellOfMore(
  context: JobContext,
  caseId: string,
  notice: 'case_more' | 'case_again',
): Promise<void> {
  const { tx, tools, push } = context
  const [file] = await tx.db.select().from(tx.t.caseFile).where(eq(tx.t.caseFile.id, caseId))
  if (!file) return
  // Who had taken it may be gone.
  await watchCases(context)
  const readers = await readersOf(tx, tools.directory, caseId)
  const told = file.handler ? readers.filter(r => r.person.id === file.handler) : readers
  const key = `more/${randomId()}`
  for (const reader of told.length > 0 ? told : readers)
    await push(reader.person, notice, { key, values: { no: file.no } })
}
