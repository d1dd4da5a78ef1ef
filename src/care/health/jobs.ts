import { formatDate } from '../../dialogue/format.ts'
import { instantOf, localTime } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/half-day.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { JobContext } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import { bookedMessage, missedDay } from './rules.ts'
import {
  admit,
  type Campaign,
  campaignById,
  countsByUnit,
  type Due,
  duePeople,
  moveOn,
  nextStretch,
} from './store.ts'
import { valuesOf } from './texts.ts'

/** People written to in one transaction: others must not wait long for the database. */
const STRETCH = 5_000

export const WAVE = 'health.wave'

/**
 * Once each workday morning of a window: everybody whose next message is due gets it, by the rules of
 * `rules.ts`, one stretch of people after the other. Those on leave are left for the first morning
 * they are back.
 * @param about the window's id, and the person up to whom this morning's messages are written
 */
export async function wave(context: JobContext, about: string): Promise<void> {
  const { tx, tools, now, today } = context
  const [id = '', after = ''] = about.split(' ')
  const campaign = await campaignById(tx, id)
  if (!campaign || campaign.closed !== null) return
  const rules = tools.policy(REMINDERS)
  if (today > addDays(campaign.to, rules.closing.days)) return
  const local = localTime(now, tools.zone)
  const first = nextSending(rules, tools.calendar, local)
  if (first !== local) return sleep(context, id, first)

  const open = today <= campaign.to
  if (open && after === '') await admit(tx, campaign, tools.zone)
  const rest: Due = { campaign: id, now, today, after, upTo: null }
  const { kinds, upTo } = await nextStretch(tx, rest, STRETCH)
  for (const { status, waves, date } of kinds) {
    if (status === 'invited' && open) await askToBook(context, campaign, { ...rest, upTo, status, waves })
    if (status === 'booked' && date !== null)
      await remindOfDate(context, campaign, { ...rest, upTo, status, date })
  }
  if (!open && after === '') await tellContacts(context, campaign)
  if (upTo !== null) await schedule(tx, WAVE, `${id} ${upTo}`, now)
  else await sleep(context, id, nextSending(rules, tools.calendar, `${addDays(today, 1)}T00:00`))
}

async function sleep({ tx, tools }: JobContext, id: string, until: string | null): Promise<void> {
  if (until) await schedule(tx, WAVE, id, instantOf(until, tools.zone))
}

/** The first message to all, then one a week, at most so many. */
async function askToBook(
  context: JobContext,
  campaign: Campaign,
  due: Due & { waves: number },
): Promise<void> {
  const { tools, today } = context
  const { weekly } = tools.policy(REMINDERS)
  const { waves } = due
  const next = addDays(today, weekly.every_days)
  await say(context, campaign, {
    due,
    what: `wave-${waves}`,
    notice: waves === 0 ? 'health_open' : waves < weekly.most ? 'health_weekly' : 'health_last',
    variant: Math.max(0, waves - 1),
    until: waves === 0 ? addDays(campaign.to, 1) : next,
    follow: { waves: waves + 1, nextAt: waves < weekly.most ? instantOf(`${next}T00:00`, tools.zone) : null },
  })
}

/** Before the day a reminder, after it one question; on the day itself nothing. */
async function remindOfDate(
  context: JobContext,
  campaign: Campaign,
  due: Due & { date: string },
): Promise<void> {
  const { tx, tools, today } = context
  const { missed, closing } = tools.policy(REMINDERS)
  const { date } = due
  const message = bookedMessage(date, today)
  const after = instantOf(`${missedDay(date, missed.days_after, tools.calendar)}T00:00`, tools.zone)
  if (message === null) return moveOn(tx, due, { nextAt: after })
  const before = message === 'before'
  await say(context, campaign, {
    due,
    what: `${message}-${date}`,
    notice: before ? 'health_booked' : 'health_missed',
    values: { date: formatDate(date, tools.words(), today) },
    until: before ? date : addDays(campaign.to, closing.days + 1),
    follow: { nextAt: before ? after : null },
  })
}

/** One text for all who are due for it, and the day of their next. */
async function say(
  context: JobContext,
  campaign: Campaign,
  about: {
    due: Due
    what: string
    notice: string
    variant?: number
    values?: Record<string, string>
    /** The date from which it is not worth saying any more. */
    until: string
    follow: { waves?: number; nextAt: number | null }
  },
): Promise<void> {
  const { tx, tools, today } = context
  const { due, what, notice, variant = 0, until, follow } = about
  const values = { ...valuesOf(campaign, tools, today), ...about.values }
  await context.bulk(
    {
      id: bulksOf(campaign.id) + what,
      notice,
      variant,
      values,
      until: instantOf(`${until}T00:00`, tools.zone),
    },
    { of: duePeople(tx, due), most: STRETCH },
  )
  await moveOn(tx, due, follow)
}

/** How the ids of a window's bulks begin. */
export function bulksOf(campaign: string): string {
  return `health/${campaign}/`
}

/** After the last day the unit's contact learns two numbers; the list, booked or not booked, is in the console. */
async function tellContacts({ tx, tools, push }: JobContext, campaign: Campaign): Promise<void> {
  const counts = await countsByUnit(tx, campaign.id)
  for (const contact of await tools.directory.withRole(tx, 'health_contact')) {
    const unit = counts.find(c => c.unit === contact.unit)
    if (!unit) continue
    const values = { title: campaign.title, booked: unit.booked, open: unit.invited - unit.booked }
    await push(contact, 'health_over', { key: `health/over/${campaign.id}`, values })
  }
}
