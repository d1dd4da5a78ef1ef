import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import { instantOf } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareContext, EffectContext, Tools } from '../../runtime/context.ts'
import { effect, type Job, lookup } from '../../runtime/declare.ts'
import type { Tx } from '../../storage/storage.ts'
import { formatDue } from './due-words.ts'
import { casesOf } from './own-cases.ts'
import { readersOf } from './readers.ts'
import { personOfCase } from './store.ts'
import { placeOf, sealPlace, type TalkRow } from './talk-places.ts'

/** Both sides are reminded of a talk. */
export const TALK_SOON = 'heart.talk_soon'

/** Somebody who offered times is not on the roster any more. */
export const TALKER_LEFT = 'heart.talker_left'

const HOUR = 3_600_000
/** Reminded so long before, ms. */
const BEFORE = 2 * HOUR
const OFFERED = 8

export const talkLookups = {
  /** Free times of those who read what I have handed over. */
  talk_times: lookup({ with: {}, returns: 'options' }, async context => {
    const free = await freeTimes(context)
    return Promise.all(free.map(async ({ row }) => ({ value: row.id, label: await labelOf(context, row) })))
  }),
  /** The talk I have booked. */
  my_talk: lookup({ with: {}, returns: { found: 'yes_no', id: 'text', text: 'text' } }, async context => {
    const row = await myTalk(context)
    return row
      ? { found: true, id: row.id, text: await labelOf(context, row) }
      : { found: false, id: '', text: '' }
  }),
}

export const talkEffects = {
  'heart.book': effect(
    { with: { time: 'choice' }, result: { text: 'text' }, refusals: { gone: [] } },
    async (context, { time }) => {
      const { tx, now, later } = context
      const free = (await freeTimes(context)).find(({ row }) => row.id === time)
      if (!free) throw new Refusal('gone')
      const { row, caseId } = free
      const booked = await tx.db
        .update(tx.t.talkTime)
        .set({ caseId })
        .where(and(eq(tx.t.talkTime.id, row.id), isNull(tx.t.talkTime.caseId)))
        .returning({ id: tx.t.talkTime.id })
      if (booked.length === 0) throw new Refusal('gone')
      await tellHandler(context, { ...row, caseId }, 'talk_booked')
      await later(TALK_SOON, row.id, Math.max(now, row.at - BEFORE))
      return { text: await labelOf(context, row) }
    },
  ),
  'heart.unbook': effect({ with: { talk: 'text' }, result: {} }, async (context, { talk }) => {
    const row = await myTalk(context)
    if (row?.id !== talk) return {}
    await tellHandler(context, row, 'talk_off')
    await context.tx.db
      .update(context.tx.t.talkTime)
      .set({ caseId: null })
      .where(eq(context.tx.t.talkTime.id, row.id))
    return {}
  }),
  /** Somebody who reads cases says when and where he can be met. */
  'heart.offer_time': effect(
    {
      with: { date: 'date', time: 'time', place: 'text' },
      result: { text: 'text' },
      refusals: { past: [], twice: [] },
    },
    async ({ tx, tools, person, now, today }, { date, time, place }) => {
      const at = instantOf(`${date}T${time}`, tools.zone)
      if (at <= now) throw new Refusal('past')
      if (!(await offerTime({ tx, tools }, person.id, { at, place }))) throw new Refusal('twice')
      return { text: `${formatDue(at, tools, today)} ${place}` }
    },
  ),
}

/** @param at ms UTC. @returns false where that handler has offered this time already */
export async function offerTime(
  { tx, tools }: Pick<CareContext, 'tx' | 'tools'>,
  handler: string,
  { at, place }: { at: number; place: string },
): Promise<boolean> {
  const id = randomId()
  const placeSealed = await sealPlace({ tx, tools }, { id, handler, place })
  const made = await tx.db
    .insert(tx.t.talkTime)
    .values({ id, handler, at, place: '', placeSealed, caseId: null })
    .onConflictDoNothing()
    .returning({ id: tx.t.talkTime.id })
  return made.length > 0
}

/** Tells both sides, unless it was called off meanwhile. */
export const talkSoon: Job = async (context, id) => {
  const { tx, now } = context
  const [row] = await tx.db.select().from(tx.t.talkTime).where(eq(tx.t.talkTime.id, id))
  if (!row?.caseId || row.at <= now) return
  await tellHandler(context, row, 'talk_soon_handler')
  await tellBooked(context, row, 'talk_soon')
}

