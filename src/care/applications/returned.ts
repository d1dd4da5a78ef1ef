import { formatDate } from '../../dialogue/format.ts'
import { workdaysLater } from '../../kernel/calendar.ts'
import { instantOf } from '../../kernel/clock.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext, JobContext } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import { recordDecision } from './decisions.ts'
import { holdApplicants } from './hold.ts'
import type { Deciding } from './kind.ts'
import type { KindOf } from './my-turn.ts'
import { APPROVALS } from './policy.ts'
import { stepsOf } from './steps.ts'
import { type Application, findApplication, moveApplication } from './store.ts'
import { hrOf } from './tell-hr.ts'

const RETURNED = 'applications.returned'

/** Looks after a request that has just been returned: a reminder, and an end. */
export async function watchReturned(
  context: Pick<CareContext, 'tx' | 'tools' | 'today'>,
  { no, step }: Application,
): Promise<void> {
  const { returned } = context.tools.policy(APPROVALS)
  if (!returned) return
  await onMorning(context, `${no} ${step} remind`, returned.remind_after_workdays)
  await onMorning(context, `${no} ${step} close`, returned.close_after_workdays)
}

/** @param kindOf what the care areas do with their requests */
export function returnedJobs(kindOf: KindOf) {
  return {
    /** @param about the number, the step at which it was returned, and whether to remind or to close */
    async [RETURNED](context: JobContext, about: string): Promise<void> {
      const [no = '', step = '', what = ''] = about.split(' ')
      const found = await findApplication(context.tx, no)
      if (found?.status !== 'returned' || found.step !== Number(step)) return
      const applicant = await context.tools.directory.byId(context.tx, found.person)
      if (!applicant) return
      const his = { ...context, person: applicant }
      if (what === 'remind' || kindOf(found).quiet) return remind(his, kindOf, found, what)
      if (await kindOf(found).mayWithdraw(his, found)) await close(his, kindOf, found)
      else
        for (const hr of await hrOf(context, found))
          await context.push(hr, 'returned_long', { key: `returned/long/${no}/${step}`, values: { no } })
    },
  }
}

async function remind(context: Deciding, kindOf: KindOf, found: Application, what: string): Promise<void> {
  const { tools, today, person, push } = context
  const { returned } = tools.policy(APPROVALS)
  const key = `returned/${what}/${found.no}/${found.step}`
  if (!returned || kindOf(found).quiet)
    return push(person, 'returned_waits_quietly', { key, values: { no: found.no } })
  const more = returned.close_after_workdays - returned.remind_after_workdays
  const values = {
    no: found.no,
    brief: await kindOf(found).brief(context, found),
    date: formatDate(workdaysLater(tools.calendar, today, Math.max(more, 1)), tools.words(), today),
  }
  await push(person, 'returned_waits', { key, values })
}

/** Nobody has added what was asked for: it is withdrawn, and whoever asked learns it too. */
async function close(context: Deciding, kindOf: KindOf, found: Application): Promise<void> {
  const { tx, tools, now, person, push } = context
  await holdApplicants(tx, [found.no])
  const brief = await kindOf(found).brief(context, found)
  if (!(await moveApplication(tx, found, { status: 'withdrawn', turn: null, decided: now }))) return
  await recordDecision(context, found, 'lapsed', null)
  const refund = await kindOf(found).withdrawn(context, found)
  const key = `returned/closed/${found.no}`
  await push(person, 'returned_closed', { key, values: { no: found.no, brief, refund } })
  const at = (await stepsOf(tx, found.no)).find(one => one.state === 'turn')
  const asked = at && (await tools.directory.byId(tx, at.person))
  if (asked)
    await push(asked, 'returned_closed_told', { key, values: { no: found.no, name: person.name, brief } })
}

async function onMorning(
  { tx, tools, today }: Pick<CareContext, 'tx' | 'tools' | 'today'>,
  about: string,
  workdays: number,
): Promise<void> {
  const date = workdaysLater(tools.calendar, today, workdays)
  const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${date}T00:00`)
  if (at) await schedule(tx, RETURNED, about, instantOf(at, tools.zone))
}
