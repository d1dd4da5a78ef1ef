import { type Person, titleOf } from '../../kernel/person.ts'
import type { Push } from '../../runtime/push.ts'

/** Asks the one it is about, who learns who would see it, before anybody else does. */
export async function askConsent(
  push: Push,
  about: { no: string; person: Person; author: Person; officer: Person; leader: Person },
  time: 'first' | 'again',
): Promise<void> {
  const { no, person, author, officer, leader } = about
  await push(person, 'hardship_consent', {
    key: `consent/${no}/${time}`,
    values: { no, author: author.name, officer: titleOf(officer), second: titleOf(leader) },
  })
}

/** Hands a request to the officer: its number and by when, nothing of what it says. */
export async function askOfficer(
  push: Push,
  officer: Person,
  about: { no: string; step: number; due: string },
): Promise<void> {
  const { no, step, due } = about
  await push(officer, 'hardship_to_check', { key: `decide/${no}/${step}`, values: { no, due } })
}

/** What the area says unasked, with the names its texts may use. */
export const hardshipNotices = {
  hardship_brief: [],
  hardship_brief_for: ['name'],
  hardship_next: ['officer', 'days'],
  hardship_next_for: ['name', 'officer'],
  hardship_consent: ['no', 'author', 'officer', 'second'],
  hardship_consented: ['officer', 'days'],
  hardship_declined: ['author'],
  hardship_consented_told: ['no', 'name', 'officer'],
  hardship_declined_told: ['no', 'name'],
  hardship_void: ['no', 'name'],
  hardship_to_check: ['no', 'due'],
  hardship_to_decide: ['no', 'officer'],
  hardship_to_pay: ['no'],
  hardship_checked: ['no', 'officer', 'second'],
  hardship_approved: ['no', 'officer', 'leader'],
  hardship_refused: ['no', 'approver', 'reason'],
  hardship_missing: ['no', 'what', 'officer'],
  hardship_urged: ['no'],
  hardship_waits: ['no', 'due'],
  hardship_erased: [],
  hardship_own_illness: [],
  hardship_family_illness: [],
  hardship_accident: [],
  hardship_school: [],
  hardship_living: [],
  hardship_other: [],
} as const
