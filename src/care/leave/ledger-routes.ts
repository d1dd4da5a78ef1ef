import { Type } from 'typebox'
import { localDate } from '../../kernel/clock.ts'
import { Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import { type Route, route } from '../../runtime/route.ts'
import { sheetFile } from '../../runtime/sheet-file.ts'
import type { Cell } from '../../runtime/xlsx.ts'
import type { Tx } from '../../storage/storage.ts'
import { type Kept, keptLine, keptLines } from './ledger-lines.ts'

const Userid = Type.Object({ userid: Type.String({ minLength: 1, maxLength: 64 }) })
const MaybeDay = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

const Line = Type.Object({
  id: Type.String(),
  account: Type.Enum(['annual', 'comp']),
  year: Type.Integer({ description: '0 for comp-days' }),
  days: Type.Number({ description: 'Signed' }),
  cause: Type.Enum(['opening', 'correction', 'overtime', 'carry', 'leave', 'returned', 'reversal', 'lapse']),
  ref: Type.String({ description: 'What caused it: a number, mostly' }),
  grant: Type.String({
    description:
      'Which days it adds to or takes from: of comp-days the reference of the line that granted them; of annual leave `carry` for what came over, else empty',
  }),
  since: MaybeDay('First day on which what it grants can be taken'),
  expires: MaybeDay('Last one'),
  at: Type.Integer({ description: 'ms UTC' }),
})

/** The ledger as it is written, line by line, beside the explained balance. For HR. */
export const ledgerRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/leave/ledger/:userid',
      summary: 'Lines of somebody’s ledger as they were written, newest first, page by page',
      roles: ['hr'],
      params: Userid,
      query: Type.Object({
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
        before: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 64,
            description: 'The id of the last line of the page before: older ones follow',
          }),
        ),
      }),
      returns: Type.Array(Line),
      audit: 'leave.ledger',
    },
    ({ params, query: { limit = 50, before }, services: { storage, tools } }) =>
      storage.read(async tx => {
        const person = await whose(tx, tools, params.userid)
        const last = before === undefined ? null : await keptLine(tx, person.id, before)
        if (before !== undefined && !last) throw new Fault('NOT_FOUND')
        const lines = await keptLines(tx, person.id, { after: last, limit })
        return lines.map(({ person: _, halfDays, ...line }) => ({ ...line, days: halfDays / 2 }))
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/leave/ledger/:userid/sheet',
      summary: 'All of them as a file, newest first: XLSX or CSV, base64',
      roles: ['hr'],
      params: Userid,
      query: Type.Object({ format: Type.Optional(Type.Enum(['xlsx', 'csv'])) }),
      returns: Type.Object({ name: Type.String(), body: Type.String({ description: 'base64' }) }),
      audit: 'leave.ledger_export',
    },
    ({ params, query: { format = 'xlsx' }, actor, now, services: { storage, tools } }) =>
      storage.read(async tx => {
        const person = await whose(tx, tools, params.userid)
        const rows = sheetOf(tools, await keptLines(tx, person.id, { after: null, limit: MOST }))
        const name = tools.text('ledger_file', { userid: person.userid })
        return sheetFile(tools, { name, rows, widths: WIDTHS, format }, { actor, now })
      }),
  ),
]

/** Lines of one file. A working life has fewer. */
const MOST = 20_000

/** Columns of the file, in characters. */
const WIDTHS = [12, 10, 8, 8, 12, 24, 24, 12, 12]

async function whose(tx: Tx, tools: Tools, userid: string): Promise<Person> {
  const person = await tools.directory.byUserid(tx, userid)
  if (!person) throw new Fault('NOT_FOUND')
  return person
}

function sheetOf(tools: Tools, lines: readonly Kept[]): Cell[][] {
  return [
    tools.text('ledger_columns').split('|'),
    ...lines.map(line => [
      localDate(line.at, tools.zone),
      tools.text(`account_${line.account}`),
      line.year === 0 ? null : line.year,
      line.halfDays / 2,
      tools.text(`ledger_cause_${line.cause}`),
      line.ref,
      line.grant,
      line.since ?? null,
      line.expires ?? null,
    ]),
  ]
}
