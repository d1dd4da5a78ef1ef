import { and, asc, desc, eq, ne } from 'drizzle-orm'
import { Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { JobContext, Tools } from '../../runtime/context.ts'
import type { Job } from '../../runtime/declare.ts'
import type { Push } from '../../runtime/push.ts'
import { schedule } from '../../runtime/timers.ts'
import type { Tx } from '../../storage/storage.ts'
import { dutiesOf } from '../people/duty.ts'
import { concernOf } from '../safety/store.ts'
import { mayBeLetIn } from './may-be-let-in.ts'
import { isOver } from './my-case.ts'
import { REPORT } from './office.ts'
import { type CaseRow, personOfCase } from './store.ts'

export type RevealRow = Tx['t']['reveal']['$inferSelect']

/** The job that tells a case's writer what became of the question who he is. */
export const REVEAL_TOLD = 'heart.reveal_told'

/** While life may be in danger he is not told yet: looked at again after this, ms. */
const AGAIN = 24 * 3_600_000

/**
 * A no must stay one: whose case it is may be asked once more, with another reason, and then by nobody and never again.
 */
const ASKED_AT_MOST = 2

/** No question: the duty contact was called at once, and why stands here. */
export const DANGER = 'danger'

interface Deed {
  readonly actor: Person
  readonly now: number
  readonly today: string
  readonly push: Push
}

/**
 * The handler of a 隐名 case asks who wrote it, with a reason.
 * @throws Fault CONFLICT for a report, a case under a name, of a colleague, that is over, or about which he has asked already;
 * ASKED_TOO_OFTEN where it was asked as often as it may be; NOBODY_TO_DECIDE where no custodian may decide it
 */
export async function askReveal(
  tx: Tx,
  tools: Tools,
  file: CaseRow,
  reason: string,
  { actor, now, today, push }: Deed,
): Promise<string> {
  const open = await lastReveal(tx, file.id)
  const waits = open !== null && (open.state === 'asked' || open.state === 'agreed')
  // Custodians may be HR: of a report nobody is asked.
  if (file.kind === REPORT || file.mode !== 'hidden' || file.handler !== actor.id || isOver(file) || waits)
    throw new Fault('CONFLICT')
  if (!(await mayBeLetIn(tx, tools, file, actor))) throw new Fault('NOT_ALLOWED')
  if (!(await mayBeAsked(tx, file.id))) throw new Fault('ASKED_TOO_OFTEN')
  const deciders = await decidersOf(tx, tools, file, actor.id)
  if (deciders.length === 0) throw new Fault('NOBODY_TO_DECIDE')
  const id = await keep(tx, tools, file, { actor, today, reason, state: 'asked' })
  await writeAudit(tx, { actor: actor.id, action: 'reveal.ask', about: `${file.id}/${id}` }, now)
  const about = { key: `reveal/${id}`, values: { no: file.no, by: titleOf(actor) } }
  for (const one of deciders) await push(one, 'reveal_asked', about)
  return id
}

/**
 * A reader takes a case for danger to life: whoever is on duty gets the name without anybody's yes. The reason is kept
 * where custodians read it who could not have been called; of a 隐名 case they are told at once.
 */
export async function keepDanger(
  tx: Tx,
  tools: Tools,
  file: CaseRow,
  reason: string,
  { actor, now, today, push }: Deed,
): Promise<void> {
  const id = await keep(tx, tools, file, { actor, today, reason, state: DANGER })
  await writeAudit(tx, { actor: actor.id, action: 'reveal.danger', about: `${file.id}/${id}` }, now)
  if (file.mode !== 'hidden') return
  const about = { key: `reveal/${id}`, values: { no: file.no, by: titleOf(actor) } }
  for (const one of await decidersOf(tx, tools, file, actor.id))
    if (!(await mayBeCalled(tx, tools, file, one))) await push(one, 'reveal_danger', about)
}

/** Whoever may be told the name must not read why: that would lay words of the case beside it. */
async function mayBeCalled(tx: Tx, tools: Tools, file: CaseRow, { id, roles }: Person): Promise<boolean> {
  if (roles.includes('duty') || roles.includes('handler')) return true
  const owner = await personOfCase(tx, tools, file.id)
  const writer = owner === null ? null : await tools.directory.byId(tx, owner)
  return writer !== null && (await dutiesOf(tx, tools.directory, writer)).some(one => one.id === id)
}

async function keep(
  tx: Tx,
  tools: Tools,
  file: CaseRow,
  about: { actor: Person; today: string; reason: string; state: string },
): Promise<string> {
  const id = randomId()
  const reason = await tools.vault.seal(tx, `case:${file.id}`, `reveal.reason:${id}`, about.reason)
  const { state, today: day } = about
  const row = { id, caseId: file.id, asker: about.actor.id, reason, state, custodian: null, day }
  await tx.db.insert(tx.t.reveal).values(row)
  return id
}

/** A second person says yes or no. @throws Fault NOT_FOUND for one that is not his to decide, or no more to decide */
export async function decideReveal(
  tx: Tx,
  tools: Tools,
  id: string,
  agreed: boolean,
  { actor, now, push }: Deed,
): Promise<void> {
  const found = (await revealsFor(tx, tools, actor)).find(one => one.row.id === id)
  if (found?.row.state !== 'asked') throw new Fault('NOT_FOUND')
  const { row, file } = found
  const state = agreed ? 'agreed' : 'refused'
  await tx.db.update(tx.t.reveal).set({ state, custodian: actor.id }).where(eq(tx.t.reveal.id, id))
  const action = agreed ? 'reveal.agree' : 'reveal.refuse'
  await writeAudit(tx, { actor: actor.id, action, about: `${file.id}/${id}` }, now)
  const asker = await tools.directory.byId(tx, row.asker)
  const about = { key: `reveal/decided/${id}`, values: { no: file.no, by: titleOf(actor) } }
  if (asker) await push(asker, agreed ? 'reveal_agreed' : 'reveal_refused', about)
  await schedule(tx, REVEAL_TOLD, id, now)
}

/**
 * Whose case it is: for who asked, once.
 * @throws Fault NOT_FOUND for anybody else, without a yes, or a second time
 */
export async function showReveal(
  tx: Tx,
  tools: Tools,
  id: string,
  { actor, now }: Pick<Deed, 'actor' | 'now'>,
): Promise<Person> {
  const { reveal } = tx.t
  const shown = await tx.db
    .update(reveal)
    .set({ state: 'shown' })
    .where(and(eq(reveal.id, id), eq(reveal.asker, actor.id), eq(reveal.state, 'agreed')))
    .returning({ caseId: reveal.caseId })
  const caseId = shown[0]?.caseId
  const owner = caseId === undefined ? null : await personOfCase(tx, tools, caseId)
  const person = owner === null ? null : await tools.directory.byId(tx, owner)
  if (!person) throw new Fault('NOT_FOUND')
  await writeAudit(tx, { actor: actor.id, action: 'reveal.show', about: `${caseId}/${id}` }, now)
  return person
}

/** Questions that somebody may decide or has decided, the newest first. */
export async function revealsFor(
  tx: Tx,
  tools: Tools,
  person: Person,
): Promise<{ row: RevealRow; file: CaseRow }[]> {
  const { caseFile, reveal } = tx.t
  const rows = await tx.db
    .select({ row: reveal, file: caseFile })
    .from(reveal)
    .innerJoin(caseFile, eq(caseFile.id, reveal.caseId))
    .orderBy(desc(reveal.day), desc(caseFile.no))
  const found = []
  for (const { row, file } of rows) {
    const his = row.custodian === person.id || (row.custodian === null && row.asker !== person.id)
    if (!his || !(await mayBeLetIn(tx, tools, file, person))) continue
    if (row.state !== DANGER || !(await mayBeCalled(tx, tools, file, person))) found.push({ row, file })
  }
  return found
}

/** What became of the last question about a case. */
export async function lastReveal(tx: Tx, caseId: string): Promise<RevealRow | null> {
  const { reveal } = tx.t
  const rows = await tx.db.select().from(reveal).where(questionsOn(tx, caseId)).orderBy(asc(reveal.day))
  return rows.find(row => row.state === 'asked' || row.state === 'agreed') ?? rows.at(-1) ?? null
}

/** Whether it may still be asked whose case this is. */
export async function mayBeAsked(tx: Tx, caseId: string): Promise<boolean> {
  const { reveal } = tx.t
  const rows = await tx.db.select({ id: reveal.id }).from(reveal).where(questionsOn(tx, caseId))
  return rows.length < ASKED_AT_MOST
}

function questionsOn({ t: { reveal } }: Tx, caseId: string) {
  return and(eq(reveal.caseId, caseId), ne(reveal.state, DANGER))
}

/** Tells the writer, unless life may be in danger: then a day later again. */
export const tellWriter: Job = async (context, id) => {
  const { tx, tools, now, later } = context
  const [row] = await tx.db.select().from(tx.t.reveal).where(eq(tx.t.reveal.id, id))
  const owner = row ? await personOfCase(tx, tools, row.caseId) : null
  if (!row || owner === null) return
  if (await concernOf(tx, owner)) return later(REVEAL_TOLD, id, now + AGAIN)
  await tell(context, row, owner)
}

async function tell({ tx, tools, push }: JobContext, row: RevealRow, owner: string): Promise<void> {
  const { directory } = tools
  const [file] = await tx.db.select().from(tx.t.caseFile).where(eq(tx.t.caseFile.id, row.caseId))
  const person = await directory.byId(tx, owner)
  const asker = await directory.byId(tx, row.asker)
  const custodian = row.custodian === null ? null : await directory.byId(tx, row.custodian)
  if (!file || !person) return
  const values = {
    no: file.no,
    asker: asker ? titleOf(asker) : tools.text('somebody'),
    by: custodian ? titleOf(custodian) : tools.text('somebody'),
  }
  // Nothing of the case in the key: it stays, in plain, beside whose message it is.
  const about = { key: `told/${randomId()}`, values }
  await push(person, row.state === 'refused' ? 'reveal_not_told' : 'reveal_told', about)
}

/** Custodians who may decide: not the asker, not the writer, nobody whom he left out or whom his words name. */
async function decidersOf(tx: Tx, tools: Tools, file: CaseRow, asker: string): Promise<Person[]> {
  const found = []
  for (const one of await tools.directory.withRole(tx, 'custodian'))
    if (one.id !== asker && (await mayBeLetIn(tx, tools, file, one))) found.push(one)
  return found
}
