import { and, desc, eq, inArray } from 'drizzle-orm'
import { formatHalfDay, formatSpan } from '../../dialogue/format.ts'
import type { HalfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { Telling } from '../applications/kind.ts'
import type { Stretch } from './rules.ts'

/** An absence of somebody, as far as who stands in for it has to know of it. */
type Absence = { readonly no: string; readonly person: string } & Stretch

/** It was withdrawn or refused, or nothing of it was taken: who stands in, or was asked to, need not. */
export async function endStandIn(context: Telling, absence: Absence): Promise<void> {
  await tell(context, absence, 'stand_in_over', {
    span: formatSpan(absence.from, absence.to, context.tools.words(), context.today),
  })
  await releaseStandIn(context, absence.no)
}

/** It ends before a half-day of it. */
export async function shortenStandIn(context: Telling, absence: Absence, first: HalfDay): Promise<void> {
  if (first <= absence.from) return endStandIn(context, absence)
  if (first > absence.to) return
  await tell(context, absence, 'stand_in_until', {
    when: formatHalfDay(first, context.tools.words(), context.today),
  })
}

/** He is there for some days in the middle of it. */
export async function pauseStandIn(context: Telling, absence: Absence, days: Stretch): Promise<void> {
  const when = formatSpan(days.from, days.to, context.tools.words(), context.today)
  await tell(context, absence, 'stand_in_pause', { when })
}

/** Whoever was asked before need not any more; nobody is told. */
export async function releaseStandIn({ tx }: Pick<Telling, 'tx'>, no: string): Promise<void> {
  const { standIn } = tx.t
  await tx.db
    .update(standIn)
    .set({ status: 'released' })
    .where(and(eq(standIn.no, no), inArray(standIn.status, ['asked', 'agreed'])))
}

/** Who stands in for an absence, or was asked to; null where nobody. */
export async function whoStandsIn(
  { tx, tools }: Pick<Telling, 'tx' | 'tools'>,
  no: string,
): Promise<{ person: Person; agreed: boolean } | null> {
  const { standIn } = tx.t
  const [row] = await tx.db
    .select({ person: standIn.person, status: standIn.status })
    .from(standIn)
    .where(and(eq(standIn.no, no), inArray(standIn.status, ['asked', 'agreed'])))
  const person = row && (await tools.directory.byId(tx, row.person))
  return person ? { person, agreed: row.status === 'agreed' } : null
}

/** Who was asked to stand in for an absence that is no more, unless he could not; null where nobody was. */
export async function askedToStandIn(
  { tx, tools }: Pick<Telling, 'tx' | 'tools'>,
  no: string,
): Promise<Person | null> {
  const { standIn } = tx.t
  const [row] = await tx.db
    .select({ person: standIn.person })
    .from(standIn)
    .where(and(eq(standIn.no, no), inArray(standIn.status, ['asked', 'agreed', 'released'])))
    .orderBy(desc(standIn.at))
    .limit(1)
  return row ? tools.directory.byId(tx, row.person) : null
}

async function tell(
  context: Telling,
  { no, person }: Absence,
  notice: 'stand_in_over' | 'stand_in_until' | 'stand_in_pause',
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const { tx, tools, now, push } = context
  const stands = await whoStandsIn(context, no)
  const whose = stands && (await tools.directory.byId(tx, person))
  if (!whose) return
  const key = `stand_in/change/${no}/${now}`
  await push(stands.person, notice, { key, values: { no, name: whose.name, ...values } })
}
