import type { Tx } from '../storage/storage.ts'
import type { Job } from './declare.ts'
import { prune } from './retention.ts'
import { wipeFailed } from './second-chance.ts'
import { schedule } from './timers.ts'

const HOUR = 3_600_000

/** Words of what failed are not kept longer than is said. */
const wipe: Job = async ({ tx, now }) => {
  await wipeFailed(tx, now)
  await schedule(tx, 'road.wipe', '', now + HOUR)
}

/** What the road does by itself; each job sets its own next time. */
export const UPKEEP: ReadonlyMap<string, Job> = new Map([
  ['road.wipe', wipe],
  ['road.prune', prune],
])

/** All of it at every start, and `more`: what care areas always do. */
export async function scheduleUpkeep(tx: Tx, more: readonly string[], now: number): Promise<void> {
  for (const job of [...UPKEEP.keys(), ...more]) await schedule(tx, job, '', now)
}
