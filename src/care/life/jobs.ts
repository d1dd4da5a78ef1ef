import { formatDate } from '../../dialogue/format.ts'
import { instantOf, localTime } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/half-day.ts'
import { randomId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/person.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { JobContext } from '../../runtime/context.ts'
import type { Job } from '../../runtime/declare.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { RETENTION } from '../../runtime/retention.ts'
import { schedule } from '../../runtime/timers.ts'
import type { LifeKind } from './kind.ts'
import { KINDS } from './kinds.ts'
import { clearLoose } from './loose.ts'
import { dueOn, endedBy } from './rules.ts'
import { addWaiting, dropWaiting, dueBy, markWarned } from './store.ts'

export const EXPIRE = 'life.expire'

const DAY = 24 * 3_600_000
/** Things taken up at a time: a message must not wait for more. */
const BATCH = 200
/** A short breath between two batches, ms. */
const BREATH = 1_000
/** Numbers named in one message. */
const NAMED = 5

/**
 * Once a day: finds what is finished, tells its person and who deals with it some days before it goes, and deletes
 * what was told of. Whatever was missed is caught up: nothing goes without its days of warning.
 */
export const expire: Job = async context => {
  const { tx, tools, now } = context
  let more = await clearLoose(context, BATCH)
  // Nobody is told of such a thing at night or on a day off.
  const local = localTime(now, tools.zone)
  const sending = nextSending(tools.policy(REMINDERS), tools.calendar, local)
  for (const kind of KINDS) if (await passOf(context, kind, sending === local)) more = true
  const next = sending === null || sending === local ? now + DAY : instantOf(sending, tools.zone)
  await schedule(tx, EXPIRE, '', more ? now + BREATH : next)
}

/** @returns whether there may be more */
async function passOf(context: JobContext, kind: LifeKind, maySay: boolean): Promise<boolean> {
  const { tx, tools, today } = context
  const retention = tools.policy(RETENTION)
  const days = kind.days(retention)
  const soon = addDays(today, retention.warn_days)
  for (const about of (await kind.revived?.(tx)) ?? []) await dropWaiting(tx, kind.kind, about)
  const found = await kind.finished(context, endedBy(soon, days), BATCH)
  await addWaiting(tx, kind.kind, found)
  const warned = maySay ? await warn(context, kind, days, soon) : 0
  const gone = await erase(context, kind, days, addDays(today, -retention.warn_days))
  return [found.length, warned, gone].some(count => count >= BATCH)
}

async function warn(context: JobContext, kind: LifeKind, days: number, soon: string): Promise<number> {
  const { tx, tools, today } = context
  const rows = await dueBy(tx, kind.kind, { date: soon, days, warned: null }, BATCH)
  const news = new Map<string, { to: Person; notice: string; date: string; nos: string[] }>()
  const tell = (to: Person, notice: string, date: string, no: string) => {
    const key = `${notice} ${to.id} ${date}`
    const about = news.get(key) ?? { to, notice, date, nos: [] }
    about.nos.push(no)
    news.set(key, about)
  }
  for (const row of rows) {
    const standing = await kind.standing(tx, tools, row.about)
    if (!standing) {
      await dropWaiting(tx, kind.kind, row.about)
      continue
    }
    await markWarned(tx, row, today)
    const planned = dueOn(row, days)
    const date = planned > soon ? planned : soon
    if (standing.person) tell(standing.person, 'life_soon', date, standing.no)
    for (const keeper of standing.keepers) tell(keeper, 'life_soon_keeper', date, standing.no)
  }
  for (const { to, notice, date, nos } of news.values()) {
    const { and } = tools.words()
    const named = nos.slice(0, NAMED).join(and)
    const numbers = nos.length > NAMED ? tools.text('life_and_more', { named, n: nos.length }) : named
    const values = { numbers, date: formatDate(date, tools.words(), today) }
    await context.push(to, notice, { key: `life/${randomId()}`, values })
  }
  return rows.length
}

async function erase(context: JobContext, kind: LifeKind, days: number, warned: string): Promise<number> {
  const { tx, tools, today, now } = context
  const rows = await dueBy(tx, kind.kind, { date: today, days, warned }, BATCH)
  for (const { about } of rows) {
    const standing = await kind.standing(tx, tools, about)
    await dropWaiting(tx, kind.kind, about)
    if (!standing) continue
    await kind.erase(context, about)
    await writeAudit(
      tx,
      { actor: 'system', action: `life.${kind.kind}`, about: standing.logged ?? standing.no },
      now,
    )
  }
  return rows.length
}
