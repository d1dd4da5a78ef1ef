import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import type { KindOf } from './my-turn.ts'
import { APPROVALS } from './policy.ts'
import { type Step, stepsOf } from './steps.ts'
import { type Application, findApplication } from './store.ts'

/** Why a consent cannot be taken back any more; each has words that say what to do instead, `undo_…`. */
export const TOO_LATE = [
  'gone',
  'refused',
  'next',
  'hours',
  'quiet',
  'begun',
  'followed',
  'listed',
  'changed',
  'spent',
] as const
export type TooLate = (typeof TOO_LATE)[number]

/** A consent of mine that stands, and could be taken back. */
export interface Undoable {
  readonly found: Application
  readonly applicant: Person
  readonly steps: readonly Step[]
  /** Where I agreed. */
  readonly step: Step
}

const HOUR = 3_600_000

/**
 * Whether what somebody has agreed to can still be taken back: not long after, nobody acted on it since, and nothing of
 * it has begun.
 * @returns why not, where it cannot
 */
export async function undoable(
  context: CareContext,
  kindOf: KindOf,
  no: string,
): Promise<Undoable | TooLate> {
  const { tx, tools, now, person } = context
  const found = await findApplication(tx, no)
  const steps = await stepsOf(tx, no)
  const mine = steps.findLast(one => one.by === person.id && one.state !== 'waiting')
  const applicant = found && (await tools.directory.byId(tx, found.person))
  if (!found || !applicant || !mine || found.status === 'withdrawn') return 'gone'
  if (mine.state === 'refused') return 'refused'
  if (kindOf(found).quiet) return 'quiet'
  const last = steps.findLast(
    one => one.does === 'decide' && (one.state === 'agreed' || one.state === 'refused'),
  )
  if (last?.id !== mine.id || found.status === 'returned') return 'next'
  const { undo_within_hours: hours = 0 } = tools.policy(APPROVALS)
  if (now - (mine.at ?? 0) > hours * HOUR) return 'hours'
  if (found.status !== 'approved') return { found, applicant, steps, step: mine }
  const why = (await kindOf(found).cannotUndo?.({ ...context, person: applicant }, found)) ?? 'followed'
  return why === '' ? { found, applicant, steps, step: mine } : why
}
