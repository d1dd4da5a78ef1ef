import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { isDate } from '../../kernel/half-day.ts'
import type { Tools } from '../../runtime/context.ts'
import { type Route, route } from '../../runtime/route.ts'
import { sheetFile } from '../../runtime/sheet-file.ts'
import type { Cell } from '../../runtime/xlsx.ts'
import type { Tx } from '../../storage/storage.ts'
import { creditOf } from './credit.ts'
import { daysOfMonth } from './month.ts'
import { markSubsidy, recordForOffice } from './office.ts'
import { OVERTIME } from './policy.ts'
import { grantedByEach, type Listed, listOvertime, type Which } from './store.ts'
import { kindLabel } from './words.ts'

const Month = Type.String({ pattern: '^20\\d{2}-(0[1-9]|1[0-2])$', description: 'Such as 2026-11' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Clock = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d$',
  description:
    'From when to when, such as 18:00-21:30; what lies in the legal hours of a workday does not count',
})
const Kind = Type.Enum(['overtime', 'duty'], { description: 'duty = 值班' })
const Reason = Type.String({ minLength: 2, maxLength: 200, description: 'Sealed' })
const Userid = Type.String({ minLength: 1, maxLength: 64 })
const Nothing = Type.Null({ description: 'Done; nothing to say' })

const Record = Type.Object({
  no: Type.String(),
  userid: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  date: Type.String(),
  hours: Type.Number({ description: 'Outside the legal hours' }),
  counted: Type.Number({
    description: 'Hours that make comp-days: by the rate of kind and day, 0 where it was paid for',
  }),
  days: Type.Number({
    description:
      'Comp-days that it has made, as its person was told; while it waits, those that it will make by itself',
  }),
  kind: Kind,
  status: Type.Enum(['pending', 'planned', 'approved', 'refused', 'withdrawn']),
  clock: Type.Union([Type.String(), Type.Null()]),
  subsidy: Type.Boolean(),
  source: Type.Enum(['self', 'supervisor', 'office']),
  ahead: Type.Boolean(),
  late: Type.Boolean({ description: 'Reported after the window for reports' }),
  list: Type.Union([Type.String(), Type.Null()]),
})
const OfMonth = Type.Object({
  month: Month,
  unit: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
})

/** Overtime for those who answer for it: the month's list, what the office records, subsidies, and who is protected. */
export const overtimeRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/overtime',
      summary: 'Overtime of a month, people in the roster’s order: one’s own reports; everybody for HR',
      roles: ['supervisor', 'hr'],
      query: OfMonth,
      returns: Type.Array(Record),
      audit: 'overtime.list',
    },
    ({ query, actor, services: { storage, tools } }) =>
      storage.read(async tx => shownAll(tx, tools, await listOvertime(tx, whichFor(actor, query)))),
  ),
  route(
    {
      method: 'GET',
      path: '/overtime/mine',
      summary: 'My own overtime of a month',
      roles: ['staff'],
      query: Type.Object({ month: Month }),
      returns: Type.Array(Record),
      audit: null,
    },
    ({ query: { month }, actor, services: { storage, tools } }) =>
      storage.read(async tx =>
        shownAll(tx, tools, await listOvertime(tx, { ...daysOfMonth(month), person: actor.id })),
      ),
  ),
  route(
    {
      method: 'GET',
      path: '/overtime/sheet',
      summary: 'The month’s list as a file for the office: XLSX or CSV, base64',
      roles: ['supervisor', 'hr'],
      query: Type.Object({ ...OfMonth.properties, format: Type.Optional(Type.Enum(['xlsx', 'csv'])) }),
      returns: Type.Object({ name: Type.String(), body: Type.String({ description: 'base64' }) }),
      audit: 'overtime.export',
    },
    ({ query: { format = 'xlsx', ...query }, actor, now, services: { storage, tools } }) =>
      storage.read(async tx => {
        const listed = await listOvertime(tx, whichFor(actor, query))
        const rows = sheetOf(tools, listed, await daysOf(tx, tools, listed))
        const name = tools.text('overtime_file', { month: query.month })
        return sheetFile(tools, { name, rows, widths: WIDTHS, format }, { actor, now })
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/overtime/choices',
      summary: 'Kinds and purposes that a record can be of',
      roles: ['staff'],
      returns: Type.Object({
        kinds: Type.Array(Type.Object({ value: Kind, label: Type.String() })),
        purposes: Type.Array(Type.Object({ value: Type.String(), label: Type.String() })),
      }),
      audit: null,
    },
    async ({ services: { tools } }) => {
      const { kinds, categories } = tools.policy(OVERTIME)
      return {
        kinds: (['overtime', 'duty'] as const).map(value => ({ value, label: kinds[value].label })),
        purposes: categories.map(({ value, label }) => ({ value, label })),
      }
    },
  ),
  route(
    {
      method: 'POST',
      path: '/overtime',
      summary:
        'Record for somebody what was signed on paper: it counts at once, and the person and the supervisor are told',
      roles: ['hr'],
      body: Type.Object(
        {
          userid: Userid,
          date: Day,
          hours: Type.Number({ minimum: 0.5, maximum: 24 }),
          clock: Type.Optional(Clock),
          kind: Kind,
          purpose: Type.String({ pattern: '^[a-z_]{1,20}$' }),
          subsidy: Type.Boolean(),
          reason: Reason,
        },
        { additionalProperties: false },
      ),
      returns: Type.Object({ no: Type.String() }),
      audit: 'overtime.record',
    },
    call =>
      call.services.storage.transaction(async tx => {
        const { userid, hours, clock = '', date, ...rest } = call.body
        const { tools } = call.services
        const person = await tools.directory.byUserid(tx, userid)
        if (!person) throw unknown('userid', userid)
        if (!isDate(date)) throw faultOf('date', 'date')
        if (date > call.today) throw faultOf('date', 'not_future')
        const { categories } = tools.policy(OVERTIME)
        if (!categories.some(({ value }) => value === rest.purpose)) throw faultOf('purpose', 'unknown_field')
        const entry = { ...rest, date, clock, minutes: Math.round(hours * 60) }
        return { no: await recordForOffice(tx, call, person, entry) }
      }),
  ),
  route(
    {
      method: 'PUT',
      path: '/overtime/:no/subsidy',
      summary:
        'Mark that a subsidy was paid for a record, or that none was, until a comp-day of it was taken',
      roles: ['hr'],
      params: Type.Object({ no: Type.String({ pattern: '^JB-\\d{8}-\\d{4,}$' }) }),
      body: Type.Object({ subsidy: Type.Boolean(), reason: Reason }, { additionalProperties: false }),
      returns: Nothing,
      audit: 'overtime.subsidy',
    },
    call =>
      call.services.storage.transaction(async tx => {
        await markSubsidy(tx, call, call.params.no, call.body)
        return null
      }),
  ),
]

