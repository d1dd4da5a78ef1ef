import type { Words } from '../../dialogue/words.ts'
import { type Detail, Fault } from '../../kernel/faults.ts'
import { isDate } from '../../kernel/half-day.ts'
import { randomId } from '../../kernel/ids.ts'
import { writeAudit } from '../../runtime/audit.ts'
import { holdLedgers } from '../leave/ledger.ts'
import { allPeople } from '../people/store.ts'
import { faultsOfColumns, inFile, readTable, type Table } from '../people/table.ts'
import { type Desk, type OfficeEntry, recordForOffice, wrongWith } from './office.ts'
import { OVERTIME } from './policy.ts'
import type { OvertimeTable, WorkKind } from './rules.ts'
import { sameHours } from './store.ts'

const COLUMNS = ['userid', 'date', 'hours', 'clock', 'kind', 'purpose', 'subsidy', 'reason'] as const
type Column = (typeof COLUMNS)[number]
type Row = Table<Column>['rows'][number]

/**
 * A list of overtime that was signed on paper: a line per person and stretch, `kind` and `purpose` by value or label,
 * `subsidy` yes or empty. The whole file or nothing; every bad line is named.
 * @returns how many records were written
 * @throws Fault OVERTIME_INVALID
 */
export async function importOvertime(
  file: { name: string; bytes: Uint8Array },
  desk: Desk,
): Promise<{ records: number }> {
  const { services, actor, now, today } = desk
  const table = services.tools.policy(OVERTIME)
  const words = services.tools.words()
  const list = await readTable<Column>(file.name, file.bytes, 'OVERTIME_INVALID')
  const { rows } = list
  const details = faultsOfColumns(list, COLUMNS, ['userid', 'date', 'hours', 'reason'])
  if (details.length > 0) throw new Fault('OVERTIME_INVALID', { details })
  return services.storage.transaction(async tx => {
    const people = new Map((await allPeople(tx)).map(p => [p.userid, p]))
    await holdLedgers(
      tx,
      rows.flatMap(({ raw }) => people.get(raw.userid ?? '')?.id ?? []),
    )
    for (const row of rows) {
      const faults = faultsOf(row, table, { today, known: people, actor: actor.userid, words })
      details.push(...faults)
      if (faults.length > 0) continue
      const person = people.get(row.raw.userid ?? '')
      if (!person) continue
      const entry = entryOf(row, table, words)
      // What an earlier line of the file has written stands there already.
      const same = { person: person.id, date: entry.date, clock: entry.clock === '' ? null : entry.clock }
      if (await sameHours(tx, same))
        details.push({
          where: `${row.line} date`,
          rule: 'duplicate',
          values: { value: `${person.name} ${entry.date}` },
        })
      const wrong = await wrongWith({ tx, tools: services.tools, now, today }, person, entry)
      if (wrong) details.push({ ...wrong, where: `${row.line} ${wrong.where}` })
      if (details.length === 0) await recordForOffice(tx, desk, person, entry)
    }
    if (details.length > 0) throw new Fault('OVERTIME_INVALID', { details: inFile(list, details) })
    await writeAudit(tx, { actor: actor.id, action: 'overtime.import', about: randomId() }, now)
    return { records: rows.length }
  })
}

function entryOf({ raw }: Row, table: OvertimeTable, words: Words): OfficeEntry {
  return {
    date: raw.date ?? '',
    minutes: Math.round(Number(raw.hours) * 60),
    clock: raw.clock ?? '',
    kind: kindOf(table, raw.kind ?? '') ?? 'overtime',
    purpose: purposeOf(table, raw.purpose ?? '') ?? 'other',
    subsidy: [...YES, words.yes].includes(raw.subsidy ?? ''),
    reason: raw.reason ?? '',
  }
}

const YES = ['1', 'yes', 'true']
const NO = ['', '0', 'no', 'false']
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/

function faultsOf(
  { line, raw }: Row,
  table: OvertimeTable,
  about: { today: string; known: ReadonlyMap<string, unknown>; actor: string; words: Words },
): Detail[] {
  const {
    userid = '',
    date = '',
    hours = '',
    clock = '',
    kind = '',
    purpose = '',
    subsidy = '',
    reason = '',
  } = raw
  const details: Detail[] = []
  const add = (column: Column, rule: Detail['rule'], values?: Detail['values']) =>
    void details.push({ where: `${line} ${column}`, rule, ...(values ? { values } : {}) })
  if (userid === '') add('userid', 'required')
  else if (!about.known.has(userid)) add('userid', 'unknown_person', { value: userid.slice(0, 64) })
  else if (userid === about.actor) add('userid', 'own_overtime')
  if (!isDate(date)) add('date', 'date')
  else if (date > about.today) add('date', 'not_future')
  if (!(/^\d{1,2}(\.\d{1,2})?$/.test(hours) && Number(hours) >= 0.5 && Number(hours) <= 24))
    add('hours', 'hours')
  if (clock !== '' && !CLOCK.test(clock)) add('clock', 'shape', { wanted: '18:00-21:30' })
  if (kindOf(table, kind) === null)
    add('kind', 'one_of', { options: KINDS.map(kind => table.kinds[kind].label).join(', ') })
  if (purposeOf(table, purpose) === null)
    add('purpose', 'one_of', { options: table.categories.map(({ label }) => label).join(', ') })
  const { yes, no } = about.words
  if (![...YES, ...NO, yes, no].includes(subsidy)) add('subsidy', 'one_of', { options: [yes, no].join(', ') })
  if (reason === '') add('reason', 'required')
  else if (reason.length > 200) add('reason', 'too_long', { max: 200 })
  return details
}

const KINDS = ['overtime', 'duty'] as const

/** By value or by label; the usual one where nothing is written. */
function kindOf({ kinds }: OvertimeTable, written: string): WorkKind | null {
  if (written === '') return 'overtime'
  return KINDS.find(kind => kind === written || kinds[kind].label === written) ?? null
}

function purposeOf({ categories }: OvertimeTable, written: string): string | null {
  if (written === '') return 'other'
  return categories.find(({ value, label }) => value === written || label === written)?.value ?? null
}
