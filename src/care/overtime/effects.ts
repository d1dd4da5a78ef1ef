import { formatDate } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import { watchWaiting } from '../applications/jobs.ts'
import { nextNumber } from '../applications/store.ts'
import { doneEffects } from './done.ts'
import { LIST, listEffects } from './list.ts'
import { protectedAmong, tellProtected } from './protect.ts'
import { recordOvertime } from './record.ts'
import type { Stretch, WorkKind } from './rules.ts'
import type { OvertimeRow } from './store.ts'
import { purposeLabel, recordWords, remarks } from './words.ts'

export const overtimeEffects = {
  /** Hands in one's own record, or one for each of several days, and asks the supervisor to confirm. */
  'overtime.create': effect(
    {
      with: {
        kind: 'choice',
        date: 'date',
        hours: 'number',
        clock: 'text',
        days: 'shifts',
        purpose: 'choice',
        subsidy: 'yes_no',
        proof: 'file',
      },
      optional: ['kind', 'date', 'hours', 'clock', 'days', 'subsidy', 'proof'],
      result: { no: 'text', approver: 'text', count: 'number' },
      refusals: { no_supervisor: [], duplicate: ['no', 'day'], protected: ['until'] },
    },
    async (
      context,
      { kind = 'overtime', date, hours, clock, days, purpose, subsidy = false, proof = [] },
    ) => {
      const { tx, person, tools, today } = context
      const supervisor = person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
      if (!supervisor || supervisor.id === person.id) throw new Refusal('no_supervisor')
      const stretches = days ?? stretchOf(date, hours, clock)
      await refuseProtected(context, person, stretches)
      const list = stretches.length > 1 ? await nextNumber(tx, LIST, today) : null
      const way = { source: 'self', turn: supervisor.id, list, proof: proof.map(file => file.id) } as const
      const rows: OvertimeRow[] = []
      let anyFresh = false
      for (const [i, stretch] of stretches.entries()) {
        const key = i === 0 ? context.key : `${context.key}/${i}`
        const about = { person, kind: kind as WorkKind, purpose, subsidy, ...stretch }
        const { row, fresh } = await recordOvertime({ ...context, key }, about, way)
        rows.push(row)
        if (fresh) await tellProtected(context, person, row)
        anyFresh ||= fresh
      }
      if (anyFresh) await ask(context, supervisor, rows, { purpose, list })
      return {
        no: rows.map(row => row.no).join(tools.words().and),
        approver: titleOf(supervisor),
        count: rows.length,
      }
    },
  ),
  ...listEffects,
  ...doneEffects,
}

/** One day, from the slots that hold it. */
function stretchOf(
  date: string | undefined,
  hours: number | undefined,
  clock: string | undefined,
): Stretch[] {
  return date === undefined || hours === undefined
    ? []
    : [{ date, minutes: Math.round(hours * 60), clock: clock ?? '' }]
}

/** @throws Refusal where work that is still to come must not be asked of somebody */
async function refuseProtected(
  { tx, tools, today }: EffectContext,
  person: Person,
  stretches: readonly Stretch[],
) {
  const [next] = stretches.filter(({ date }) => date > today)
  const until = next && (await protectedAmong(tx, [person.id], next.date)).get(person.id)
  if (until !== undefined) throw new Refusal('protected', { until: formatDate(until, tools.words(), today) })
}

/** One message for all of it: a record alone with its buttons, several with the way to where they wait. */
async function ask(
  context: EffectContext,
  supervisor: Person,
  rows: readonly OvertimeRow[],
  { purpose, list }: { purpose: string; list: string | null },
): Promise<void> {
  const { tools, today, person, push } = context
  const [first] = rows
  if (!first) return
  const about = { name: person.name, purpose: purposeLabel(tools, purpose), remarks: remarks(tools, first) }
  if (list === null)
    await push(supervisor, 'overtime_to_decide', {
      key: `decide/${first.no}`,
      values: { ...recordWords(tools, first, today), ...about, clock: first.clock ?? '' },
    })
  else
    await push(supervisor, 'overtime_list_to_decide', {
      key: `decide/${list}`,
      values: { ...about, no: list, count: rows.length, lines: linesOf(context, rows) },
    })
  await watchWaiting(context, supervisor.id)
}

function linesOf({ tools, today }: EffectContext, rows: readonly OvertimeRow[]): string {
  return rows.map(row => tools.text('overtime_day_line', recordWords(tools, row, today))).join('')
}
