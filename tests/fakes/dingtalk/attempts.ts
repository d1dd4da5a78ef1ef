import { type Ack, judgeAck, readAck } from './acks.ts'
import type { Connection } from './connection.ts'
import type { Heard } from './gateway.ts'
import { createSamples, type Samples } from './ledger.ts'
import type { Push } from './pushes.ts'
import { createSignal, type Signal } from './signal.ts'
import type { World } from './world.ts'

/** One delivery of one push over one connection. */
interface Attempt {
  push: Push
  connection: Connection
  at: number
  /** The delivery before this one that bore the same messageId. */
  earlier: Attempt | undefined
}

export interface Judged {
  push: Push
  ack: Ack
  ms: number
  consumed: boolean
}

/** Deliveries under way, and the acks that answer them. */
export interface Attempts {
  sent(push: Push, connection: Connection): void
  /** An answer to this messageId is neither wanted nor wrong. */
  allow(messageId: string): void
  judged: Signal<Judged>
  latency: Samples
}

export type AttemptParts = Pick<World, 'clock' | 'settings' | 'violations' | 'gateway' | 'messageIds'>

export function createAttempts(world: AttemptParts): Attempts {
  const { clock, settings, violations, messageIds } = world
  const due = new Map<string, Attempt>()
  const allowed = new Set<string>()
  const judged = createSignal<Judged>()
  const latency = createSamples()

  /** Takes the delivery that this connection answers. */
  const take = (messageId: string, connection: Connection): Attempt | undefined => {
    let later: Attempt | undefined
    for (let at = due.get(messageId); at !== undefined; later = at, at = at.earlier) {
      if (at.connection !== connection) continue
      if (later !== undefined) later.earlier = at.earlier
      else if (at.earlier === undefined) due.delete(messageId)
      else due.set(messageId, at.earlier)
      return at
    }
    return undefined
  }
  const stray = (connection: Connection, messageId: string) => {
    if (allowed.delete(messageId)) return
    if (messageId === '' && connection.disconnectSent) return
    // Whatever was given out and is not due any more was acked before.
    const kind = messageIds.issued(messageId) ? 'ack-twice' : 'ack-unknown'
    violations.add(kind, `messageId ${JSON.stringify(messageId)}`, connection.id)
  }

  /** The ack in a frame; `undefined` = there is none, and what was wrong is written down. */
  const ackIn = ({ connection, frame, isBinary }: Heard): Ack | undefined => {
    if (isBinary) {
      violations.add('ack-binary', 'acks are text frames', connection.id)
      return undefined
    }
    const reading = readAck(frame.toString())
    if ('ack' in reading) return reading.ack
    const harmless =
      allowed.delete(reading.messageId) || (reading.messageId === '' && connection.disconnectSent)
    if (!harmless && settings.strict) violations.add('ack-malformed', reading.wrong, connection.id)
    return undefined
  }
  /** The delivery that an ack answers. */
  const attemptFor = (connection: Connection, messageId: string): Attempt | undefined => {
    const own = take(messageId, connection)
    if (own !== undefined) return own
    const foreign = due.get(messageId)
    if (foreign === undefined) {
      stray(connection, messageId)
      return undefined
    }
    violations.add('ack-foreign', `pushed over ${foreign.connection.id}`, connection.id)
    return settings.foreignAcks ? take(messageId, foreign.connection) : undefined
  }

  world.gateway.heard.on(heard => {
    const { connection } = heard
    const ack = ackIn(heard)
    const attempt = ack && attemptFor(connection, ack.messageId)
    if (ack === undefined || attempt === undefined) return
    const { push } = attempt
    const ms = clock.elapsed() - attempt.at
    latency.add(ms)
    if (ms > push.limitMs) {
      violations.add('ack-late', `${Math.round(ms)} ms for ${push.topic} ${push.key}`, connection.id)
    }
    const verdict = judgeAck(push.type, ack, push.data)
    if (verdict.wrong !== undefined && settings.strict) {
      violations.add('ack-wrong', verdict.wrong, connection.id)
    }
    judged.emit({ push, ack, ms, consumed: verdict.consumed })
  })

  return {
    judged,
    latency,
    sent(push, connection) {
      due.set(push.messageId, { push, connection, at: clock.elapsed(), earlier: due.get(push.messageId) })
    },
    allow(messageId) {
      allowed.add(messageId)
    },
  }
}
