import type { Distribution, Violation } from './ledger.ts'
import type { Push } from './pushes.ts'
import type { Received } from './received.ts'
import type { World } from './world.ts'

/** What the fake noticed. */
export interface Inspection {
  /** Everything the client did that the protocol does not allow. */
  violations(): readonly Violation[]
  /** How long acks took, in milliseconds. */
  ackLatency(): Distribution
  /** Pushes that still want an ack. */
  unacked(): Push[]
  /** Pushes that were given up: no connection, or no ack after the last delivery. */
  lost(): readonly Push[]
  /** How many messages the bot sent to anybody. */
  received(): number
  /** Resolves when the bot has sent so many messages in all. */
  reached(total: number, timeoutMs?: number): Promise<void>
  /** Called for each message the bot sends; returns the undo. */
  onReceived(listener: (message: Received) => void): () => void
  /** Messages that say the same to the same chat: a list per double. */
  doubles(to?: string): Received[][]
  /** The person has read everything the bot sent: `readStatus` says READ. */
  read(to: string): void
  /** Forgets messages, calls, violations and latencies; the next part of a test starts clean. */
  clear(): void
  /** Throws, naming every one, when there are violations, unacked or lost pushes. */
  assertClean(): void
}

export function inspect(world: World): Inspection {
  const given: Push[] = []
  world.pushes.lost.on(push => {
    given.push(push)
  })
  const inspection: Inspection = {
    violations: world.violations.list,
    ackLatency: world.pushes.attempts.latency.distribution,
    unacked: world.pushes.unacked,
    // An ack that came after all makes it good.
    lost: () => given.filter(push => push.state === 'lost'),
    received: () => world.inbox.total,
    reached: world.inbox.reached,
    onReceived: world.inbox.arrived.on,
    doubles: world.inbox.doubles,
    read(to) {
      for (const message of world.inbox.of(to)) message.read = true
    },
    clear() {
      world.inbox.clear()
      world.calls.clear()
      world.violations.clear()
      world.pushes.attempts.latency.clear()
      given.length = 0
    },
    assertClean() {
      const faults = [
        ...inspection.violations().map(one => `${one.kind}: ${one.detail}`),
        ...inspection.unacked().map(one => `unacked: ${one.topic} ${one.key}, ${one.deliveries} deliveries`),
        ...inspection.lost().map(one => `lost: ${one.topic} ${one.key}, ${one.deliveries} deliveries`),
      ]
      if (faults.length > 0) throw new Error(`DingTalk would complain:\n  ${faults.join('\n  ')}`)
    },
  }
  return inspection
}
