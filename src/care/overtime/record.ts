import { formatDate } from '../../dialogue/format.ts'
import { localTime } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import type { Chain } from '../applications/plan.ts'
import { createApplication } from '../applications/store.ts'
import { holdLedger } from '../leave/ledger.ts'
import type { OvertimeForm } from './form.ts'
import { leaveAt } from './on-leave.ts'
import { OVERTIME } from './policy.ts'
import { creditedMinutes, isLate, isOver, outsideMinutes, type Stretch, type WorkKind } from './rules.ts'
import { findOvertime, insertOvertime, type OvertimeRow, sameHours } from './store.ts'

/** What a record is made of, whoever makes it. */
export interface Entry extends Stretch {
  readonly person: Person
  readonly kind: WorkKind
  readonly purpose: string
  readonly subsidy: boolean
}

/** How it came in. */
export interface Way {
  readonly source: OvertimeRow['source']
  /** Whose turn it is to confirm it; null = who records it confirms it. */
  readonly turn: string | null
  /** Who confirms it, in order, where somebody else does. */
  readonly chain?: Chain
  readonly list: string | null
  readonly proof?: readonly string[]
  readonly reason?: string
}

export type Recording = Pick<EffectContext, 'tx' | 'tools' | 'now' | 'today' | 'person' | 'key'>

/**
 * Writes one record with a number of its own. The same key finds the first: nothing is written twice.
 * @throws Refusal `duplicate` where the person has a record of hours that may be the same, `on_leave` where they may
 * be hours of his leave
 * @param context `key`: of this record alone, where several are written at once
 */
export async function recordOvertime(
  context: Recording,
  entry: Entry,
  way: Way,
): Promise<{ row: OvertimeRow; fresh: boolean }> {
  const { tx, tools, today, now } = context
  const table = tools.policy(OVERTIME)
  const { person, date, clock, kind, purpose, subsidy } = entry
  await holdLedger(tx, person.id)
  const minutes = outsideMinutes(tools.calendar, table, entry)
  const form: OvertimeForm = {
    purpose,
    proof: way.proof ?? [],
    ...(way.reason === undefined ? {} : { reason: way.reason }),
  }
  const { no, fresh } = await createApplication(context as EffectContext, {
    kind: 'overtime',
    person: person.id,
    status: way.turn === null ? 'approved' : 'pending',
    turn: way.turn,
    form,
    ...(way.chain && { chain: way.chain }),
  })
  const known = fresh ? null : await findOvertime(tx, no)
  if (known) return { row: known, fresh: false }
  const clockSaid = clock === '' ? null : clock
  const other = await sameHours(tx, { person: person.id, date, clock: clockSaid })
  if (other) throw new Refusal('duplicate', { no: other, day: formatDate(date, tools.words(), today) })
  const leave = await leaveAt(context, person.id, entry)
  if (leave) throw new Refusal('on_leave', { no: leave, day: formatDate(date, tools.words(), today) })
  const ahead = !isOver(tools.calendar, table, entry, localTime(now, tools.zone))
  const row: OvertimeRow = {
    no,
    person: person.id,
    date,
    minutes,
    kind,
    status: way.turn !== null ? 'pending' : ahead ? 'planned' : 'approved',
    clock: clockSaid,
    counted: creditedMinutes(tools.calendar, table, {
      date,
      minutes,
      kind,
      staffType: person.staffType,
      subsidy,
    }),
    subsidy,
    source: way.source,
    ahead,
    agreed: null,
    late: isLate(tools.calendar, table, date, today),
    list: way.list,
  }
  await insertOvertime(tx, row)
  await tools.attachments.bind(tx, form.proof, no)
  return { row, fresh: true }
}
