import { Refusal } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { handOver } from '../applications/chain-of.ts'
import { planChain } from '../applications/plan.ts'
import { createApplication } from '../applications/store.ts'
import { reachOf } from '../away/form.ts'
import { askLeave, isLeftToHr } from './ask.ts'
import type { LeaveForm } from './form.ts'
import { holdLedger } from './ledger.ts'
import { watchBegin } from './undecided.ts'

/** A request of leave that has its number. */
export interface Filed {
  readonly no: string
  /** Not so where the same effect ran before. */
  readonly fresh: boolean
  /** Who decides first, by surname and post. */
  readonly approver: string
  /** Asks him, once everything else of the request is written. @returns who was asked in the end: he or his deputy */
  ask(): Promise<string>
}

/**
 * Gives a request of leave its number and the chain that decides it.
 * @param about `length`: half-days by which it is judged how far up it goes; `except`: numbers whose place it takes
 * @throws Refusal no_supervisor where nobody can decide it
 */
export async function fileLeave(
  context: EffectContext,
  form: LeaveForm,
  { length = form.halfDays, except = [] }: { length?: number; except?: readonly string[] } = {},
): Promise<Filed> {
  const { tx, person, author = person } = context
  await holdLedger(tx, person.id)
  const asked = {
    kind: 'leave' as const,
    of: form.kind,
    halfDays: length,
    ...reachOf(form.trip),
    forHr: await isLeftToHr(context, form, except),
  }
  const chain = await planChain(context, person, asked, author)
  const [first] = chain?.approvers ?? []
  if (!chain || !first) throw new Refusal('no_supervisor')
  const { no, fresh } = await createApplication(context, {
    kind: 'leave',
    person: person.id,
    status: 'pending',
    turn: first.person.id,
    form,
    chain,
  })
  if (fresh) await watchBegin(context, no, form.from)
  return {
    no,
    fresh,
    approver: titleOf(first.person),
    async ask() {
      return titleOf(
        await handOver(context, { kind: 'leave', ask: askLeave }, { no, applicant: person, chain }),
      )
    },
  }
}
