import { type Detail, Fault } from '../../kernel/faults.ts'
import { isDate } from '../../kernel/half-day.ts'
import { ROLES } from '../../kernel/person.ts'
import { faultsOfColumns, inFile, readTable } from './table.ts'

/** One person as a roster file gives him. */
export interface RosterRow {
  userid: string
  name: string
  unit: string
  unitType: string | null
  staffType: string | null
  post: string | null
  rank: string | null
  sort: number
  supervisor: string | null
  workStart: string | null
  birthDate: string | null
  sex: string | null
  mobile: string | null
  roles: string[]
  /** The date he left on; null while he is on the roster. */
  left: string | null
}

const COLUMNS = [
  'userid',
  'name',
  'unit',
  'unit_type',
  'staff_type',
  'post',
  'rank',
  'sort',
  'supervisor',
  'work_start',
  'birth_date',
  'sex',
  'mobile',
  'roles',
  'left',
] as const
type Column = (typeof COLUMNS)[number]
type Raw = Partial<Record<Column, string>>

const UNIT_TYPES = ['机关', '街道', '国企', '事业单位']
const STAFF_TYPES = ['公务员', '参公', '事业', '国企', '合同']
const SEXES = ['男', '女']
/** `staff` and `supervisor` are worked out, never imported. */
const GIVEN_ROLES: readonly string[] = ROLES.filter(role => role !== 'staff' && role !== 'supervisor')

/**
 * Reads a roster, CSV or XLSX (first sheet). Only userid, name and unit are required.
 * @param known userids already on the roster: a supervisor may be one of them
 * @param today a date of leaving must not lie after it
 * @returns the rows, where the roles of each stand in the file, and which of their fields the file has a column for
 * @throws Fault ROSTER_INVALID naming every bad row; nothing is returned then
 */
export async function readRoster(
  name: string,
  bytes: Uint8Array,
  known: ReadonlySet<string>,
  today: string,
): Promise<{ rows: RosterRow[]; roles: string[]; given: ReadonlySet<keyof RosterRow> }> {
  const table = await readTable<Column>(name, bytes, 'ROSTER_INVALID')
  const { columns, rows } = table
  const details = faultsOfColumns(table, COLUMNS, ['userid', 'name', 'unit'])
  if (details.length === 0) {
    for (const { line, raw } of rows) details.push(...faultsOf(line, raw, today))
    details.push(...faultsTogether(rows, known))
  }
  if (details.length > 0) throw new Fault('ROSTER_INVALID', { details: inFile(table, details) })
  const given = columns.map(column => column.replace(/_(\w)/g, (_, c: string) => c.toUpperCase()))
  return {
    rows: rows.map(({ raw }, i) => rowOf(raw, i)),
    roles: rows.map(({ line }) => `${line} ${table.heading('roles')}`),
    given: new Set(given as (keyof RosterRow)[]),
  }
}

/** What is wrong with one row by itself. */
function faultsOf(line: number, raw: Raw, today: string): Detail[] {
  const details: Detail[] = []
  const at = (column: Column) => `${line} ${column}`
  const check = (
    column: Column,
    good: (value: string) => boolean,
    rule: Detail['rule'],
    values?: Detail['values'],
  ) => {
    const value = raw[column] ?? ''
    if (value !== '' && !good(value)) details.push({ where: at(column), rule, ...(values ? { values } : {}) })
  }
  for (const column of ['userid', 'name', 'unit'] as const) {
    if (!raw[column]) details.push({ where: at(column), rule: 'required' })
    check(column, v => v.length <= 64, 'too_long', { max: 64 })
  }
  check('unit_type', v => UNIT_TYPES.includes(v), 'one_of', { options: UNIT_TYPES.join('、') })
  check('staff_type', v => STAFF_TYPES.includes(v), 'one_of', { options: STAFF_TYPES.join('、') })
  check('sex', v => SEXES.includes(v), 'one_of', { options: SEXES.join('、') })
  check('sort', v => /^\d{1,6}$/.test(v), 'number', { min: 0, max: 999_999 })
  check('work_start', isDate, 'date')
  check('birth_date', isDate, 'date')
  check('mobile', v => /^\+?[\d-]{7,20}$/.test(v), 'mobile')
  check('supervisor', v => v !== raw.userid, 'own_supervisor')
  check('left', isDate, 'date')
  check('left', v => !isDate(v) || v <= today, 'not_future')
  check('roles', v => rolesOf(v).every(r => GIVEN_ROLES.includes(r)), 'one_of', {
    options: GIVEN_ROLES.join(', '),
  })
  return details
}

/** What is wrong with rows beside each other: doubles, unknown supervisors, circles. */
function faultsTogether(rows: readonly { line: number; raw: Raw }[], known: ReadonlySet<string>): Detail[] {
  const details: Detail[] = []
  const lines = new Map<string, number>()
  const gone = new Set(rows.filter(({ raw }) => raw.left).map(({ raw }) => raw.userid))
  const above = new Map<string, string>()
  const supervised: { line: number; userid: string; supervisor: string }[] = []
  for (const { line, raw } of rows) {
    const { userid = '', supervisor = '' } = raw
    if (userid !== '' && lines.has(userid))
      details.push({ where: `${line} userid`, rule: 'duplicate', values: { value: userid } })
    else lines.set(userid, line)
    if (supervisor === '' || raw.left) continue
    supervised.push({ line, userid, supervisor })
    above.set(userid, supervisor)
  }
  for (const { line, userid, supervisor } of supervised) {
    if (gone.has(supervisor) || (!lines.has(supervisor) && !known.has(supervisor)))
      details.push({ where: `${line} supervisor`, rule: 'unknown_person', values: { value: supervisor } })
    else if (supervisor !== userid && leadsBack(userid, above))
      details.push({ where: `${line} supervisor`, rule: 'supervisor_circle', values: { value: userid } })
  }
  return details
}

function leadsBack(userid: string, above: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>()
  for (let at = above.get(userid); at !== undefined && !seen.has(at); at = above.get(at)) {
    if (at === userid) return true
    seen.add(at)
  }
  return false
}

function rowOf(raw: Raw, index: number): RosterRow {
  const text = (column: Column) => raw[column] || null
  return {
    userid: raw.userid ?? '',
    name: raw.name ?? '',
    unit: raw.unit ?? '',
    unitType: text('unit_type'),
    staffType: text('staff_type'),
    post: text('post'),
    rank: text('rank'),
    sort: raw.sort ? Number(raw.sort) : index,
    supervisor: text('supervisor'),
    workStart: text('work_start'),
    birthDate: text('birth_date'),
    sex: text('sex'),
    mobile: text('mobile'),
    roles: rolesOf(raw.roles ?? ''),
    left: text('left'),
  }
}

function rolesOf(text: string): string[] {
  return text
    .split('|')
    .map(r => r.trim())
    .filter(r => r !== '')
}
