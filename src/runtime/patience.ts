import { isPersonal, type Outcome } from '../kernel/channel.ts'

/**
 * How long a message is tried: a day at least, and not before the platform itself has refused it this often. A
 * network that is down, or a platform that does not answer, counts for nothing: what was said is still wanted when
 * it is back.
 */
const DAY = 24 * 3_600_000
const TRIES = 12

/** Longest wait between two tries, ms, unless the platform asks for more: whoever is in need waits no longer. */
const LONGEST_WAIT = 300_000

type Later = Outcome & { state: 'later' }

/** @param row what is to be sent; `tries` without this one */
export function isOver(row: { created: number; tries: number }, outcome: Later, now: number): boolean {
  return isRefused(row, outcome) && now - row.created >= DAY
}

/** The same by channel: on a personal one no day is waited for, since there is another way to reach somebody. */
export function isEnough(
  row: { channel: string; created: number; tries: number },
  outcome: Later,
  now: number,
): boolean {
  return isPersonal(row.channel) ? isRefused(row, outcome) : isOver(row, outcome, now)
}

function isRefused(row: { tries: number }, outcome: Later): boolean {
  return !outcome.unreached && row.tries + 1 >= TRIES
}

/** How often the platform has refused a row, this answer included. */
export function triesAfter(tries: number, outcome: Later): number {
  return outcome.unreached ? tries : tries + 1
}

/** How long to wait, ms: 1 s, 2 s, 4 s …, with jitter. @param failures in a row, this one included */
export function waitAfter(failures: number, outcome: Later): number {
  const grown = Math.min(LONGEST_WAIT, 1_000 * 2 ** (failures - 1))
  return Math.ceil(Math.max(outcome.wait, grown * (0.5 + Math.random() / 2)))
}
