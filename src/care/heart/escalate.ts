import { eq } from 'drizzle-orm'
import { randomId } from '../../kernel/ids.ts'
import type { Job } from '../../runtime/declare.ts'
import { OF_SELF, raiseConcern } from '../safety/concern.ts'
import { isOver } from './my-case.ts'
import { raiseCase } from './raise.ts'
import { graver, type Level } from './rules.ts'
import { personOfCase } from './store.ts'

/** A reader has said that a case is graver: about `<case> <level>`. */
export const ESCALATED = 'heart.escalated'

/**
 * A case a human takes for graver than its words were: its readers are told, and in danger to life whoever is on duty
 * gets name, unit and telephone, as if the words had said so. Its person hears that he was told once that is true.
 */
export const escalate: Job = async (context, about) => {
  const { tx, tools } = context
  const [id = '', to = ''] = about.split(' ')
  const [file] = await tx.db.select().from(tx.t.caseFile).where(eq(tx.t.caseFile.id, id))
  const level = to as Level
  if (!file || isOver(file) || graver(file.level as Level, level) === file.level) return
  await raiseCase(context, file, level)
  if (level !== 'crisis') return
  const owner = await personOfCase(tx, tools, id)
  const person = owner === null ? null : await tools.directory.byId(tx, owner)
  if (person) await raiseConcern({ ...context, person }, 'crisis', [OF_SELF], `escalated/${randomId()}`)
}
