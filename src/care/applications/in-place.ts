import type { Person } from '../../kernel/person.ts'
import type { Tx } from '../../storage/storage.ts'
import { deputyOf, type Moment } from './deputies.ts'
import { type Step, stepsOf } from './steps.ts'
import type { Application } from './store.ts'

/**
 * Who is asked to decide a request today in place of its approver: the deputy he has named for now, else himself,
 * however far he is.
 */
export async function askedInPlace(moment: Moment, found: Application, approver: Person): Promise<Person> {
  const deputy = await deputyOf(moment, approver)
  if (!deputy) return approver
  return (await barredInPlace(moment.tx, found)).includes(deputy.id) ? approver : deputy
}

/** Who may not decide a request in place of another: who may not at all, and who has decided in its chain. */
export async function barredInPlace(tx: Tx, found: Application): Promise<string[]> {
  return [...barredFrom(found), ...(await stepsOf(tx, found.no)).flatMap(decidersOf)]
}

/** Who may not decide a request: whom it is for; and who wrote it, unless it is overtime, which superiors list. */
export function barredFrom({
  kind,
  person,
  author,
}: Pick<Application, 'kind' | 'person' | 'author'>): string[] {
  return kind === 'overtime' ? [person] : [person, author]
}

/** Who agreed at a place of a chain, and for whom where he stood in for somebody; nobody where it is not agreed to. */
export function decidersOf({ state, person, by }: Step): string[] {
  if (state !== 'agreed') return []
  return by === null || by === person ? [person] : [by, person]
}
