import { type Static, Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { type Explained, explain } from './explain.ts'
import { holdingsOf } from './holdings.ts'
import { LEAVE } from './policy.ts'
import { risesIn, tableFor } from './rules.ts'

const Maybe = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

const Explanation = Type.Array(
  Type.Object({
    account: Type.Union([Type.Literal('annual'), Type.Literal('comp')]),
    year: Type.Integer({ description: '0 for comp-days' }),
    left: Type.Union([Type.Number(), Type.Null()], {
      description: 'Days, after requests that wait; null where no number can be shown',
    }),
    entries: Type.Array(
      Type.Object({
        what: Type.String({
          description:
            'entitled | risen | opening | correction | overtime | carry | leave | returned | reversal | lapse | waiting',
        }),
        days: Type.Number({ description: 'Signed; the sum of all is `left`' }),
        no: Maybe('The request or record'),
        from: Maybe('First half-day of the leave'),
        to: Maybe('Last half-day of the leave'),
        date: Maybe('When it was worked, or written down'),
        expires: Maybe('Last day on which it can be taken'),
      }),
    ),
  }),
)

const Entitlement = Type.Object({
  year: Type.Integer(),
  days: Type.Union([Type.Number(), Type.Null()], {
    description: 'As it stands today; null where there is no table for the staff type, or HR has to count',
  }),
  rises: Type.Array(
    Type.Object({
      from: Type.String({ description: 'Day' }),
      days: Type.Number({ description: 'From then on' }),
    }),
  ),
  source: Type.Union([Type.String(), Type.Null()], { description: 'Law and article' }),
})

async function entitlementOf(
  tx: Tx,
  person: Person,
  tools: Tools,
  today: string,
): Promise<Static<typeof Entitlement>> {
  const year = Number(today.slice(0, 4))
  const { entitlement } = tools.policy(LEAVE)
  const { entitled } = (await holdingsOf(tx, person, tools, { today })).annual(year, today)
  const rises = entitled === null ? [] : risesIn(entitlement, person, year)
  return {
    year,
    days: entitled === null ? null : entitled / 2,
    rises: rises.map(({ from, halfDays }) => ({ from, days: halfDays / 2 })),
    source: tableFor(entitlement, person.staffType)?.source ?? null,
  }
}

/** Balances that say what they are the sum of: one's own, and anybody's for HR. */
export const balanceRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/leave/mine',
      summary: 'My annual leave of this year and my comp-days, with the lines they are the sum of',
      roles: ['staff'],
      returns: Explanation,
      audit: null,
    },
    ({ actor, today, services: { storage, tools } }) =>
      storage.read(async tx => shown(await explain(tx, actor, tools, today))),
  ),
  route(
    {
      method: 'GET',
      path: '/leave/entitlement',
      summary: 'What the law gives me this year, from when it is more, and where that stands',
      roles: ['staff'],
      returns: Entitlement,
      audit: null,
    },
    ({ actor, today, services: { storage, tools } }) =>
      storage.read(tx => entitlementOf(tx, actor, tools, today)),
  ),
  route(
    {
      method: 'GET',
      path: '/leave/entitlement/:userid',
      summary: 'The same of somebody, for HR',
      roles: ['hr'],
      params: Type.Object({ userid: Type.String({ minLength: 1, maxLength: 64 }) }),
      returns: Entitlement,
      audit: 'leave.balance',
    },
    ({ params, today, services: { storage, tools } }) =>
      storage.read(async tx => {
        const person = await tools.directory.byUserid(tx, params.userid)
        if (!person) throw new Fault('NOT_FOUND')
        return entitlementOf(tx, person, tools, today)
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/leave/balances/:userid',
      summary: 'The same of somebody, for HR',
      roles: ['hr'],
      params: Type.Object({ userid: Type.String({ minLength: 1, maxLength: 64 }) }),
      returns: Explanation,
      audit: 'leave.balance',
    },
    ({ params, today, services: { storage, tools } }) =>
      storage.read(async tx => {
        const person = await tools.directory.byUserid(tx, params.userid)
        if (!person) throw new Fault('NOT_FOUND')
        return shown(await explain(tx, person, tools, today))
      }),
  ),
]

function shown(explained: readonly Explained[]) {
  return explained.map(({ left, entries, ...about }) => ({
    ...about,
    left: left === null ? null : left / 2,
    entries: entries.map(({ halfDays, ...entry }) => ({ ...entry, days: halfDays / 2 })),
  }))
}
