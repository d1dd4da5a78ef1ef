import { formatDays } from '../../dialogue/format.ts'
import { localTime } from '../../kernel/clock.ts'
import { type Detail, Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import type { Services } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { recordDecision } from '../applications/decisions.ts'
import { findApplication } from '../applications/store.ts'
import { confirm } from './confirm.ts'
import { isUnspent, settleCredit } from './credit.ts'
import { leaveAt } from './on-leave.ts'
import { OVERTIME } from './policy.ts'
import { tellProtected } from './protect.ts'
import { recordOvertime } from './record.ts'
import { creditedMinutes, isOver, type Stretch, type WorkKind } from './rules.ts'
import { findOvertime, sameHours, setOvertime } from './store.ts'
import { recordWords } from './words.ts'

/** Who of the office does something, when, and with what. */
export interface Desk {
  readonly actor: Person
  readonly now: number
  readonly today: string
  readonly services: Services
}

/** What the office writes down of a sheet that was signed on paper. */
export interface OfficeEntry extends Stretch {
  readonly kind: WorkKind
  readonly purpose: string
  readonly subsidy: boolean
  /** Why the office records it; sealed. */
  readonly reason: string
}

/**
 * 代录: the office records what was signed on paper. It counts at once; the person and the supervisor are told.
 * @returns its number
 * @throws Fault NOT_ALLOWED for one's own; INPUT_INVALID where the person has a record of hours that may be the same, for
 * what is not over, or may be hours of leave from which nobody has called the person back
 */
export async function recordForOffice(
  tx: Tx,
  desk: Desk,
  person: Person,
  entry: OfficeEntry,
): Promise<string> {
  const { actor, now, today, services } = desk
  const { tools, road } = services
  if (person.id === actor.id) throw new Fault('NOT_ALLOWED')
  const { reason, ...about } = entry
  const clock = entry.clock === '' ? null : entry.clock
  const other = await sameHours(tx, { person: person.id, date: entry.date, clock })
  const recorded = other && ({ where: 'date', rule: 'recorded', values: { value: other } } as const)
  const wrong = recorded || (await wrongWith({ tx, tools, now, today }, person, entry))
  if (wrong) throw new Fault('INPUT_INVALID', { details: [wrong] })
  const context = {
    tx,
    tools,
    now,
    today,
    person: actor,
    key: `office/${randomId()}`,
    push: road.push(tx, now),
  }
  const way = { source: 'office', turn: null, list: null, reason } as const
  const { row } = await recordOvertime(context, { person, ...about }, way)
  const found = await findApplication(tx, row.no)
  if (found) await recordDecision(context, found, 'agreed', reason)
  await confirm(context, person, row.no, { notice: 'overtime_recorded_office', approver: '' })
  await tellProtected(context, person, row)
  const supervisor = person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
  if (supervisor && supervisor.id !== actor.id)
    await context.push(supervisor, 'overtime_office_told', {
      key: `office/${row.no}`,
      values: { ...recordWords(tools, row, today), name: person.name },
    })
  return row.no
}

/** What speaks against a record by its hours; null = nothing. */
export async function wrongWith(
  context: Pick<CareContext, 'tx' | 'tools' | 'now' | 'today'>,
  person: Person,
  entry: OfficeEntry,
): Promise<Detail | null> {
  const { tools, now } = context
  if (!isOver(tools.calendar, tools.policy(OVERTIME), entry, localTime(now, tools.zone)))
    return { where: 'date', rule: 'not_over' }
  const leave = await leaveAt(context, person.id, entry)
  return leave === null ? null : { where: 'clock', rule: 'on_leave', values: { value: leave } }
}

/**
 * Marks that a subsidy was paid for a record, or that none was: the law gives the one or the comp-day. 公务员法 art. 82.
 * @throws Fault NOT_FOUND, NOT_ALLOWED for one's own, CONFLICT once a comp-day of it was taken or is waited for
 */
export async function markSubsidy(
  tx: Tx,
  desk: Desk,
  no: string,
  { subsidy, reason }: { subsidy: boolean; reason: string },
): Promise<void> {
  const { actor, now, today, services } = desk
  const { tools, road } = services
  const row = await findOvertime(tx, no)
  const found = row && (await findApplication(tx, no))
  const person = row && (await tools.directory.byId(tx, row.person))
  if (!found || !person || row.status === 'refused' || row.status === 'withdrawn')
    throw new Fault('NOT_FOUND')
  if (person.id === actor.id) throw new Fault('NOT_ALLOWED')
  if (row.subsidy === subsidy) return
  const context = { tx, tools, now, today, person: actor, push: road.push(tx, now) }
  if (!(await isUnspent(context, person, no))) throw new Fault('CONFLICT')
  const counted = creditedMinutes(tools.calendar, tools.policy(OVERTIME), {
    ...row,
    staffType: person.staffType,
    subsidy,
  })
  await setOvertime(tx, no, { subsidy, counted })
  await recordDecision(context, found, 'checked', reason)
  const change = row.status === 'approved' ? await settleCredit(context, person, no) : 0
  if (change === null) throw new Fault('CONFLICT')
  const { date } = recordWords(tools, row, today)
  await context.push(person, subsidy ? 'overtime_subsidy_paid' : 'overtime_subsidy_unpaid', {
    key: `subsidy/${no}/${now}`,
    values: {
      no,
      date,
      change:
        change === 0
          ? ''
          : tools.text(change > 0 ? 'overtime_change_more' : 'overtime_change_less', {
              days: formatDays(Math.abs(change)),
            }),
    },
  })
}
