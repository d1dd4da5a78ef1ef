import type { Person } from '../kernel/person.ts'
import type { Tx } from '../storage/storage.ts'
import type { Alarm } from './alarm.ts'
import type { Arrival } from './arrival.ts'
import { faultName } from './fault-name.ts'
import { park } from './inbox.ts'
import type { Log } from './log.ts'
import type { Tally } from './tally.ts'

/** What putting an event aside needs. */
export interface AsideParts {
  readonly log: Log
  readonly alarm: Alarm
  readonly tally: Tally
  /** Who a lane belongs to; null when he left the roster. */
  personOf(tx: Tx, lane: string): Promise<Person | null>
  /** Apologises for an event that was parked. */
  apologise(tx: Tx, person: Person, arrival: Arrival, now: number): Promise<void>
}

/** Parks an event for good, tells the administrator, and apologises to whoever said it. */
export async function putAside(
  tx: Tx,
  parts: AsideParts,
  about: { seq: number; arrival: Arrival; fault: string; now: number },
): Promise<void> {
  const { seq, arrival, fault, now } = about
  await park(tx, seq, fault, now)
  parts.tally.add('turns.parked')
  // One alert per reason: a fault that hits everybody must not push for everybody.
  await parts.alarm(tx, 'message_parked', fault, now)
  const person = await parts.personOf(tx, arrival.lane)
  if (!person) return
  try {
    await tx.savepoint(() => parts.apologise(tx, person, arrival, now))
  } catch (error) {
    // Where even that fails, the message must still get out of the way of the next.
    parts.log.error({ lane: arrival.lane, event: arrival.id, fault: faultName(error) }, 'apology.failed')
  }
}
