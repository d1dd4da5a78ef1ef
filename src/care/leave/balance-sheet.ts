import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import { type Route, route } from '../../runtime/route.ts'
import { sheetFile } from '../../runtime/sheet-file.ts'
import type { Cell } from '../../runtime/xlsx.ts'
import type { Tx } from '../../storage/storage.ts'
import { availableOn } from '../overtime/rules.ts'
import { allPeople } from '../people/store.ts'
import { holdingsOf } from './holdings.ts'

/** What everybody of a unit has in a year, as a file for the office. */
export const balanceSheetRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/leave/sheet',
      summary:
        'Annual leave of a year and comp-days of everybody of a unit as a file: XLSX or CSV, base64. Days; empty where no number can be shown, and the last column says what is to be entered. Comp-days belong to no year: they stand in the file of this one',
      roles: ['hr'],
      query: Type.Object({
        unit: Type.String({ minLength: 1, maxLength: 64 }),
        year: Type.Integer({ minimum: 2000, maximum: 2099 }),
        format: Type.Optional(Type.Enum(['xlsx', 'csv'])),
      }),
      returns: Type.Object({ name: Type.String(), body: Type.String({ description: 'base64' }) }),
      audit: 'leave.export',
    },
    ({ query: { unit, year, format = 'xlsx' }, actor, now, today, services: { storage, tools } }) =>
      storage.read(async tx => {
        const people = (await allPeople(tx)).filter(person => person.unit === unit)
        if (people.length === 0)
          throw new Fault('INPUT_INVALID', {
            details: [{ where: 'unit', rule: 'unknown_unit', values: { value: unit } }],
          })
        const rows: Cell[][] = [tools.text('balance_columns').split('|')]
        for (const person of people) rows.push(await rowOf(tx, tools, person, { year, today }))
        const name = tools.text('balance_file', { unit, year })
        return sheetFile(tools, { name, rows, widths: WIDTHS, format }, { actor, now })
      }),
  ),
]

/** Columns of the file, in characters. */
const WIDTHS = [18, 12, 18, 8, 10, 12, 10, 10, 10, 10, 10, 40]

async function rowOf(
  tx: Tx,
  tools: Tools,
  person: Person,
  { year, today }: { year: number; today: string },
): Promise<Cell[]> {
  const held = await holdingsOf(tx, person, tools, { today })
  const { entitled, carry, left, reserved, free, checked, missing } = held.annual(year, dayOf(year, today))
  const days = (halfDays: number | null) => (halfDays === null ? null : halfDays / 2)
  const comp = today.startsWith(`${year}-`) ? availableOn(held.freeGrants, today) : null
  return [
    person.userid,
    person.name,
    person.unit,
    year,
    days(entitled),
    days(carry),
    days(left),
    days(reserved),
    days(free),
    days(comp),
    tools.text(checked ? 'balance_checked' : 'balance_unchecked'),
    missing === null ? '' : tools.text(`missing_${missing}_enter`),
  ]
}

/** Today, or the day of another year that is nearest to it. */
function dayOf(year: number, today: string): string {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  if (today < first) return first
  return today > last ? last : today
}
