import { eq } from 'drizzle-orm'
import { randomId } from '../../kernel/ids.ts'
import type { JobContext } from '../../runtime/context.ts'
import type { Job } from '../../runtime/declare.ts'
import { raiseConcern } from '../safety/concern.ts'
import { concernOf, openHeard } from '../safety/store.ts'
import { SELF, type Whom } from '../safety/whom.ts'
import { openBarred } from './barred.ts'
import { isOver } from './my-case.ts'
import { raiseCase } from './raise.ts'
import { graver, type Level } from './rules.ts'
import { type CaseRow, personOfCase } from './store.ts'

/** A reader has said that a case is graver: about `<case> <level> <reader's person.id>`. */
export const ESCALATED = 'heart.escalated'

/** The writer or somebody he tells of: only his words say which. */
const UNKNOWN: Whom = { keys: [SELF], group: SELF, sex: '', unsure: true, another: false }

/**
 * A case a human takes for graver than its words were: its readers are told, and in danger to life whoever is on duty
 * gets name, unit and telephone, as if the words had said so; but never the reader who says it, nor whom the case names
 * or its writer left out, so that he cannot call himself. Its person hears who was told, and by whom it was asked, once
 * that is true.
 */
export const escalate: Job = async (context, about) => {
  const { tx } = context
  const [id = '', to = '', by = ''] = about.split(' ')
  const [file] = await tx.db.select().from(tx.t.caseFile).where(eq(tx.t.caseFile.id, id))
  const level = to as Level
  if (!file || isOver(file) || graver(file.level as Level, level) === file.level) return
  await raiseCase(context, file, level)
  if (level === 'crisis') await callOut(context, file, by)
}

async function callOut(context: JobContext, file: CaseRow, by: string): Promise<void> {
  const { tx, tools, push, tell } = context
  const owner = await personOfCase(tx, tools, file.id)
  const person = owner === null ? null : await tools.directory.byId(tx, owner)
  if (!person) return
  const barred = await openBarred(tx, tools, file)
  // Of an old case nobody knows whom it names. Somebody must be called all the same.
  const from = barred ? [...barred.named, ...barred.without] : []
  const key = `escalated/${randomId()}`
  await raiseConcern({ ...context, person }, 'crisis', await whomsOf(context, file, person.id), key, {
    raised: { by, from, hidden: file.mode === 'hidden' },
  })
  const open = await concernOf(tx, person.id)
  if (open?.contact !== null || open.told !== null) return
  await tell(person.id, { type: 'told', notice: 'duty_unreached', values: {} }, `${key}/nobody`)
  const reader = await tools.directory.byId(tx, by)
  if (reader) await push(reader, 'escalated_nobody', { key: `${key}/nobody`, values: { no: file.no } })
}

/** Of a flagged sentence it is known of whom it was said, as long as what it was flagged for is open. */
async function whomsOf({ tx, tools }: JobContext, file: CaseRow, owner: string): Promise<readonly Whom[]> {
  const open = file.kind === 'flag' ? await concernOf(tx, owner) : null
  const heard = open ? await openHeard(tx, tools, open) : []
  if (heard.length === 0) return [UNKNOWN]
  return heard.map(({ keys, sex, unsure }) => {
    const group = keys.includes(SELF) ? SELF : 'other'
    return { keys, sex, group, unsure, another: false }
  })
}
