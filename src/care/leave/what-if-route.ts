import { Type } from 'typebox'
import { type HalfDay, isHalfDay } from '../../kernel/half-day.ts'
import { type Route, route } from '../../runtime/route.ts'
import { judgeLeave } from './judge.ts'
import { isForHr } from './rules.ts'

const Half = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}[ap]$',
  description: 'Half-day, such as 2026-11-24a',
})

/** Looking ahead: what a leave would take. */
export const whatIfRoute: Route = route(
  {
    method: 'POST',
    path: '/leave/what-if',
    summary: 'What a leave of mine would take, and whether it could be asked for; nothing is handed in',
    roles: ['staff'],
    body: Type.Object(
      { kind: Type.String({ pattern: '^[a-z_]{1,30}$' }), from: Half, to: Half },
      { additionalProperties: false },
    ),
    returns: Type.Object({
      possible: Type.Boolean(),
      reason: Type.Union([Type.String(), Type.Null()], {
        description:
          'INVALID_RANGE | NOT_ENTITLED | NO_WORKDAYS | OVERLAP | OVER_LIMIT | INSUFFICIENT_BALANCE',
      }),
      days: Type.Union([Type.Number(), Type.Null()]),
      years: Type.Record(Type.String(), Type.Number(), { description: 'Days that each year gives' }),
      provisional: Type.Boolean({ description: 'Holidays of a year are not published yet' }),
      hr: Type.Boolean({ description: 'More than the usual: HR looks at it' }),
    }),
    audit: null,
  },
  ({ body, actor, now, today, services: { storage, tools } }) =>
    storage.read(async tx => {
      const request = { kind: body.kind, from: body.from as HalfDay, to: body.to as HalfDay }
      const cannot = { possible: false, days: null, years: {}, provisional: false, hr: false }
      if (!isHalfDay(request.from) || !isHalfDay(request.to)) return { ...cannot, reason: 'INVALID_RANGE' }
      const { verdict } = await judgeLeave({ tx, tools, now, today, person: actor }, request, {
        anew: true,
      })
      if (!verdict.ok) return { ...cannot, reason: verdict.reason }
      const { charges, halfDays, provisional, limit } = verdict
      return {
        possible: true,
        reason: null,
        days: halfDays / 2,
        years: Object.fromEntries([...charges].map(([year, part]) => [String(year), part / 2])),
        provisional,
        hr: isForHr(limit),
      }
    }),
)
