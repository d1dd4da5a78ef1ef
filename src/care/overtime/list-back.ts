import { and, desc, eq, gte, inArray, isNotNull } from 'drizzle-orm'
import { formatDate, formatHours } from '../../dialogue/format.ts'
import type { Option } from '../../dialogue/value.ts'
import { Refusal } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { recordDecision } from '../applications/decisions.ts'
import { holdApplicants } from '../applications/hold.ts'
import { askedInPlace } from '../applications/in-place.ts'
import type { Deciding, MadeForOthers } from '../applications/kind.ts'
import { stepsOf } from '../applications/steps.ts'
import { type Application, findApplication, moveApplication } from '../applications/store.ts'
import { whoAgreed } from '../applications/who-agreed.ts'
import { isUnspent, settleCredit } from './credit.ts'
import { LIST, type OvertimeRow, setOvertime } from './store.ts'
import { kindLabel } from './words.ts'

/** Lists that are offered, the newest first, and for how long after they were made. */
const MOST = 5
const BACK_MS = 30 * 86_400_000

/** What a supervisor recorded for several people at once, as long as nothing of it is used. */
export const listsMade: MadeForOthers = {
  prefix: LIST,

  async mine(context) {
    const { tx, now, person } = context
    const { overtime, application } = tx.t
    const rows = await tx.db
      .select({ list: overtime.list })
      .from(overtime)
      .innerJoin(application, eq(application.no, overtime.no))
      .where(
        and(
          eq(application.author, person.id),
          gte(application.created, now - BACK_MS),
          eq(overtime.source, 'supervisor'),
          isNotNull(overtime.list),
          inArray(overtime.status, [...STANDS]),
        ),
      )
      .orderBy(desc(overtime.list))
    const numbers = [...new Set(rows.map(({ list }) => list ?? ''))].slice(0, MOST)
    const options: Option[] = []
    for (const [i, no] of numbers.entries())
      options.push({ value: no, label: await briefOf(context, no), ...(i === 0 && { words: NEWEST }) })
    return options
  },

  /** All of it or nothing: who reads “作废” must not find half of it standing. */
  async takeBack(context, no) {
    const numbers = (await recordsOf(context, no)).map(({ row }) => row.no)
    if (numbers.length === 0) throw new Refusal('gone')
    await holdApplicants(context.tx, numbers)
    const records = await recordsOf(context, no)
    const used = []
    for (const { row, found, who } of records)
      if (
        found.status === 'approved' &&
        row.status === 'approved' &&
        !(await isUnspent(context, who, row.no))
      )
        used.push(who.name)
    if (used.length > 0) throw new Refusal('used', { names: used.join(context.tools.words().and) })
    for (const record of records) await takeBackOne(context, record)
    await tellOthers(context, no, records)
    const names = records.map(({ who }) => who.name).join(context.tools.words().and)
    return context.tools.text('overtime_list_back', { names })
  },
}

/** 名单 and nothing more is the newest. */
const NEWEST = ['名单', '加班名单']
const STANDS = ['pending', 'planned', 'approved'] as const

interface Listed {
  readonly row: OvertimeRow
  readonly found: Application
  readonly who: Person
}

/** What still stands of a list that the person of this moment made. */
async function recordsOf({ tx, tools, person }: CareContext, no: string): Promise<Listed[]> {
  const listed: Listed[] = []
  for (const row of await rowsOf(tx, no)) {
    const found = await findApplication(tx, row.no)
    const who = await tools.directory.byId(tx, row.person)
    if (found && who && found.author === person.id && row.source === 'supervisor')
      listed.push({ row, found, who })
  }
  return listed
}

async function rowsOf(tx: Tx, list: string): Promise<OvertimeRow[]> {
  const { overtime } = tx.t
  const rows = await tx.db
    .select()
    .from(overtime)
    .where(and(eq(overtime.list, list), inArray(overtime.status, [...STANDS])))
    .orderBy(overtime.no)
  return rows as OvertimeRow[]
}

async function briefOf(context: CareContext, no: string): Promise<string> {
  const { tools, today } = context
  const records = await recordsOf(context, no)
  return tools.text('overtime_list_brief', {
    no,
    date: formatDate(records[0]?.row.date ?? today, tools.words(), today),
    names: records.map(({ who }) => who.name).join(tools.words().and),
  })
}

/** The record is no more, and what it granted goes back by a line of its own; who it is of hears of it. */
async function takeBackOne(context: Deciding, { row, found, who }: Listed): Promise<void> {
  const { tx, tools, today, now, person, push } = context
  if (!(await moveApplication(tx, found, { status: 'withdrawn', turn: null, decided: now })))
    throw new Refusal('gone')
  await recordDecision(context, found, 'withdrawn', null)
  await setOvertime(tx, row.no, { status: 'withdrawn' })
  await settleCredit(context, who, row.no)
  await push(who, 'overtime_list_gone', {
    key: `list_back/${row.no}`,
    values: {
      no: row.no,
      name: titleOf(person),
      date: formatDate(row.date, tools.words(), today),
      kind: kindLabel(tools, row.kind),
      hours: formatHours(row.minutes),
    },
  })
}

/** Who was asked to confirm some of it, and who has: one message to each. */
async function tellOthers(context: Deciding, no: string, records: readonly Listed[]): Promise<void> {
  const { tx, tools, person, push } = context
  const told = new Map<string, Person>()
  for (const { found } of records) {
    const turn = found.turn === null ? null : await tools.directory.byId(tx, found.turn)
    const asked = turn ? [turn, await askedInPlace(context, found, turn)] : []
    for (const one of [...asked, ...(await whoAgreed(context, await stepsOf(tx, found.no)))])
      if (one.id !== person.id) told.set(one.id, one)
  }
  const values = { no, name: titleOf(person), count: records.length }
  for (const one of told.values())
    await push(one, 'overtime_list_over', { key: `list_back/${no}/${one.id}`, values })
}
