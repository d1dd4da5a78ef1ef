import { and, eq, isNotNull } from 'drizzle-orm'
import { Refusal } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareContext, EffectContext, Tools } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import type { Tx } from '../../storage/storage.ts'
import { concernOf } from '../safety/store.ts'
import { readersOf } from './readers.ts'
import { isUrgent, type Level } from './rules.ts'
import { type CaseRow, personOfCase, standingCase } from './store.ts'
import { freeTalksOf } from './talks.ts'

/** What its person can ask of a case that was opened. */
type Asked = 'close' | 'delete'

export const takeBackLookups = {
  /**
   * Whether a case of mine can be taken back: not once a reader has opened it, nor while life is in danger, since a
   * human then looks after its person.
   */
  take_back: lookup(
    { with: { which: 'choice' }, returns: { opened: 'yes_no', danger: 'yes_no', readers: 'text' } },
    async (context, { which }) => {
      const { tx, tools } = context
      const file = await mine(context, which)
      if (!file) return { opened: false, danger: false, readers: '' }
      const opened = await openedBy(context, file.id)
      return {
        opened: file.handler !== null || opened.length > 0,
        danger: await inDanger(context, file),
        readers: opened.length > 0 ? opened.join(tools.words().and) : await handlerOf(tx, context, file),
      }
    },
  ),
}

export const takeBackEffects = {
  /**
   * Takes a case back that nobody has opened: its words, its keys and the link to its person are deleted, number, day
   * and state stay. Of one that was opened it is asked that it be closed or its words deleted, which only a human does.
   */
  'heart.take_back': effect(
    {
      with: { which: 'choice', sure: 'yes_no', wants: 'choice' },
      optional: ['sure', 'wants'],
      result: { how: 'text', no: 'text' },
      refusals: { gone: [] },
    },
    async (context, { which, sure, wants }) => {
      const file = await mine(context, which)
      if (!file) throw new Refusal('gone')
      const { no } = file
      if (await inDanger(context, file)) return { how: 'danger', no }
      const opened = file.handler !== null || (await openedBy(context, file.id)).length > 0
      if (wants === 'close' && file.status === 'closed') return { how: 'closed', no }
      if (wants === 'close' || wants === 'delete') return ask(context, file, wants)
      if (sure !== true) return { how: 'kept', no }
      // A reader was faster: what he has read cannot be unread.
      if (opened) return { how: 'opened', no }
      await takeBack(context, file)
      return { how: 'taken', no }
    },
  ),
}

/**
 * Deletes what stands in a case, so that nobody can read it again nor learn whose it was; a talk that was booked for it
 * is free again. So do those whose words were moved into it: their links lead to the same person.
 */
export async function eraseCase({ tx, tools }: Erasing, id: string): Promise<void> {
  const { caseFile, caseFollowUp, caseKey, caseNextKey, caseLink, caseMessage, caseReply, reveal } = tx.t
  await tx.db.delete(caseFollowUp).where(eq(caseFollowUp.caseId, id))
  await tx.db.delete(caseMessage).where(eq(caseMessage.caseId, id))
  await tools.attachments.disclose(tx, id)
  await tx.db.delete(caseReply).where(eq(caseReply.caseId, id))
  await tx.db.delete(caseLink).where(eq(caseLink.caseId, id))
  await tx.db.delete(caseNextKey).where(eq(caseNextKey.caseId, id))
  await tx.db.delete(reveal).where(eq(reveal.caseId, id))
  await tx.db.update(caseKey).set({ sealed: new Uint8Array() }).where(eq(caseKey.caseId, id))
  await tx.db
    .update(caseFile)
    .set({
      status: 'withdrawn',
      recipient: '',
      mode: 'hidden',
      level: 'none',
      outcome: null,
      asked: null,
      barred: null,
      labels: null,
    })
    .where(eq(caseFile.id, id))
  const merged = await tx.db.select({ id: caseFile.id }).from(caseFile).where(eq(caseFile.mergedInto, id))
  for (const one of merged) await eraseCase({ tx, tools }, one.id)
}

interface Erasing {
  readonly tx: Tx
  readonly tools: { readonly attachments: Pick<Tools['attachments'], 'disclose'> }
}

async function takeBack(context: EffectContext, file: CaseRow): Promise<void> {
  const { tx, tools, push } = context
  const readers = await readersOf(tx, tools.directory, file.id)
  await freeTalksOf(context, file.id)
  await eraseCase(context, file.id)
  const key = `withdrawn/${randomId()}`
  for (const { person } of readers) await push(person, 'case_withdrawn', { key, values: { no: file.no } })
}

/** Asked once more, nobody is told again. */
async function ask(context: EffectContext, { id, no, handler, asked: before }: CaseRow, asked: Asked) {
  const { tx, tools, push } = context
  if (before === asked) return { how: asked, no }
  await tx.db.update(tx.t.caseFile).set({ asked }).where(eq(tx.t.caseFile.id, id))
  const readers = await readersOf(tx, tools.directory, id)
  const his = readers.filter(r => r.person.id === handler)
  const key = `asked/${randomId()}`
  for (const { person } of his.length > 0 ? his : readers)
    await push(person, 'case_asked', { key, values: { no } })
  return { how: asked, no }
}

/** A case that this person handed over and has not taken back. */
async function mine({ tx, tools, person }: CareContext, id: string): Promise<CaseRow | null> {
  if ((await personOfCase(tx, tools, id)) !== person.id) return null
  const file = await standingCase(tx, id)
  return file && file.kind !== 'flag' ? file : null
}

/** By its own words, or since somebody is being called about this person. A human who closed it has seen to it. */
async function inDanger({ tx, person }: CareContext, { level, status }: CaseRow): Promise<boolean> {
  if (status === 'closed') return false
  return isUrgent(level as Level) || (await concernOf(tx, person.id)) !== null
}

/** Who has opened a case, as people call them. */
async function openedBy({ tx, tools }: CareContext, id: string): Promise<string[]> {
  const { caseKey, reader } = tx.t
  const rows = await tx.db
    .select({ person: reader.person })
    .from(caseKey)
    .innerJoin(reader, eq(reader.id, caseKey.reader))
    .where(and(eq(caseKey.caseId, id), isNotNull(caseKey.opened)))
  const people = await Promise.all(rows.map(row => tools.directory.byId(tx, row.person)))
  return [...new Set(people.flatMap(person => (person ? [titleOf(person)] : [])))]
}

async function handlerOf(tx: Tx, { tools }: CareContext, { handler }: CaseRow): Promise<string> {
  const person = handler === null ? null : await tools.directory.byId(tx, handler)
  return person ? titleOf(person) : ''
}
