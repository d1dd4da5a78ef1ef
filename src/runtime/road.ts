import type { Inbound } from '../kernel/channel.ts'
import type { Tx } from '../storage/storage.ts'
import type { Alarm } from './alarm.ts'
import type { Bulk } from './bulk.ts'
import type { Outbox } from './outbox.ts'
import type { Push } from './push.ts'
import type { Tally } from './tally.ts'
import type { Timers } from './timers.ts'

/** The durable road of a message: inbox, turn, outbox, timers. */
export interface Road {
  /** What a channel calls. Resolves once the event is durable. */
  receive(event: Inbound): Promise<void>
  readonly outbox: Outbox
  /** One text for many people. */
  readonly bulk: Bulk
  /** Says something unasked to somebody, inside a transaction of the caller. */
  push(tx: Tx, now: number): Push
  readonly alarm: Alarm
  readonly timers: Timers
  /** Outcomes since the start. */
  readonly tally: Tally
  /** Sends once more what was given up. @throws Fault NOT_FOUND, CONFLICT, WORDS_GONE */
  resend(seq: number): Promise<void>
  /** Takes up once more a message whose turn failed for good. @throws Fault NOT_FOUND, CONFLICT, WORDS_GONE, MOVED_ON */
  retake(seq: number): Promise<void>
  start(): Promise<void>
  /** Resolves when no turn, no sending and no errand is under way. */
  settled(): Promise<void>
  stop(): Promise<void>
}
