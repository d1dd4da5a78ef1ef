import type { Waiting } from './inbox.ts'
import { inOnePlace } from './privacy.ts'

/** Three pictures sent together arrive as three messages; no longer than this apart, ms. */
export const BURST = 1_200
/** Somebody who keeps on sending pictures is answered after as many times `burst` at the latest. */
const LONGEST = 5

/** What a lane begins with: pictures that belong together, whatever time each came at, and from when they are due. */
export interface Burst {
  /** How many rows; 0 where the lane begins with something else. */
  readonly length: number
  /** ms UTC. */
  readonly at: number
}

/**
 * Pictures are due when no more have come for a while, all together; and after a longer while in any case.
 * @param burst how long more are waited for, ms
 */
export function burstOf(waiting: readonly Waiting[], first: Waiting, burst: number): Burst {
  const end = waiting.findIndex(({ arrival, tries }) => arrival.what.type !== 'files' || tries > 0)
  const pictures = end < 0 ? waiting : waiting.slice(0, end)
  const last = pictures.at(-1) ?? first
  return { length: pictures.length, at: Math.min(last.nextAt, first.nextAt + (LONGEST - 1) * burst) }
}

/** All pictures of the burst, and what is due after them in the same place; nothing overtakes what is not. */
export function dueOf(waiting: readonly Waiting[], { length }: Burst, now: number): readonly Waiting[] {
  const [first] = waiting
  const end = waiting.findIndex(
    (w, at) =>
      (at >= length && (w.nextAt > now || w.tries > 0)) || (first && !inOnePlace(w.arrival, first.arrival)),
  )
  return end < 0 ? waiting : waiting.slice(0, end)
}
