import { Type } from 'typebox'
import { nameOf } from '../../runtime/name-of.ts'
import { type Route, route, type Services } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { enterDay, enterYear, festivalsMissing, takeBackDay, takeBackYear } from './enter.ts'
import { readEntered } from './store.ts'
import { yearsKnown } from './years-known.ts'

const Year = Type.Integer({ minimum: 2004, maximum: 2199 })
const Day = Type.String({ format: 'date' })
const Author = Type.Union([Type.String({ description: 'Name' }), Type.Null()])
const Nothing = Type.Null({ description: 'Done; nothing to say' })

const LocalDays = Type.Array(
  Type.Object({
    date: Type.String(),
    off: Type.Boolean(),
    reason: Type.String(),
    author: Author,
    at: Type.Integer({ description: 'ms UTC' }),
  }),
)

const Years = Type.Object({
  years: Type.Array(
    Type.Object({
      year: Type.Integer(),
      source: Type.Enum(['published', 'imported', 'provisional'], {
        description: 'From the notice shipped; from one brought in; the statutory days alone',
      }),
      author: Author,
      at: Type.Union([Type.Integer({ description: 'ms UTC' }), Type.Null()]),
    }),
    { description: 'Newest first' },
  ),
  local: LocalDays,
})

const Overview = Type.Object({
  published: Type.Boolean({ description: 'A notice of the State Council is known for this year' }),
  holidays: Type.Array(
    Type.Object({
      name: Type.String(),
      from: Type.String(),
      to: Type.String(),
      provisional: Type.Boolean({ description: 'Only the statutory days, by rule' }),
    }),
  ),
  makeup: Type.Array(Type.String(), { description: 'Weekend days that are worked' }),
  imported: Type.Array(
    Type.Object({ year: Type.Integer(), days: Type.Integer(), author: Author, at: Type.Integer() }),
  ),
  local: LocalDays,
})

/** The working calendar: what is known of a year, a year's notice brought in, days the unit decides itself. */
export const calendarRoutes: Route[] = [
  route(
    {
      method: 'GET',
      path: '/calendar',
      summary: 'The years known and where each comes from, and the days the unit decided itself',
      roles: ['hr', 'admin'],
      returns: Years,
      audit: null,
    },
    ({ today, services: { storage, tools } }) =>
      storage.read(async tx => {
        const entered = await readEntered(tx)
        const named = <T extends { author: string | null }>(rows: readonly T[]) =>
          Promise.all(rows.map(async row => ({ ...row, author: await nameOf(tx, tools, row.author) })))
        return {
          years: await named(yearsKnown(tools.calendar, entered.years, Number(today.slice(0, 4)))),
          local: await named(entered.days),
        }
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/calendar/:year',
      summary: 'Holidays and make-up workdays of a year, and what was entered by whom',
      roles: ['hr', 'admin'],
      params: Type.Object({ year: Year }),
      returns: Overview,
      audit: null,
    },
    ({ params: { year }, services: { storage, tools } }) =>
      storage.read(async tx => {
        const { calendar } = tools
        const { years, days } = await readEntered(tx)
        return {
          published: calendar.publishedYears.includes(year),
          holidays: calendar.holidays(year),
          makeup: datesOf(year).filter(date => calendar.kindOf(date) === 'makeup'),
          imported: await Promise.all(
            years.map(async y => ({
              year: y.year,
              days: y.days.length,
              author: await nameOf(tx, tools, y.author),
              at: y.at,
            })),
          ),
          local: await Promise.all(
            days
              .filter(day => day.date.startsWith(`${year}-`))
              .map(async day => ({ ...day, author: await nameOf(tx, tools, day.author) })),
          ),
        }
      }),
  ),
  route(
    {
      method: 'PUT',
      path: '/calendar/years',
      summary: 'Bring in a year as holiday-cn JSON: the whole year or nothing',
      roles: ['hr', 'admin'],
      body: Type.Unknown({ description: '`{year, papers, days: [{name, date, isOffDay}]}`' }),
      returns: Type.Object({
        year: Type.Integer(),
        days: Type.Integer(),
        missing: Type.Array(Type.String(), { description: 'Festivals that the file says nothing of' }),
      }),
      audit: null,
    },
    async ({ body, actor, now, services }) => {
      const { year, days } = await change(services, tx => enterYear(tx, body, { actor: actor.id, now }))
      return { year, days: days.length, missing: festivalsMissing(services.tools.calendar, year) }
    },
  ),
  route(
    {
      method: 'DELETE',
      path: '/calendar/years/:year',
      summary: 'Take back a year that was brought in',
      roles: ['hr', 'admin'],
      params: Type.Object({ year: Year }),
      returns: Nothing,
      audit: null,
    },
    ({ params: { year }, actor, now, services }) =>
      change(services, tx => takeBackYear(tx, year, { actor: actor.id, now })),
  ),
  route(
    {
      method: 'PUT',
      path: '/calendar/days/:date',
      summary: 'A day that the unit gives off, or has worked, with a reason',
      roles: ['hr', 'admin'],
      params: Type.Object({ date: Day }),
      body: Type.Object(
        { off: Type.Boolean(), reason: Type.String({ minLength: 1, maxLength: 100 }) },
        { additionalProperties: false },
      ),
      returns: Nothing,
      audit: null,
    },
    ({ params: { date }, body, actor, now, services }) =>
      change(services, tx => enterDay(tx, { date, ...body }, { actor: actor.id, now })),
  ),
  route(
    {
      method: 'DELETE',
      path: '/calendar/days/:date',
      summary: 'Take back such a day',
      roles: ['hr', 'admin'],
      params: Type.Object({ date: Day }),
      returns: Nothing,
      audit: null,
    },
    ({ params: { date }, actor, now, services }) =>
      change(services, tx => takeBackDay(tx, date, { actor: actor.id, now })),
  ),
]

/** Changes the calendar and has the whole program take it in. */
async function change<T>({ storage, tools }: Services, job: (tx: Tx) => Promise<T>): Promise<T> {
  const done = await storage.transaction(job)
  await tools.refreshCalendar()
  return done
}

function datesOf(year: number): string[] {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 })
  return Array.from({ length: first.daysInYear }, (_, day) => first.add({ days: day }).toString())
}
