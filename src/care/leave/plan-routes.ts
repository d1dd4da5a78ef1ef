import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { addDays, type HalfDay, halfDay, isDate, isHalfDay } from '../../kernel/half-day.ts'
import { type Route, route } from '../../runtime/route.ts'
import { absentBetween } from '../away/absent.ts'
import { visibleTo } from '../away/absent-lookups.ts'
import { judgeLeave } from './judge.ts'
import { isForHr } from './rules.ts'

/** Days that can be asked for at once. */
const LONGEST = 92
const MOST = 1_000
const Half = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}[ap]$',
  description: 'Half-day, such as 2026-11-24a',
})
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** Looking ahead: who is away, and what a leave would take. */
export const planRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/leave/away',
      summary:
        'Who is away between two dates: that somebody is, never why. Those below oneself; everybody for HR',
      roles: ['supervisor', 'hr'],
      query: Type.Object({ from: Day, to: Day }),
      returns: Type.Array(Type.Object({ name: Type.String(), unit: Type.String(), from: Half, to: Half })),
      audit: null,
    },
    ({ query: { from, to }, actor, services: { storage } }) => {
      if (!isDate(from) || !isDate(to) || to < from || to > addDays(from, LONGEST))
        throw new Fault('INPUT_INVALID', { details: [{ where: 'to', rule: 'date' }] })
      return storage.read(async tx => {
        const frame = { from: halfDay(from, 'a'), to: halfDay(to, 'p') }
        const absent = await absentBetween(tx, frame, await visibleTo(tx, actor))
        return absent.slice(0, MOST).map(({ name, unit, from, to }) => ({ name, unit, from, to }))
      })
    },
  ),
  route(
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
  ),
]
