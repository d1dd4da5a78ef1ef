import { Refusal } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { chainOf } from './chain-of.ts'
import { standsInFor } from './deputies.ts'
import { holdApplicants } from './hold.ts'
import { barredInPlace } from './in-place.ts'
import type { ApplicationKind } from './kind.ts'
import type { Step } from './steps.ts'
import { type Application, findApplication, waitingFor } from './store.ts'

export type KindOf = (application: Application) => ApplicationKind

/** A request whose turn mine is, by itself or because I stand in for whose it is. */
export interface Mine {
  readonly found: Application
  readonly applicant: Person
  readonly steps: readonly Step[]
  /** Mine of them. */
  readonly step: Step
}

/**
 * A request that the person of this moment may decide now.
 * @throws Refusal `decided` where somebody was quicker, `not_yours` for everything else that is not his
 */
export async function takeTurn(context: CareContext, kindOf: KindOf, no: string): Promise<Mine> {
  await holdApplicants(context.tx, [no])
  const found = await findApplication(context.tx, no)
  if (!found) throw new Refusal('not_yours')
  if (!(await mayDecide(context, kindOf, found))) throw refusalFor(context, found)
  const applicant = await context.tools.directory.byId(context.tx, found.person)
  const steps = await chainOf(context, found)
  const step = steps.find(one => one.state === 'turn')
  if (!applicant || !step) throw new Refusal('not_yours')
  return { found, applicant, steps, step }
}

/** How I sign a decision: by name and post, and for whom where I stand in for somebody. */
export async function signed(context: CareContext, { found }: Mine): Promise<string> {
  const { tx, tools, person } = context
  const absent = found.turn === person.id ? null : await tools.directory.byId(tx, found.turn ?? '')
  const name = titleOf(person)
  return absent ? tools.text('signed_for', { name, absent: titleOf(absent) }) : name
}

/** Everything that waits for somebody: what is his to decide, and what is that of those he stands in for. */
export async function waitingForMe(context: CareContext, kindOf: KindOf): Promise<Application[]> {
  const { tx, person } = context
  const absent = await standsInFor(context, person.id)
  const waiting = await waitingFor(tx, person.id, ...absent)
  const mine: Application[] = []
  for (const found of waiting)
    if (found.turn === person.id || (await isFor(context, kindOf, found))) mine.push(found)
  return mine
}

async function mayDecide(context: CareContext, kindOf: KindOf, found: Application): Promise<boolean> {
  const { person } = context
  if (found.turn === null) return false
  if (found.turn === person.id) return true
  return (await standsInFor(context, person.id)).includes(found.turn) && isFor(context, kindOf, found)
}

/** Whether who stands in may decide it: nothing quiet, nothing of his own, and nothing that he has decided before. */
async function isFor({ tx, person }: CareContext, kindOf: KindOf, found: Application): Promise<boolean> {
  return !kindOf(found).quiet && !(await barredInPlace(tx, found)).includes(person.id)
}

/** A decision that comes too late says how it ended; one that never was yours says no more than that. */
export function refusalFor({ tools }: Pick<CareContext, 'tools'>, found: Application): Refusal {
  if (found.turn !== null || found.status === 'withdrawn') return new Refusal('not_yours')
  return new Refusal('decided', { state: tools.text(`status_${found.status}`) })
}
