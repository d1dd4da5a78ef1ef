import { Type } from 'typebox'
import { instantOf, localTime } from '../../kernel/clock.ts'
import { Fault } from '../../kernel/faults.ts'
import { shortId } from '../../kernel/ids.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { Tools } from '../../runtime/context.ts'
import { nameOf } from '../../runtime/name-of.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { type Route, route } from '../../runtime/route.ts'
import { sheetFile } from '../../runtime/sheet-file.ts'
import { schedule } from '../../runtime/timers.ts'
import type { Tx } from '../../storage/storage.ts'
import { TELL_HEADS } from './bulletin-jobs.ts'
import { sheetOf, WIDTHS } from './bulletin-sheet.ts'
import { bulletinById, bulletins, insertBulletin, nextVersion, type Published } from './bulletin-store.ts'
import { monthWords } from './bulletin-words.ts'
import { ENCOURAGE } from './policy.ts'
import { type Bulletin, bulletinOf, uncheckedIn } from './rules.ts'
import { standings } from './standing.ts'

const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: 'Such as 2026-11' })
const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) })
const HalfDays = (what: string) => Type.Integer({ description: `${what}, in half-days` })
const Line = Type.Object({
  unit: Type.Union([Type.String(), Type.Null()], { description: 'null: several units, each too small' }),
  street: Type.Boolean({ description: 'Of a 街道' }),
  people: Type.Integer({ description: 'Head-count, entitled or not' }),
  entitled: HalfDays('Annual leave there is, without the five cases of 条例 art. 4'),
  planned: HalfDays('Planned'),
  taken: HalfDays('Taken up to the day of the numbers'),
  takenInMonth: HalfDays('Taken in the month'),
  cancelled: HalfDays('Given back because work called'),
  comp: HalfDays('Comp-days owed'),
  percent: Type.Union([Type.Integer(), Type.Null()], { description: 'Taken of entitled, rounded down' }),
  below: Type.Boolean({ description: 'Less than the target' }),
})
const LineOrNone = Type.Union([Line, Type.Null()])
const Content = Type.Object({
  month: Type.String(),
  asOf: Type.String({ description: 'The day the numbers are of' }),
  target: Type.Integer({ description: 'Percent to have been taken by then' }),
  leaders: LineOrNone,
  lines: Type.Array(Line),
  streets: LineOrNone,
  total: LineOrNone,
})
const Head = {
  id: Type.String(),
  month: Type.String(),
  version: Type.Integer(),
  author: Type.Union([Type.String({ description: 'Name' }), Type.Null()]),
  at: Type.Integer({ description: 'ms UTC' }),
}

/**
 * 休假落实情况督查通报: units and numbers, no name, no kind of leave. What was published never changes; a correction is
 * the next version of its month.
 */
export const bulletinRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/bulletins',
      summary: 'Bulletins as published, newest first, without their numbers',
      roles: ['hr', 'supervisor'],
      query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
      returns: Type.Array(Type.Object(Head)),
      audit: null,
    },
    ({ query, services: { storage, tools } }) =>
      storage.read(async tx => {
        const heads = []
        for (const one of await bulletins(tx, query.limit ?? 36)) heads.push(await headOf(tx, tools, one))
        return heads
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/bulletins/preview',
      summary: 'The numbers of a month as they are now; nothing is published',
      roles: ['hr'],
      query: Type.Object({ month: Month }),
      returns: Type.Object({
        ...Content.properties,
        unchecked: Type.Integer({ description: 'Who is entitled and has no opening balance of the year' }),
      }),
      audit: null,
    },
    ({ query: { month }, today, services: { storage, tools } }) =>
      storage.read(async tx => {
        const { content, people } = await numbersOf(tx, tools, month, today)
        return { ...content, unchecked: uncheckedIn(people) }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/bulletins',
      summary: 'Publishes a month with its numbers as they are now; heads of units are told in the chat',
      roles: ['hr'],
      body: Type.Object({ month: Month }, { additionalProperties: false }),
      returns: Type.Object({ id: Type.String(), month: Type.String(), version: Type.Integer() }),
      audit: 'bulletin.publish',
    },
    ({ body: { month }, actor, now, today, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const { content } = await numbersOf(tx, tools, month, today)
        if (content.total === null) throw new Fault('NOT_ALLOWED')
        const version = await nextVersion(tx, month)
        const published = { id: shortId(), month, version, content, author: actor.id, at: now }
        await insertBulletin(tx, published)
        const at = nextSending(tools.policy(REMINDERS), tools.calendar, localTime(now, tools.zone))
        await schedule(tx, TELL_HEADS, published.id, at === null ? now : instantOf(at, tools.zone))
        return { id: published.id, month, version }
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/bulletins/:id',
      summary: 'One bulletin as it was published',
      roles: ['hr', 'supervisor'],
      params: Id,
      returns: Type.Object({ ...Head, ...Content.properties }),
      audit: null,
    },
    ({ params: { id }, services: { storage, tools } }) =>
      storage.read(async tx => {
        const published = await found(tx, id)
        return { ...published.content, ...(await headOf(tx, tools, published)) }
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/bulletins/:id/sheet',
      summary: 'One bulletin as a file for the office: XLSX or CSV, base64',
      roles: ['hr', 'supervisor'],
      params: Id,
      query: Type.Object({ format: Type.Optional(Type.Enum(['xlsx', 'csv'])) }),
      returns: Type.Object({ name: Type.String(), body: Type.String({ description: 'base64' }) }),
      audit: 'bulletin.export',
    },
    ({ params: { id }, query: { format = 'xlsx' }, actor, now, services: { storage, tools } }) =>
      storage.read(async tx => {
        const published = await found(tx, id)
        const rows = sheetOf(tools, published)
        const title = monthWords(tools, published.month)
        const file = tools.text('bulletin_file', { month: title, version: published.version })
        return sheetFile(tools, { name: title, file, rows, widths: WIDTHS, format }, { actor, now })
      }),
  ),
]

/** @throws Fault INPUT_INVALID for a month that has not begun */
async function numbersOf(tx: Tx, tools: Tools, month: string, today: string) {
  if (month > today.slice(0, 7))
    throw new Fault('INPUT_INVALID', { details: [{ where: 'month', rule: 'not_future' }] })
  const last = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 31 }).toString()
  const asOf = last < today ? last : today
  const people = await standings(tx, tools, asOf)
  const content: Bulletin = bulletinOf(tools.policy(ENCOURAGE).bulletin, { month, asOf }, people)
  return { content, people }
}

async function headOf(tx: Tx, tools: Tools, { id, month, version, author, at }: Published) {
  return { id, month, version, author: await nameOf(tx, tools, author), at }
}

/** @throws Fault NOT_FOUND */
async function found(tx: Tx, id: string): Promise<Published> {
  const published = await bulletinById(tx, id)
  if (!published) throw new Fault('NOT_FOUND')
  return published
}
