import { and, eq } from 'drizzle-orm'
import { formatSpan } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { type HalfDay, halfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import type { Tx } from '../../storage/storage.ts'
import { askedInPlace } from '../applications/in-place.ts'
import type { Deciding } from '../applications/kind.ts'
import { type Application, findApplication, requestsOf } from '../applications/store.ts'
import { leaveOf } from '../leave/store.ts'
import type { Stretch } from './rules.ts'
import { releaseStandIn, whoStandsIn } from './stand-in-over.ts'
import { awayOf } from './store.ts'

/** Requests of one person that are looked through. */
const MOST = 20

export const standInLookups = {
  /** My absences that go on or are to come and for which I may ask somebody to stand in. */
  my_absences: lookup({ with: {}, returns: 'options' }, async ({ tx, today, person }) => {
    const options = []
    for (const { no, kind } of await requestsOf(tx, person.id, ['pending', 'approved'], MOST)) {
      if (kind !== 'leave' && kind !== 'away') continue
      const stretch = await absenceOf(tx, no)
      if (stretch && stretch.to >= halfDay(today, 'a')) options.push({ value: no, label: no })
    }
    return options
  }),

  /**
   * For whom I was asked to stand in, first what I have not answered, then what I agreed to; what is over, refused or
   * withdrawn is not among them.
   */
  to_stand_in: lookup({ with: {}, returns: 'options' }, async context => [
    ...(await waitingToStandIn(context)),
    ...(await askedOf(context, 'agreed')).map(({ value, label }) => ({
      value,
      label: context.tools.text('stand_in_mine', { what: label }),
    })),
  ]),
}

/** Absences for which somebody was asked to stand in and has not answered, with whose they are. */
export function waitingToStandIn(context: CareContext) {
  return askedOf(context, 'asked')
}

async function askedOf({ tx, tools, today, person }: CareContext, status: 'asked' | 'agreed') {
  const { standIn } = tx.t
  const rows = await tx.db
    .select({ no: standIn.no })
    .from(standIn)
    .where(and(eq(standIn.person, person.id), eq(standIn.status, status)))
  const options = []
  for (const { no } of rows) {
    const stretch = await absenceOf(tx, no)
    const found = stretch && stretch.to >= halfDay(today, 'a') ? await findApplication(tx, no) : null
    const whose = found && (await tools.directory.byId(tx, found.person))
    if (whose) options.push({ value: no, label: `${no} ${whose.name}` })
  }
  return options
}

export const standInEffects = {
  /** Asks a colleague to stand in while I am not there. He learns the dates, and nothing of why. */
  'stand_in.ask': effect(
    {
      with: { absence: 'choice', whom: 'person' },
      result: { name: 'text' },
      refusals: { gone: [], self: [], asked: ['name'] },
    },
    async (context, { absence, whom }) => {
      const { tx, tools, person } = context
      const found = await findApplication(tx, absence)
      const stretch = found?.person === person.id ? await absenceOf(tx, absence) : null
      if (!stretch) throw new Refusal('gone')
      const stands = await tools.directory.byUserid(tx, whom.userid)
      if (!stands || stands.id === person.id) throw new Refusal('self')
      if ((await statusOf(tx, absence, stands.id)) !== null) throw new Refusal('asked', { name: stands.name })
      await releaseStandIn(context, absence)
      await askToStandIn(context, absence, stands, stretch)
      return { name: stands.name }
    },
  ),

  /**
   * Says yes or no to standing in; whoever asked is told, and where it is no, asks another. A yes can be taken back until
   * the day on which the absence begins.
   */
  'stand_in.answer': effect(
    {
      with: { request: 'choice', answer: 'choice' },
      result: { no: 'text', name: 'text', span: 'text', back: 'number' },
      refusals: { gone: [], stands: ['name'], begun: ['name'] },
    },
    async (context, { request, answer }) => {
      const { tx, tools, today, now, person, push } = context
      const found = await findApplication(tx, request)
      const stretch = await absenceOf(tx, request)
      const whose = found && (await tools.directory.byId(tx, found.person))
      const before = await statusOf(tx, request, person.id)
      if (!stretch || !whose || (before !== 'asked' && before !== 'agreed')) throw new Refusal('gone')
      const agreed = answer === 'agree'
      const back = before === 'agreed'
      if (back && agreed) throw new Refusal('stands', { name: whose.name })
      if (back && stretch.from <= halfDay(today, 'p')) throw new Refusal('begun', { name: whose.name })
      await setStatus(tx, request, person.id, agreed ? 'agreed' : 'declined', now)
      const span = formatSpan(stretch.from, stretch.to, tools.words(), today)
      await push(whose, back ? 'stand_in_back' : agreed ? 'stand_in_agreed' : 'stand_in_declined', {
        key: `stand_in/${request}/${person.id}/${answer}/${now}`,
        values: { no: request, name: person.name, span },
      })
      await tellApprover(context, found, whose, agreed)
      return { no: request, name: whose.name, span, back: back ? 1 : 0 }
    },
  ),
}

/** Whoever is to decide the leave learns whether the work is looked after. */
async function tellApprover(
  context: Deciding,
  found: Application,
  whose: Person,
  agreed: boolean,
): Promise<void> {
  const { tx, tools, person, push } = context
  const { no, status, turn } = found
  const approver = status === 'pending' && turn !== null && (await tools.directory.byId(tx, turn))
  if (!approver) return
  const to = await askedInPlace(context, found, approver)
  // He knows what he has just said himself.
  if (to.id === person.id) return
  await push(to, agreed ? 'stand_in_agreed_told' : 'stand_in_declined_told', {
    key: `stand_in/told/${no}/${person.id}/${agreed}`,
    values: { no, name: whose.name, who: person.name },
  })
}

/**
 * Who was asked to stand in for an absence is asked again for what takes its place, or goes on after it, by its dates.
 * @param how `moved` = instead of the days before; `longer` = after them
 */
export async function carryStandIn(
  context: Deciding,
  before: string,
  after: { no: string } & Stretch,
  how: 'moved' | 'longer' = 'moved',
): Promise<void> {
  const stands = await whoStandsIn(context, before)
  if (!stands) return
  if (how === 'moved') await releaseStandIn(context, before)
  await askToStandIn(context, after.no, stands.person, after, `stand_in_${how}`)
}

/** Writes down who is asked, and asks him: dates, and nothing of why. */
export async function askToStandIn(
  { tx, tools, today, now, person, push }: Deciding,
  no: string,
  whom: Person,
  { from, to }: Stretch,
  notice: 'stand_in_asked' | 'stand_in_moved' | 'stand_in_longer' = 'stand_in_asked',
): Promise<void> {
  const { standIn } = tx.t
  await tx.db
    .insert(standIn)
    .values({ no, person: whom.id, status: 'asked', at: now })
    .onConflictDoUpdate({ target: [standIn.no, standIn.person], set: { status: 'asked', at: now } })
  await push(whom, notice, {
    key: `stand_in/${no}/${whom.id}/${now}`,
    values: { no, name: person.name, span: formatSpan(from, to, tools.words(), today) },
  })
}

/** The same as a form keeps it: by userid and name. */
export async function standInFor(
  context: Pick<CareContext, 'tx' | 'tools'>,
  no: string,
): Promise<{ userid: string; name: string; agreed: boolean } | null> {
  const stands = await whoStandsIn(context, no)
  return stands && { userid: stands.person.userid, name: stands.person.name, agreed: stands.agreed }
}

/** The half-days of a leave or a journey that is not over with; null where there is none. */
async function absenceOf(tx: Tx, no: string): Promise<{ from: HalfDay; to: HalfDay } | null> {
  const leave = await leaveOf(tx, no)
  if (leave) return leave.status === 'pending' || leave.status === 'approved' ? leave : null
  const journey = await awayOf(tx, no)
  return journey?.status === 'reported' ? journey : null
}

async function statusOf(tx: Tx, no: string, person: string): Promise<string | null> {
  const { standIn } = tx.t
  const [row] = await tx.db
    .select({ status: standIn.status })
    .from(standIn)
    .where(and(eq(standIn.no, no), eq(standIn.person, person)))
  return row && row.status !== 'released' ? row.status : null
}

async function setStatus(tx: Tx, no: string, person: string, status: string, at: number): Promise<void> {
  const { standIn } = tx.t
  await tx.db
    .update(standIn)
    .set({ status, at })
    .where(and(eq(standIn.no, no), eq(standIn.person, person)))
}
