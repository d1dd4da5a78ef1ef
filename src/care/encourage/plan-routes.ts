import { Type } from 'typebox'
import { type Detail, Fault } from '../../kernel/faults.ts'
import { isDate } from '../../kernel/half-day.ts'
import { type Route, route } from '../../runtime/route.ts'
import { visibleTo } from '../away/absent-lookups.ts'
import { plansOfYear } from './plan-store.ts'
import { readBreaks, writeBreaks } from './school-breaks.ts'

const Half = Type.String({ description: 'Half-day, such as 2026-11-24a' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Break = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 20 }), from: Day, to: Day },
  { additionalProperties: false },
)

/** What people plan, and the school breaks that parents are reminded of. */
export const planRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/leave/plans',
      summary: 'Planned annual leave of a year: plans, no requests. Those below oneself; everybody for HR',
      roles: ['supervisor', 'hr'],
      query: Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2200 }) }),
      returns: Type.Array(
        Type.Object({
          name: Type.String(),
          unit: Type.String(),
          from: Half,
          to: Half,
          halfDays: Type.Integer({ description: 'Workdays of it, in half-days' }),
        }),
      ),
      audit: 'leave.plans',
    },
    ({ query: { year }, actor, services: { storage } }) =>
      storage.read(async tx => {
        const whose = await visibleTo(tx, actor)
        return (await plansOfYear(tx, year))
          .filter(({ person }) => whose === null || whose.has(person))
          .map(({ name, unit, from, to, halfDays }) => ({ name, unit, from, to, halfDays }))
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/leave/school-breaks',
      summary: 'School breaks that parents are reminded of',
      roles: ['hr'],
      returns: Type.Array(Break),
      audit: null,
    },
    ({ services: { storage, tools } }) => storage.read(tx => readBreaks(tx, tools)),
  ),
  route(
    {
      method: 'PUT',
      path: '/leave/school-breaks',
      summary: 'Enter the school breaks, all of them at once; they win over the policy file',
      roles: ['hr'],
      body: Type.Object({ breaks: Type.Array(Break, { maxItems: 40 }) }, { additionalProperties: false }),
      returns: Type.Array(Break),
      audit: 'leave.school_breaks',
    },
    ({ body: { breaks }, actor, now, services: { storage } }) =>
      storage.transaction(async tx => {
        const details = breaks.flatMap(({ from, to }, n): Detail[] => {
          if (!isDate(from) || !isDate(to)) return [{ where: `breaks.${n}`, rule: 'date' }]
          return to < from ? [{ where: `breaks.${n}.to`, rule: 'not_before', values: { value: from } }] : []
        })
        if (details.length > 0) throw new Fault('INPUT_INVALID', { details })
        return writeBreaks(tx, breaks, actor.id, now)
      }),
  ),
]
