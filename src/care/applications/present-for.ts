import type { Person } from '../../kernel/person.ts'
import { barredFrom, decidersOf } from './in-place.ts'
import { ADDED, type Around, presentOf } from './plan.ts'
import type { Step } from './steps.ts'
import type { Application } from './store.ts'

/**
 * Who it is now that a step of a request has come (`presentOf`). Who has decided in another's place before does not
 * decide once more as himself: the next one up does, where there is none HR. What comes “above” counts from the last
 * one of the chain, and not from whom he added (加签).
 * @returns null where there is nobody
 */
export async function presentFor(
  around: Around,
  found: Application,
  { applicant, steps, step }: { applicant: Person; steps: readonly Step[]; step: Step },
): Promise<Person | null> {
  const { tx, tools } = around
  const agreed = steps.filter(one => one.state === 'agreed')
  const last = agreed.findLast(one => one.found !== ADDED)
  const before = last ? await tools.directory.byId(tx, last.person) : null
  const stoodIn = agreed.flatMap(({ by, person }) => (by === null || by === person ? [] : [by]))
  const barred = [...barredFrom(found), ...stoodIn]
  const present = await presentOf(around, step, { applicant, barred, before })
  if (present || stoodIn.length === 0) return present
  const decided = [...barred, ...agreed.flatMap(decidersOf)]
  return (await tools.directory.withRole(tx, 'hr')).find(({ id }) => !decided.includes(id)) ?? null
}
