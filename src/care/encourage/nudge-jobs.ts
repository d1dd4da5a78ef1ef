import { and, asc, gt, inArray, isNull, type SQL } from 'drizzle-orm'
import { formatDays, formatSpan } from '../../dialogue/format.ts'
import { instantOf, localTime } from '../../kernel/clock.ts'
import { addDays, halfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { JobContext } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import type { Tx } from '../../storage/storage.ts'
import { offPostOn } from '../away/off-post-store.ts'
import { holdingsOf } from '../leave/holdings.ts'
import { excludedFrom } from './excluded.ts'
import { isLeader } from './leaders.ts'
import { plansAhead } from './plan-store.ts'
import { ENCOURAGE } from './policy.ts'
import { dueWaves } from './rules.ts'
import { comingBreak, readBreaks } from './school-breaks.ts'
import { wishesOf } from './wishes.ts'

/** Looks once a day whether a wave of reminders of unused leave is due, and sends it people by people. */
export const NUDGE = 'encourage.nudge'

/** People looked at in one transaction: others must not wait long for the database. */
const STRETCH = 200
/** After so many days a reminder is not worth sending any more. */
const STALE = 7

export const nudgeJobs = {
  /** @param about '' = the day's look; else the wave, and the person up to whom it was sent */
  async [NUDGE](context: JobContext, about: string): Promise<void> {
    if (about === '') return lookAtDay(context)
    const [wave = '', after = ''] = about.split(' ')
    const people = await nextPeople(context.tx, after)
    await sendTo(context, wave, people)
    const last = people.at(-1)
    if (last && people.length === STRETCH)
      await schedule(context.tx, NUDGE, `${wave} ${last.id}`, context.now)
  },
}

/** A wave begins once, however often the program is started on its day. */
async function lookAtDay({ tx, tools, now, today }: JobContext): Promise<void> {
  const hours = tools.policy(REMINDERS)
  const tomorrow = nextSending(hours, tools.calendar, `${addDays(today, 1)}T00:00`)
  if (tomorrow !== null) await schedule(tx, NUDGE, '', instantOf(tomorrow, tools.zone))
  const at = nextSending(hours, tools.calendar, localTime(now, tools.zone))
  if (at === null || at.slice(0, 10) !== today) return
  for (const wave of dueWaves(tools.policy(ENCOURAGE).nudges, today))
    if (await isFirst(tx, `encourage/${today.slice(0, 4)}/${wave}`))
      await schedule(tx, NUDGE, `${wave} `, instantOf(at, tools.zone))
}

async function isFirst(tx: Tx, key: string): Promise<boolean> {
  const { counter } = tx.t
  const fresh = await tx.db
    .insert(counter)
    .values({ key, value: 1 })
    .onConflictDoNothing()
    .returning({ key: counter.key })
  return fresh.length > 0
}

/** On the roster, by id, after somebody. */
async function nextPeople(tx: Tx, after: string): Promise<Person[]> {
  const { person } = tx.t
  const rows = await tx.db
    .select()
    .from(person)
    .where(and(isNull(person.left), gt(person.id, after)))
    .orderBy(asc(person.id))
    .limit(STRETCH)
  return rows as unknown as Person[]
}

/** A text that several people get alike. */
interface Nudge {
  readonly notice: string
  readonly values: Readonly<Record<string, string>>
}

async function sendTo(context: JobContext, wave: string, people: readonly Person[]): Promise<void> {
  const { tx, tools, today } = context
  const { waves } = tools.policy(ENCOURAGE).nudges
  const number = waves.findIndex(({ id }) => id === wave)
  const who = waves[number]?.who
  if (who === undefined) return
  const excluded = await excludedFrom(tx, tools, Number(today.slice(0, 4)))
  const offPost = await offPostOn(tx, today)
  const groups = new Map<string, Nudge & { people: string[] }>()
  for (const person of people) {
    const leader = isLeader(tools.policy(ENCOURAGE), person)
    if (offPost.has(person.id) || excluded.has(person.id)) continue
    if (who !== 'everybody' && leader !== (who === 'leaders')) continue
    const nudge = await nudgeFor(context, person, leader)
    if (!nudge) continue
    const key = `${nudge.notice}/${Object.values(nudge.values).join('/')}`
    const group = groups.get(key) ?? { ...nudge, people: [] }
    group.people.push(person.id)
    groups.set(key, group)
  }
  for (const { notice, values, people: ids } of groups.values())
    await context.bulk(
      {
        id: `encourage/${today.slice(0, 4)}/${wave}/${notice}/${values['left']}/${values['note'] === '' ? 1 : 0}`,
        notice,
        values,
        variant: number,
        until: instantOf(`${addDays(today, STALE)}T00:00`, tools.zone),
      },
      { of: idsOf(tx, ids), most: ids.length },
    )
}

/** What somebody is told; null where he is to be left alone: enough taken, planned, asked for, away, or so he wished. */
async function nudgeFor(
  { tx, tools, today }: JobContext,
  person: Person,
  leader: boolean,
): Promise<Nudge | null> {
  const { least_days, school_days_ahead } = tools.policy(ENCOURAGE).nudges
  const { quiet, school } = await wishesOf(tx, person.id)
  if (quiet) return null
  const held = await holdingsOf(tx, person, tools, { today })
  const { free, checked } = held.annual(Number(today.slice(0, 4)), today)
  if (free === null || free < least_days * 2) return null
  if (held.leave.some(({ to }) => to >= halfDay(today, 'a'))) return null
  if ((await plansAhead(tx, person.id, today)).length > 0) return null
  const values = { left: formatDays(free), note: checked ? '' : tools.text('nudge_unchecked') }
  const coming = school ? comingBreak(await readBreaks(tx, tools), today, school_days_ahead) : null
  if (coming) {
    const span = formatSpan(halfDay(coming.from, 'a'), halfDay(coming.to, 'p'), tools.words(), today)
    return { notice: 'nudge_school', values: { ...values, name: coming.name, span } }
  }
  return { notice: leader ? 'nudge_leader' : 'nudge', values }
}

function idsOf(tx: Tx, ids: readonly string[]): SQL {
  const { person } = tx.t
  return tx.db
    .select({ id: person.id })
    .from(person)
    .where(inArray(person.id, [...ids]))
    .getSQL()
}
