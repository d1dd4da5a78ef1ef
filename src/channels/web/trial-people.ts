import type { Person } from '../../kernel/person.ts'

/** Somebody of the sample roster, as one may pick who one is. */
export interface TrialPerson {
  readonly userid: string
  readonly name: string
  readonly unit: string
  readonly post: string | null
  /** The supervisor's name. */
  readonly supervisor: string | null
  /** What the roster says; not what everybody has. */
  readonly roles: readonly string[]
}

/** Telephone numbers, dates of birth and ranks stay out: nothing on the page needs them. */
export function trialPeople(people: readonly Person[]): TrialPerson[] {
  const names = new Map(people.map(p => [p.userid, p.name]))
  return [...people]
    .sort((a, b) => a.sort - b.sort)
    .map(({ userid, name, unit, post, supervisor, roles }) => ({
      userid,
      name,
      unit,
      post,
      supervisor: supervisor === null ? null : (names.get(supervisor) ?? null),
      roles: roles.filter(role => role !== 'staff'),
    }))
}
