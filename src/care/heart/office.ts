import type { Person } from '../../kernel/person.ts'

/** Who reads a case: the organisation what weighs on somebody, 纪检 alone what reports somebody's misconduct. */
export type Office = 'heart' | 'report'

/** What is written down for 纪检: a case of its own, with numbers of its own. */
export const REPORT = 'report'

/**
 * Who reads no report, even where he is of 纪检 as well: HR must have no way to one, nor whoever gives out roles.
 * 《纪检监察机关处理检举控告工作规则》 art. 47.
 */
const NEVER_REPORTS = ['handler', 'hr', 'admin']

/** The office a case of this kind belongs to. @param kind of a case: heart, flag, report */
export function officeOf(kind: string): Office {
  return kind === REPORT ? 'report' : 'heart'
}

/** Whether somebody may read what belongs to an office, with a key to it. */
export function reads({ roles }: Pick<Person, 'roles'>, office: Office): boolean {
  if (office === 'heart') return roles.includes('handler')
  return roles.includes('discipline') && !NEVER_REPORTS.some(role => roles.includes(role))
}

/** The one office whose cases a key of this person's opens: what he may read, or could not read yet. */
export function officeOfReader(person: Pick<Person, 'roles'>): Office {
  return reads(person, 'report') ? 'report' : 'heart'
}
