import { eq } from 'drizzle-orm'
import { instantOf, localTime } from '../../kernel/clock.ts'
import { randomId } from '../../kernel/ids.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext, JobContext, Tools } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import type { Tx } from '../../storage/storage.ts'
import { formatDue } from './due-words.ts'
import { activeReaders, namesOf, readersOf } from './readers.ts'
import { isUrgent, type Level, untilAgain } from './rules.ts'

/** The job that looks whether a case is overdue. */
export const CLOCK = 'heart.clock'

const EVERY = 5 * 60_000

/** When a case is due to the minute, and when its readers are next told that nobody has taken it, ms UTC. */
export interface CaseClock {
  readonly due: number
  readonly next: number
}

type CaseRow = Tx['t']['caseFile']['$inferSelect']

/** Sealed: the very minute would say whose message came then. */
export function sealClock(tx: Tx, tools: Tools, id: string, clock: CaseClock): Promise<Uint8Array> {
  return tools.vault.sealJson(tx, `case:${id}`, `case_file.clock:${id}`, clock)
}

/** Looks at all open cases soon: at a time that many cases share, and that tells nothing of one. */
export function watchCases({ tx, now }: Pick<CareContext, 'tx' | 'now'>): Promise<void> {
  return schedule(tx, CLOCK, '', (Math.floor(now / EVERY) + 1) * EVERY)
}

/** Tells the readers of every case that is overdue and that nobody has taken, until somebody has. */
export async function remindReaders(context: JobContext): Promise<void> {
  const { tx, tools, now } = context
  const rows = await waiting(tx, tools)
  let soonest = Number.POSITIVE_INFINITY
  for (const row of rows) {
    const clock = await tools.vault.openJson<CaseClock>(tx, `case_file.clock:${row.id}`, row.clock)
    const next = clock.next > now ? clock.next : await remind(context, row, clock)
    soonest = Math.min(soonest, isUrgent(row.level as Level) ? now : next)
  }
  if (soonest <= now) await watchCases(context)
  else if (soonest < Number.POSITIVE_INFINITY) await schedule(tx, CLOCK, '', soonest)
}

/** Open cases that nobody has taken who can still open them. */
async function waiting(tx: Tx, tools: Tools): Promise<CaseRow[]> {
  const { caseFile } = tx.t
  const rows = await tx.db.select().from(caseFile).where(eq(caseFile.status, 'open'))
  const readers = new Set((await activeReaders(tx, tools.directory)).map(r => r.person.id))
  return rows.filter(row => row.handler === null || !readers.has(row.handler))
}

/** @returns when it is said again, ms UTC */
async function remind(context: JobContext, row: CaseRow, { due }: CaseClock): Promise<number> {
  const { tx, tools, now, today, push, alarm } = context
  const { id, no, reminded } = row
  const level = row.level as Level
  const readers = await readersOf(tx, tools.directory, id)
  const key = `waits/${randomId()}`
  const values = { no, due: formatDue(due, tools, today) }
  for (const { person } of readers) await push(person, 'case_waits', { key, values })
  // Whoever is on duty gets the number and may call a reader; what stands in it he cannot open.
  if (isUrgent(level) && reminded > 0)
    for (const person of await tools.directory.withRole(tx, 'duty'))
      await push(person, 'case_waits_duty', {
        key,
        values: { ...values, readers: namesOf(readers, tools.words().and) },
      })
  if (reminded > 0 || readers.length === 0) await alarm(tx, 'case_overdue', no, now)
  const next = isUrgent(level) ? now + untilAgain(level, reminded + 1) : nextMorning(tools, now)
  await tx.db
    .update(tx.t.caseFile)
    .set({ reminded: reminded + 1, clock: await sealClock(tx, tools, id, { due, next }) })
    .where(eq(tx.t.caseFile.id, id))
  return next
}

/** Nothing of a case that is not urgent is said outside the hours for reminders. @returns ms UTC */
export function nextMorning(tools: Tools, now: number): number {
  const tomorrow = localTime(now + 24 * 3_600_000, tools.zone).slice(0, 10)
  const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${tomorrow}T00:00`)
  return instantOf(at ?? `${tomorrow}T09:00`, tools.zone)
}
