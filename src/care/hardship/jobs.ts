import { formatDate } from '../../dialogue/format.ts'
import { workdaysLater } from '../../kernel/calendar.ts'
import { instantOf } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/half-day.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext, JobContext } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import { findApplication, moveApplication } from '../applications/store.ts'
import { eraseForm } from './form.ts'
import { askConsent } from './notices.ts'
import { officersFor } from './officers.ts'
import { HARDSHIP } from './policy.ts'

export const DUE = 'hardship.due'
export const CONSENT = 'hardship.consent'

type Moment = Pick<CareContext, 'tx' | 'tools' | 'today'>

/** By when an answer was promised, as a date. */
export function dueOf({ tools, today }: Pick<CareContext, 'tools' | 'today'>): string {
  return workdaysLater(tools.calendar, today, tools.policy(HARDSHIP).answer_workdays)
}

/** Reminds the one whose turn it is on the workday before the day that was promised. */
export async function watchDue(moment: Moment, no: string, step: number): Promise<void> {
  const { answer_workdays } = moment.tools.policy(HARDSHIP)
  const due = dueOf(moment)
  await onMorning(
    moment,
    DUE,
    `${no} ${step} ${due}`,
    workdaysLater(moment.tools.calendar, moment.today, answer_workdays - 1),
  )
}

/** Asks the colleague once more, and later voids what nobody agreed to. */
export async function watchConsent(moment: Moment, no: string): Promise<void> {
  const { consent } = moment.tools.policy(HARDSHIP)
  await onMorning(moment, CONSENT, `${no} again`, addDays(moment.today, consent.ask_again_days))
  await onMorning(moment, CONSENT, `${no} void`, addDays(moment.today, consent.void_days))
}

async function onMorning({ tx, tools }: Moment, job: string, about: string, date: string): Promise<void> {
  const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${date}T00:00`)
  await schedule(tx, job, about, instantOf(at ?? `${date}T09:00`, tools.zone))
}

export const hardshipJobs = {
  async [DUE](context: JobContext, about: string): Promise<void> {
    const { tx, tools, today, push } = context
    const [no = '', step = '', due = ''] = about.split(' ')
    const found = await findApplication(tx, no)
    if (found?.status !== 'pending' || found.step !== Number(step) || !found.turn) return
    const whose = await tools.directory.byId(tx, found.turn)
    if (!whose) return
    const values = { no, due: formatDate(due, tools.words(), today) }
    await push(whose, 'hardship_waits', { key: `waits/${no}/${step}`, values })
  },

  async [CONSENT](context: JobContext, about: string): Promise<void> {
    const { tx, tools, now, push } = context
    const [no = '', what = ''] = about.split(' ')
    const found = await findApplication(tx, no)
    if (found?.status !== 'consent') return
    const person = await tools.directory.byId(tx, found.person)
    const author = await tools.directory.byId(tx, found.author)
    const pair = person && author && (await officersFor(context, { person, author }))
    if (what === 'again' && pair) return askConsent(push, { no, person, author, ...pair }, 'again')
    if (what !== 'void') return
    await moveApplication(tx, found, { status: 'withdrawn', turn: null, decided: now })
    await eraseForm(tx, tools, found)
    if (author)
      await push(author, 'hardship_void', { key: `void/${no}`, values: { no, name: person?.name ?? '' } })
  },
}
