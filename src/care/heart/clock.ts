import { eq } from 'drizzle-orm'
import { instantOf, localDate, localTime } from '../../kernel/clock.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext, Tools } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import type { Tx } from '../../storage/storage.ts'

/** The job that looks whether a case is overdue. */
export const CLOCK = 'heart.clock'

const EVERY = 5 * 60_000

/** When a case is due to the minute, and when its readers are next told that nobody has taken it, ms UTC. */
export interface CaseClock {
  readonly due: number
  readonly next: number
  /** person.id of the colleague it was given to, who has not taken it yet. */
  readonly given?: string
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

/** A case was given to a colleague: until he takes it or answers, it waits as before. */
export async function giveCase(
  { tx, tools, now }: Pick<CareContext, 'tx' | 'tools' | 'now'>,
  row: CaseRow,
  to: string,
) {
  const { caseFile } = tx.t
  const clock = await sealClock(tx, tools, row.id, { ...(await openClock(tx, tools, row)), given: to })
  await tx.db.update(caseFile).set({ handler: to, clock }).where(eq(caseFile.id, row.id))
  await watchCases({ tx, now })
}

/** Somebody deals with a case now. */
export async function takeCase({ tx, tools }: Pick<CareContext, 'tx' | 'tools'>, row: CaseRow, by: string) {
  const { caseFile } = tx.t
  const { due, next } = await openClock(tx, tools, row)
  const clock = await sealClock(tx, tools, row.id, { due, next })
  await tx.db.update(caseFile).set({ handler: by, clock }).where(eq(caseFile.id, row.id))
}

/** Whether who is to deal with a case was given it, and has not taken it yet. */
export async function isGiven(tx: Tx, tools: Tools, row: CaseRow): Promise<boolean> {
  if (row.status !== 'open' || row.handler === null) return false
  return (await openClock(tx, tools, row)).given === row.handler
}

export function openClock(
  tx: Tx,
  tools: Tools,
  { id, clock }: Pick<CaseRow, 'id' | 'clock'>,
): Promise<CaseClock> {
  return tools.vault.openJson<CaseClock>(tx, `case_file.clock:${id}`, clock)
}

/**
 * When a case is due, as its readers see it: danger to life to the minute, as they were told when it came; anything
 * else as it is kept, to the hour where a minute would tell. @returns ms UTC
 */
export async function shownDue(
  tx: Tx,
  tools: Tools,
  row: Pick<CaseRow, 'id' | 'clock' | 'level' | 'status' | 'due'>,
): Promise<number> {
  // Of what was taken back nothing can be opened any more.
  if (row.level !== 'crisis' || row.status === 'withdrawn') return row.due
  return (await openClock(tx, tools, row)).due
}

/** The next time reminders begin to go out, which may be today. @returns ms UTC */
export function nextRound(tools: Tools, now: number): number {
  const today = localDate(now, tools.zone)
  const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${today}T00:00`)
  const begins = at === null ? now : instantOf(at, tools.zone)
  return begins > now ? begins : nextMorning(tools, now)
}

/** Nothing of a case that is not urgent is said outside the hours for reminders. @returns ms UTC */
export function nextMorning(tools: Tools, now: number): number {
  const tomorrow = localTime(now + 24 * 3_600_000, tools.zone).slice(0, 10)
  const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${tomorrow}T00:00`)
  return instantOf(at ?? `${tomorrow}T09:00`, tools.zone)
}
