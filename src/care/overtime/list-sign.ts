import { type Person, titleOf } from '../../kernel/person.ts'
import type { CareContext, EffectContext } from '../../runtime/context.ts'
import { recordDecision } from '../applications/decisions.ts'
import { deputyOf } from '../applications/deputies.ts'
import { type Chain, planChain } from '../applications/plan.ts'
import { setStep, stepsOf } from '../applications/steps.ts'
import { findApplication } from '../applications/store.ts'
import { watchWaiting } from '../applications/watch-waiting.ts'
import { confirm } from './confirm.ts'
import type { OvertimeRow } from './store.ts'
import { purposeLabel, recordWords, remarks } from './words.ts'

/** Whose word a record needs that a superior makes for somebody. */
export interface Signing {
  readonly chain: Chain
  /** How many of the chain he is himself: his saying so is theirs. */
  readonly mine: number
  /** Who confirms it after him; null = nobody, it counts. */
  readonly next: Person | null
}

/** By `approvals.yaml`, as if the person had handed it in himself. @returns null where there are too few to decide it */
export async function signingOf(context: CareContext, who: Person, kind: string): Promise<Signing | null> {
  const chain = await planChain(context, who, { kind: 'overtime', of: kind, halfDays: 0, leavesCity: false })
  if (!chain) return null
  const after = chain.approvers.findIndex(({ person }) => person.id !== context.person.id)
  const mine = after < 0 ? chain.approvers.length : after
  return { chain, mine, next: chain.approvers[mine]?.person ?? null }
}

/** The word of who recorded it stands beside the record as any other; where nobody is left to confirm it, it counts. */
export async function sign(
  context: EffectContext,
  { mine, next }: Signing,
  who: Person,
  row: OvertimeRow,
): Promise<void> {
  const { tx, tools, today, now, person, push } = context
  const found = await findApplication(tx, row.no)
  // He signs for himself, before it is the next one's turn.
  if (found && mine > 0) await recordDecision(context, { ...found, turn: person.id }, 'agreed', null)
  if (next === null)
    return confirm(context, who, row.no, { notice: 'overtime_recorded', approver: titleOf(person) })
  const steps = await stepsOf(tx, row.no)
  for (const step of steps.slice(0, mine))
    await setStep(tx, step.id, { state: 'agreed', by: person.id, at: now })
  const turn = steps[mine]
  if (turn) await setStep(tx, turn.id, { state: 'turn' })
  await push(who, 'overtime_listed', {
    key: `listed/${row.no}`,
    values: { ...recordWords(tools, row, today), approver: titleOf(person), next: titleOf(next) },
  })
}

/**
 * One message to each who has to confirm some of a list.
 * @returns how those are called who were asked
 */
export async function askForList(
  context: EffectContext,
  { no, purpose, papers }: { no: string; purpose: string; papers: number },
  signed: readonly { who: Person; row: OvertimeRow; next: Person }[],
): Promise<string[]> {
  const { tools, today, person, push } = context
  const asked: string[] = []
  for (const records of Map.groupBy(signed, ({ next }) => next.id).values()) {
    const [first] = records
    if (!first) continue
    const deputy = await deputyOf(context, first.next)
    const to = deputy && records.every(({ who }) => who.id !== deputy.id) ? deputy : first.next
    await push(to, 'overtime_people_to_decide', {
      key: `decide/${no}/${first.next.id}`,
      values: {
        no,
        name: titleOf(person),
        count: records.length,
        purpose: purposeLabel(tools, purpose),
        remarks: remarks(tools, first.row, papers),
        lines: records
          .map(({ who, row }) =>
            tools.text('overtime_list_line', { ...recordWords(tools, row, today), name: who.name }),
          )
          .join(''),
      },
    })
    await watchWaiting(context, first.next.id)
    asked.push(titleOf(to))
  }
  return asked
}
