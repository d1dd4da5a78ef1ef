import { asc, isNull } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { addDays, type HalfDay, halfDay, isDate } from '../../kernel/half-day.ts'
import { type Route, route } from '../../runtime/route.ts'
import { absentBetween } from './absent.ts'
import { visibleTo } from './absent-lookups.ts'

const Half = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}[ap]$', description: 'Half-day: 2026-11-24a' })

/** The calendar of absences: that somebody is not there, never why. */
export const absentRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/absences',
      summary: 'Who is not there in a month, and never why: those below oneself; everybody for HR',
      roles: ['supervisor', 'hr'],
      query: Type.Object({
        month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: '2026-11' }),
        unit: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Of one unit only' })),
      }),
      returns: Type.Object({
        days: Type.Array(
          Type.Object({ date: Type.String(), work: Type.Boolean({ description: 'Work is done on it' }) }),
        ),
        units: Type.Array(Type.String(), { description: 'Units that I may see, in order' }),
        people: Type.Array(
          Type.Object({
            name: Type.String(),
            unit: Type.String(),
            absent: Type.Array(Type.Object({ from: Half, to: Half })),
          }),
        ),
      }),
      audit: 'absences.view',
    },
    ({ query: { month, unit }, actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const { calendar } = tools
        const days = datesOf(month).map(date => {
          const kind = calendar.kindOf(date)
          return { date, work: kind === 'workday' || kind === 'makeup' }
        })
        const [first, last] = [days[0]?.date ?? '', days.at(-1)?.date ?? '']
        if (!isDate(first)) throw new Fault('INPUT_INVALID', { details: [{ where: 'month', rule: 'date' }] })
        const whose = await visibleTo(tx, actor)
        const { person } = tx.t
        const roster = await tx.db
          .select({ id: person.id, unit: person.unit })
          .from(person)
          .where(isNull(person.left))
          .orderBy(asc(person.sort))
        const units = [...new Set(roster.filter(({ id }) => !whose || whose.has(id)).map(row => row.unit))]
        const absences = await absentBetween(tx, { from: halfDay(first, 'a'), to: halfDay(last, 'p') }, whose)
        const people = new Map<
          string,
          { name: string; unit: string; absent: { from: HalfDay; to: HalfDay }[] }
        >()
        for (const { person: id, name, unit: of, from, to } of absences) {
          if (unit !== undefined && of !== unit) continue
          const one = people.get(id) ?? { name, unit: of, absent: [] }
          one.absent.push({ from, to })
          people.set(id, one)
        }
        return { days, units, people: [...people.values()] }
      }),
  ),
]

function datesOf(month: string): string[] {
  const dates: string[] = []
  for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) dates.push(date)
  return dates
}