/** Whoever booked a time hears of it; nobody, where it is free. */
export async function tellBooked(context: Telling, row: TalkRow, notice: string): Promise<void> {
  const { tx, tools, push } = context
  const owner = row.caseId === null ? null : await personOfCase(tx, tools, row.caseId)
  const person = owner ? await tools.directory.byId(tx, owner) : null
  // Nothing of the talk in the key: it stays, in plain, beside whose message it is.
  if (person)
    await push(person, notice, { key: `talk/${randomId()}`, values: { text: await labelOf(context, row) } })
}

/** None of his times can be kept: whoever booked one hears so. @param handler person.id of who left */
export const talkerLeft: Job = async (context, handler) => {
  const { tx, now } = context
  const { talkTime } = tx.t
  const gone = await tx.db
    .delete(talkTime)
    .where(and(eq(talkTime.handler, handler), gt(talkTime.at, now)))
    .returning()
  for (const row of gone) await tellBooked(context, row, 'talk_gone')
}

/** Whose case is taken back comes to no talk: who offered the time hears so, and it is free again. */
export async function freeTalksOf(context: Telling & { now: number }, caseId: string): Promise<void> {
  const { tx, now } = context
  const { talkTime } = tx.t
  const booked = await tx.db
    .select()
    .from(talkTime)
    .where(and(eq(talkTime.caseId, caseId), gt(talkTime.at, now)))
  for (const row of booked) await tellHandler(context, row, 'talk_off')
  await tx.db.update(talkTime).set({ caseId: null }).where(eq(talkTime.caseId, caseId))
}

/** Free times, each with the newest of my cases that whoever offers it can read. */
async function freeTimes(context: CareContext): Promise<{ row: TalkRow; caseId: string }[]> {
  const { tx, tools, now } = context
  const { talkTime } = tx.t
  const caseOf = new Map<string, string>()
  for (const { id } of await casesOf(context, ['heart']))
    for (const { person } of await readersOf(tx, tools.directory, id))
      if (!caseOf.has(person.id)) caseOf.set(person.id, id)
  if (caseOf.size === 0) return []
  const rows = await tx.db
    .select()
    .from(talkTime)
    .where(and(isNull(talkTime.caseId), gt(talkTime.at, now), inArray(talkTime.handler, [...caseOf.keys()])))
    .orderBy(asc(talkTime.at))
    .limit(OFFERED)
  return rows.map(row => ({ row, caseId: caseOf.get(row.handler) ?? '' }))
}

async function myTalk(context: CareContext): Promise<TalkRow | null> {
  const { tx, now } = context
  const mine = (await casesOf(context, ['heart'])).map(row => row.id)
  if (mine.length === 0) return null
  const { talkTime } = tx.t
  const [row] = await tx.db
    .select()
    .from(talkTime)
    .where(and(inArray(talkTime.caseId, mine), gt(talkTime.at, now)))
    .orderBy(asc(talkTime.at))
    .limit(1)
  return row ?? null
}

type Words = { tx: Tx; tools: Tools; today: string }

/** What both a conversation and a route have at hand. */
type Telling = Pick<EffectContext, 'tx' | 'tools' | 'today' | 'push'>

async function labelOf({ tx, tools, today }: Words, row: TalkRow): Promise<string> {
  const { at, handler } = row
  const person = await tools.directory.byId(tx, handler)
  const place = await placeOf({ tx, tools }, row)
  return `${formatDue(at, tools, today)} ${person ? titleOf(person) : ''} ${place}`.replace(/ {2,}/gu, ' ')
}

/** A number, a time and a place; never whose case it is. */
async function tellHandler({ tx, tools, today, push }: Telling, row: TalkRow, notice: string): Promise<void> {
  const { handler, at, caseId } = row
  const person = await tools.directory.byId(tx, handler)
  const [file] = await tx.db
    .select()
    .from(tx.t.caseFile)
    .where(eq(tx.t.caseFile.id, caseId ?? ''))
  if (!person || !file) return
  const place = await placeOf({ tx, tools }, row)
  const values = { no: file.no, when: formatDue(at, tools, today), place }
  await push(person, notice, { key: `talk/${randomId()}`, values })
}