function whichFor(
  actor: { userid: string; roles: readonly string[] },
  { month, unit }: { month: string; unit?: string },
): Which {
  const ofUnit = unit === undefined ? {} : { unit }
  return actor.roles.includes('hr')
    ? { ...daysOfMonth(month), ...ofUnit }
    : { ...daysOfMonth(month), ...ofUnit, supervisor: actor.userid }
}

async function shownAll(tx: Tx, tools: Tools, rows: readonly Listed[]) {
  const days = await daysOf(tx, tools, rows)
  return rows.map(({ person: _, agreed: __, minutes, counted, ...row }) => ({
    ...row,
    hours: minutes / 60,
    counted: counted / 60,
    days: days(row),
  }))
}

/** What the people were told that it makes: of what is confirmed by the ledger, of what waits by its own hours. */
async function daysOf(tx: Tx, tools: Tools, rows: readonly Listed[]) {
  const granted = await grantedByEach(
    tx,
    rows.filter(({ status }) => status === 'approved').map(({ no }) => no),
  )
  const own = new Map(rows.map(({ no, counted }) => [no, creditOf(tools, counted)]))
  return ({ no, status }: Pick<Listed, 'no' | 'status'>) =>
    ((status === 'approved' ? granted : own).get(no) ?? 0) / 2
}

/** Columns of the file, in characters. */
const WIDTHS = [12, 18, 14, 8, 14, 10, 10, 10, 14, 20, 18]

function sheetOf(
  tools: Tools,
  rows: readonly Listed[],
  daysOfRow: (row: Pick<Listed, 'no' | 'status'>) => number,
): Cell[][] {
  const head = tools.text('overtime_columns').split('|')
  return [
    head,
    ...rows.map(row => [
      row.name,
      row.unit,
      row.date,
      kindLabel(tools, row.kind),
      row.clock,
      row.minutes / 60,
      row.counted / 60,
      daysOfRow(row),
      tools.text(`overtime_status_${row.subsidy && row.status === 'approved' ? 'paid' : row.status}`),
      tools.text(`overtime_source_${row.source}`),
      row.no,
    ]),
  ]
}

function unknown(where: string, value: string): Fault {
  return new Fault('INPUT_INVALID', { details: [{ where, rule: 'unknown_person', values: { value } }] })
}

function faultOf(where: string, rule: 'date' | 'not_future' | 'unknown_field'): Fault {
  return new Fault('INPUT_INVALID', { details: [{ where, rule }] })
}
