import { formatHalfDay, formatSpan } from '../../dialogue/format.ts'
import { type HalfDay, nextHalf } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'
import type { Deciding, Telling } from '../applications/kind.ts'
import { APPROVALS } from '../applications/policy.ts'
import { dependsOnCity, fits } from '../applications/rules.ts'
import { JOURNEY, stepsOf } from '../applications/steps.ts'
import { filedWith, fileWith } from './filed-with.ts'
import { AWAY } from './policy.ts'
import type { Stretch } from './rules.ts'
import { awayOf, openAway, reportAway, setAway } from './store.ts'

export const withLeaveLookups = {
  /** Who is meant to stand in. `why` it cannot be: '' = it can, `nobody`, `several` of that name, `self`. */
  stand_in_named: lookup(
    { with: { acting: 'text' }, returns: { name: 'text', why: 'text' } },
    async ({ tools, person }, { acting }) => {
      const { userid: _, ...found } = namedIn(tools, acting, person)
      return found
    },
  ),
}

/** What a request for leave asks besides, by the tables: nothing of an ordinary one. Reads no row. */
export function asksBesides(
  { policy }: Pick<Tools, 'policy'>,
  { rank }: Person,
  { kind, halfDays }: { kind: string; halfDays: number },
): { city: boolean; cover: boolean } {
  const asked = { kind: 'leave', of: kind, halfDays } as const
  const [approvals, away] = [policy(APPROVALS), policy(AWAY)]
  const anyFits = (list: typeof away.ask_city) =>
    list.some(when => fits(approvals, when, { ...asked, leavesCity: false }, rank))
  return {
    city: anyFits(away.ask_city) || dependsOnCity(approvals, asked, rank),
    cover: anyFits(away.ask_stand_in),
  }
}

/** The one colleague whom a text names. @returns `why` not, where it is not one, or oneself */
export function namedIn(
  { directory, words }: Pick<Tools, 'directory' | 'words'>,
  text: string,
  me: Person,
): { userid: string; name: string; why: '' | 'nobody' | 'several' | 'self' } {
  const named = directory.named(text)
  // Of people of one name, the one whose unit or post was said too.
  const meant = named.filter(({ label }) => {
    const [, ...apart] = label.split(' ')
    return apart.some(word => text.includes(word))
  })
  const [one, ...more] = meant.length > 0 ? meant : named
  if (!one) return { userid: '', name: '', why: 'nobody' }
  if (more.length > 0)
    return { userid: '', name: [one, ...more].map(each => each.label).join(words().and), why: 'several' }
  return { userid: one.userid, name: one.name, why: one.userid === me.userid ? 'self' : '' }
}

/**
 * The leave was approved: the journey that its form told of is reported with it, under its number. With whom it is
 * filed learns it with the leave; where that is filed with nobody, HR is told as of every journey. What he had
 * reported already stands; of a leave made longer (续假) the journey becomes longer.
 */
export async function reportWithLeave(
  context: Deciding,
  leave: Stretch & { no: string; extends: string | null },
  applicant: Person,
): Promise<void> {
  const { tx, tools, today, now } = context
  const { no, from, to } = leave
  const begun = leave.extends === null ? null : await awayOf(tx, leave.extends)
  const goesOn = begun?.status === 'reported' ? begun : null
  if (goesOn) await setAway(tx, goesOn.no, { to })
  else {
    if ((await openAway(tx, applicant.id, from)).some(other => other.from <= to)) return
    await reportAway(tx, { no, person: applicant.id, from, to })
  }
  const span = formatSpan(goesOn?.from ?? from, to, tools.words(), today)
  const values = { no: goesOn?.no ?? no, name: applicant.name, span }
  await fileWith(context, await toldWithLeave(context, no, applicant), values, `${no}/${now}`)
}

/** The leave is no more, or waits again: nor is its journey. Who was told of it learns that. */
export async function takeBackWithLeave(
  context: Telling,
  { no }: { no: string },
  applicant: Person,
): Promise<void> {
  const { tx, tools, today, now, push } = context
  const row = await awayOf(tx, no)
  if (row?.status !== 'reported') return
  await setAway(tx, no, { status: 'withdrawn' })
  const span = formatSpan(row.from, row.to, tools.words(), today)
  for (const hr of await filedWith(context, no))
    await push(hr, 'away_filed_back', {
      key: `away/back/${no}/${now}`,
      values: { no, name: applicant.name, span },
    })
}

/**
 * What made a leave longer is no more, or waits again: the journey that had become longer with it ends with the leave,
 * as before. Who was told of it learns that.
 * @param end the last half-day of the leave without it
 */
export async function shortenWithLeave(
  context: Telling,
  added: Stretch & { no: string; extends: string | null },
  { applicant, end }: { applicant: Person; end: HalfDay },
): Promise<void> {
  const { tx, tools, today, now, push } = context
  const row = added.extends === null ? null : await awayOf(tx, added.extends)
  // Another end is another's: that of a later part, or of somebody who came back.
  if (row?.status !== 'reported' || row.to !== added.to || row.back !== null) return
  await setAway(tx, row.no, { to: end })
  const words = tools.words()
  const span = formatSpan(row.from, row.to, words, today)
  const values = { no: row.no, name: applicant.name, span, when: formatHalfDay(nextHalf(end), words, today) }
  for (const hr of await filedWith(context, row.no))
    await push(hr, 'away_filed_until', { key: `away/until/${added.no}/${now}`, values })
}

/** HR, where the leave is filed with nobody: who it is filed with learns of the journey by that. */
async function toldWithLeave(
  { tx, tools }: Pick<Telling, 'tx' | 'tools'>,
  no: string,
  applicant: Person,
): Promise<Person[]> {
  if ((await stepsOf(tx, no)).some(({ does, found }) => does === 'file' && found !== JOURNEY)) return []
  return (await tools.directory.withRole(tx, 'hr')).filter(({ id }) => id !== applicant.id)
}

/** The leave ended before a half-day, and its journey with it; before it began, there was none. Who was told learns it. */
export async function endWithLeave(
  context: Telling,
  leave: { no: string; person: string },
  { first, last, back }: { first: HalfDay; last: HalfDay; back: HalfDay | null },
): Promise<void> {
  const { tx, tools, today, now, push } = context
  const row = await awayOf(tx, leave.no)
  const applicant = await tools.directory.byId(tx, leave.person)
  if (row?.status !== 'reported' || !applicant) return
  if (first <= row.from) return takeBackWithLeave(context, leave, applicant)
  await setAway(tx, leave.no, { to: first <= row.to ? last : row.to, back: row.back ?? back })
  if (first > row.to) return
  const values = {
    no: leave.no,
    name: applicant.name,
    span: formatSpan(row.from, row.to, tools.words(), today),
    when: formatHalfDay(first, tools.words(), today),
  }
  for (const hr of await filedWith(context, leave.no))
    await push(hr, 'away_filed_until', { key: `away/until/${leave.no}/${now}`, values })
}
