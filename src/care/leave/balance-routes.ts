import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { type Route, route } from '../../runtime/route.ts'
import { type Explained, explain } from './explain.ts'

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
