import { Type } from 'typebox'
import { instantOf, localTime } from '../../kernel/clock.ts'
import { type Detail, Fault } from '../../kernel/faults.ts'
import { isDate } from '../../kernel/half-day.ts'
import { shortId } from '../../kernel/ids.ts'
import type { Role } from '../../kernel/person.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { type Route, route } from '../../runtime/route.ts'
import { schedule } from '../../runtime/timers.ts'
import { audienceOf } from './audience.ts'
import { countsFor, lineOf, maySee, unitOf, visible } from './campaign-view.ts'
import { bulksOf, WAVE } from './jobs.ts'
import { isBooked } from './rules.ts'
import { admit, type Campaign, campaigns, closeCampaign, insertCampaign, invited } from './store.ts'

const ROLES: readonly Role[] = ['hr', 'admin', 'health_contact']
const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) })
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

const NewCampaign = Type.Object(
  {
    title: Text(60),
    from: Day,
    to: Day,
    place: Text(100),
    paidDay: Type.Boolean({ description: '当天算公假' }),
    units: Type.Optional(Type.Array(Text(60), { minItems: 1, maxItems: 500 })),
    people: Type.Optional(
      Type.Array(Text(64), { minItems: 1, maxItems: 5_000, description: 'userids; with neither: everybody' }),
    ),
  },
  { additionalProperties: false },
)

const Line = Type.Object({
  id: Type.String(),
  title: Type.String(),
  from: Type.String(),
  to: Type.String(),
  place: Type.String(),
  paidDay: Type.Boolean(),
  closed: Type.Boolean(),
  invited: Type.Integer(),
  booked: Type.Integer(),
})

/**
 * Health-check windows in the console. Whoever looks sees booked or not booked and nothing else; a unit's health
 * contact sees his own unit only.
 */
export const healthRoutes: Route[] = [
  route(
    {
      method: 'POST',
      path: '/campaigns',
      summary: 'Opens a window; a health contact can invite his own unit only',
      roles: ROLES,
      body: NewCampaign,
      returns: Type.Object({
        id: Type.String(),
        invited: Type.Integer(),
        first: Type.Union([Type.Integer(), Type.Null()], {
          description: 'When the first message goes, ms UTC',
        }),
      }),
      audit: 'campaign.create',
    },
    ({ actor, body, now, today, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const faults = datesOf(body, today)
        if (faults.length > 0) throw new Fault('INPUT_INVALID', { details: faults })
        const { title, from, to, place, paidDay } = body
        const campaign: Campaign = {
          id: shortId(),
          title: title.trim(),
          from,
          to,
          place: place.trim(),
          paidDay,
          audience: await audienceOf(tx, actor, body),
          author: actor.id,
          created: now,
          closed: null,
        }
        await insertCampaign(tx, campaign)
        await admit(tx, campaign, tools.zone)
        const start = Math.max(now, instantOf(`${from}T00:00`, tools.zone))
        await schedule(tx, WAVE, campaign.id, start)
        const first = nextSending(tools.policy(REMINDERS), tools.calendar, localTime(start, tools.zone))
        return {
          id: campaign.id,
          invited: (await countsFor(tx, campaign.id, null)).invited,
          first: first === null ? null : instantOf(first, tools.zone),
        }
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/campaigns',
      summary: 'Windows, newest first, with head counts',
      roles: ROLES,
      query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
      returns: Type.Array(Line),
      audit: null,
    },
    ({ actor, query, services: { storage } }) =>
      storage.read(async tx => {
        const lines = []
        for (const campaign of await campaigns(tx, query.limit ?? 50))
          if (await maySee(tx, actor, campaign)) lines.push(await lineOf(tx, campaign, unitOf(actor)))
        return lines
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/campaigns/:id',
      summary: 'One window, and who has booked; no other state of anybody',
      roles: ROLES,
      params: Id,
      query: Type.Object({
        unit: Type.Optional(Text(60)),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
        offset: Type.Optional(Type.Integer({ minimum: 0 })),
      }),
      returns: Type.Object({
        ...Line.properties,
        people: Type.Array(Type.Object({ name: Type.String(), unit: Type.String(), booked: Type.Boolean() })),
      }),
      audit: 'campaign.view',
    },
    ({ actor, params, query, services: { storage } }) =>
      storage.read(async tx => {
        const campaign = await visible(tx, actor, params.id)
        const unit = unitOf(actor) ?? query.unit ?? null
        const page = { limit: query.limit ?? 500, offset: query.offset ?? 0 }
        const people = await invited(tx, campaign.id, unit, page)
        return {
          ...(await lineOf(tx, campaign, unit)),
          people: people.map(({ name, unit, status }) => ({ name, unit, booked: isBooked(status) })),
        }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/campaigns/:id/close',
      summary: 'Ends a window: no more reminders; a health contact can end his own only',
      roles: ROLES,
      params: Id,
      returns: Type.Object({ ok: Type.Boolean() }),
      audit: 'campaign.close',
    },
    ({ actor, params, now, services: { storage, road } }) =>
      storage.transaction(async tx => {
        const campaign = await visible(tx, actor, params.id)
        if (unitOf(actor) !== null && campaign.author !== actor.id) throw new Fault('NOT_ALLOWED')
        if (!(await closeCampaign(tx, campaign.id, now))) throw new Fault('CONFLICT')
        await road.bulk.cancel(tx, bulksOf(campaign.id))
        return { ok: true }
      }),
  ),
]

function datesOf({ from, to }: { from: string; to: string }, today: string): Detail[] {
  const wrong: Detail[] = []
  for (const [where, date] of Object.entries({ from, to }))
    if (!isDate(date)) wrong.push({ where, rule: 'date' })
  const least = from > today ? from : today
  if (wrong.length === 0 && to < least)
    wrong.push({ where: 'to', rule: 'not_before', values: { value: least } })
  return wrong
}
