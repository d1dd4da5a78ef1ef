import { type Static, Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { type Explained, explain } from './explain.ts'
import { explainInWords, missingInWords } from './explain-words.ts'
import { holdingsOf } from './holdings.ts'
import { LEAVE } from './policy.ts'
import { MISSING, type Missing, risesIn, tableFor } from './rules.ts'

const Maybe = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

const Missed = Type.Union(
  [
    Type.Object({
      what: Type.Enum([...MISSING], {
        description:
          'staff_type, work_start: the roster lacks it; table: there is none for the staff type; first_year: its part is to be brought in',
      }),
      says: Type.String(),
      enter: Type.String({ description: 'What HR enters' }),
    }),
    Type.Null(),
  ],
  { description: 'Why no number can be shown' },
)

const Explanation = Type.Array(
  Type.Object({
    account: Type.Union([Type.Literal('annual'), Type.Literal('comp')]),
    year: Type.Integer({ description: '0 for comp-days' }),
    left: Type.Union([Type.Number(), Type.Null()], {
      description: 'Days, after requests that wait; null where no number can be shown',
    }),
    missing: Missed,
    says: Type.String({ description: 'The same in words, as the chat says it' }),
    entries: Type.Array(
      Type.Object({
        what: Type.String({
          description:
            'entitled | not_yet | risen | opening | correction | overtime | carry | leave | returned | reversal | undone | lapse | waiting',
        }),
        days: Type.Number({ description: 'Signed; the sum of all is `left`' }),
        no: Maybe('The request or record'),
        from: Maybe('First half-day of the leave'),
        to: Maybe('Last half-day of the leave'),
        date: Maybe('When it was worked, or written down'),
        expires: Maybe('Last day on which it can be taken'),
        years: Type.Union([Type.Integer(), Type.Null()], {
          description: 'Of entitled, not_yet and risen: years of work, which count from `date`',
        }),
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
  missing: Missed,
})

async function entitlementOf(
  tx: Tx,
  person: Person,
  tools: Tools,
  today: string,
  year = Number(today.slice(0, 4)),
): Promise<Static<typeof Entitlement>> {
  const { entitlement } = tools.policy(LEAVE)
  const { entitled, missing } = (await holdingsOf(tx, person, tools, { today })).annual(year, today)
  const rises = entitled === null ? [] : risesIn(entitlement, person, year)
  return {
    year,
    days: entitled === null ? null : entitled / 2,
    rises: rises.map(({ from, halfDays }) => ({ from, days: halfDays / 2 })),
    source: tableFor(entitlement, person.staffType)?.source ?? null,
    missing: missed(tools, missing),
  }
}

const OfYear = Type.Object({
  year: Type.Optional(
    Type.Integer({ minimum: 2000, maximum: 2099, description: 'This year where it is left out' }),
  ),
})

/** Balances that say what they are the sum of: one's own, and anybody's for HR. */
export const balanceRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/leave/mine',
      summary: 'My annual leave of a year and my comp-days, with the lines they are the sum of',
      roles: ['staff'],
      query: OfYear,
      returns: Explanation,
      audit: null,
    },
    ({ query, actor, today, services: { storage, tools } }) =>
      storage.read(async tx => shown(tools, await explain(tx, actor, tools, today, query.year), today)),
  ),
  route(
    {
      method: 'GET',
      path: '/leave/entitlement',
      summary: 'What the law gives me in a year, from when it is more, and where that stands',
      roles: ['staff'],
      query: OfYear,
      returns: Entitlement,
      audit: null,
    },
    ({ query, actor, today, services: { storage, tools } }) =>
      storage.read(tx => entitlementOf(tx, actor, tools, today, query.year)),
  ),
  route(
    {
      method: 'GET',
      path: '/leave/entitlement/:userid',
      summary: 'The same of somebody, for HR',
      roles: ['hr'],
      params: Type.Object({ userid: Type.String({ minLength: 1, maxLength: 64 }) }),
      query: OfYear,
      returns: Entitlement,
      audit: 'leave.balance',
    },
    ({ params, query, today, services: { storage, tools } }) =>
      storage.read(async tx => {
        const person = await tools.directory.byUserid(tx, params.userid)
        if (!person) throw new Fault('NOT_FOUND')
        return entitlementOf(tx, person, tools, today, query.year)
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/leave/balances/:userid',
      summary: 'The same of somebody, for HR',
      roles: ['hr'],
      params: Type.Object({ userid: Type.String({ minLength: 1, maxLength: 64 }) }),
      query: OfYear,
      returns: Explanation,
      audit: 'leave.balance',
    },
    ({ params, query, today, services: { storage, tools } }) =>
      storage.read(async tx => {
        const person = await tools.directory.byUserid(tx, params.userid)
        if (!person) throw new Fault('NOT_FOUND')
        return shown(tools, await explain(tx, person, tools, today, query.year), today)
      }),
  ),
]

function shown(tools: Tools, explained: readonly Explained[], today: string) {
  return explained.map(one => ({ ...numbers(tools, one), says: explainInWords(tools, one, today) }))
}

function numbers(tools: Tools, { left, missing, entries, ...about }: Explained) {
  return {
    ...about,
    missing: missed(tools, missing),
    left: left === null ? null : left / 2,
    entries: entries.map(({ halfDays, ...entry }) => ({ ...entry, days: halfDays / 2 })),
  }
}

function missed(tools: Tools, missing: Missing | null) {
  if (missing === null) return null
  return {
    what: missing,
    says: missingInWords(tools, missing),
    enter: tools.text(`missing_${missing}_enter`),
  }
}
