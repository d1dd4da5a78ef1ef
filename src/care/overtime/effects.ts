import { formatDate } from '../../dialogue/format.ts'
import type { Shift } from '../../dialogue/value.ts'
import { localTime } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import { handOver } from '../applications/chain-of.ts'
import { deputyOf } from '../applications/deputies.ts'
import { type Chain, planChain } from '../applications/plan.ts'
import { nextNumber } from '../applications/store.ts'
import { watchWaiting } from '../applications/watch-waiting.ts'
import { askOvertime } from './ask.ts'
import { doneEffects } from './done.ts'
import { listEffects } from './list.ts'
import { OVERTIME } from './policy.ts'
import { protectedAmong, tellProtected } from './protect.ts'
import { recalledAmong } from './recalled.ts'
import { recordOvertime } from './record.ts'
import { isOver, kindOf, type Stretch, type WorkKind } from './rules.ts'
import { LIST, type OvertimeRow } from './store.ts'
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
      refusals: {
        no_supervisor: [],
        duplicate: ['no', 'day'],
        protected: ['until'],
        recalled: ['day'],
        on_leave: ['no', 'day'],
      },
    },
    async (
      context,
      { kind = 'overtime', date, hours, clock, days, purpose, subsidy = false, proof = [] },
    ) => {
      const { tx, person, tools, today } = context
      const chain = await planChain(context, person, {
        kind: 'overtime',
        of: kind,
        halfDays: 0,
        leavesCity: false,
      })
      const [first] = chain?.approvers ?? []
      if (!chain || !first) throw new Refusal('no_supervisor')
      const stretches: readonly Shift[] = days ?? stretchOf(date, hours, clock)
      await refuseProtected(context, person, stretches)
      await refuseRecalled(context, person, stretches)
      const list = stretches.length > 1 ? await nextNumber(tx, LIST, today) : null
      const papers = proof.map(file => file.id)
      const way = { source: 'self', turn: first.person.id, chain, list, proof: papers } as const
      const rows: OvertimeRow[] = []
      let anyFresh = false
      for (const [i, stretch] of stretches.entries()) {
        const key = i === 0 ? context.key : `${context.key}/${i}`
        const { choice, ...worked } = stretch
        const own = choice as WorkKind | undefined
        const meant = kindOf(tools.policy(OVERTIME), { kind: kind as WorkKind, own, subsidy })
        const about = { person, purpose, ...worked, ...meant }
        const { row, fresh } = await recordOvertime({ ...context, key }, about, way)
        rows.push(row)
        if (fresh) await tellProtected(context, person, row)
        anyFresh ||= fresh
      }
      const approver = anyFresh
        ? await ask(context, chain, rows, { purpose, list, papers: papers.length })
        : first.person
      return {
        no: rows.map(row => row.no).join(tools.words().and),
        approver: titleOf(approver),
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
async function refuseProtected(context: EffectContext, person: Person, stretches: readonly Stretch[]) {
  const { tools, now, today } = context
  const at = localTime(now, tools.zone)
  const next = stretches.find(one => !isOver(tools.calendar, tools.policy(OVERTIME), one, at))
  const until = next && (await protectedAmong(context, [person.id], next.date)).get(person.id)
  if (until !== undefined) throw new Refusal('protected', { until: formatDate(until, tools.words(), today) })
}

/** @throws Refusal where he was called back from leave that day: it was returned to him. What came on top, HR records */
async function refuseRecalled(
  { tx, tools, today }: EffectContext,
  person: Person,
  stretches: readonly Stretch[],
) {
  for (const { date } of stretches)
    if ((await recalledAmong(tx, [person.id], date)).size > 0)
      throw new Refusal('recalled', { day: formatDate(date, tools.words(), today) })
}

/**
 * One message for all of it: a record alone with its buttons, several with the way to where they wait.
 * @returns who was asked
 */
async function ask(
  context: EffectContext,
  chain: Chain,
  rows: readonly OvertimeRow[],
  { purpose, list, papers }: { purpose: string; list: string | null; papers: number },
): Promise<Person> {
  const { tools, person, push } = context
  const [[record], [approver]] = [rows, chain.approvers]
  if (!record || !approver) throw new Error('There is nothing to confirm, or nobody to do it.')
  if (list === null)
    return handOver(
      context,
      { kind: 'overtime', ask: askOvertime },
      { no: record.no, applicant: person, chain },
    )
  const deputy = await deputyOf(context, approver.person)
  const to = deputy && deputy.id !== person.id ? deputy : approver.person
  await push(to, 'overtime_list_to_decide', {
    key: `decide/${list}`,
    values: {
      name: person.name,
      purpose: purposeLabel(tools, purpose),
      remarks: remarks(tools, record, papers),
      no: list,
      count: rows.length,
      lines: linesOf(context, rows),
    },
  })
  await watchWaiting(context, approver.person.id)
  return to
}

function linesOf({ tools, today }: EffectContext, rows: readonly OvertimeRow[]): string {
  return rows.map(row => tools.text('overtime_day_line', recordWords(tools, row, today))).join('')
}
