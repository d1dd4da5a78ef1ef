import type { RawData } from 'ws'
import { API_NAMES } from './api-names.ts'
import type { Connection } from './connection.ts'
import { fault } from './fault.ts'
import type { Spoiled } from './faults.ts'
import { WAIT_MS } from './inbox.ts'
import type { Push } from './pushes.ts'
import type { Redelivery } from './settings.ts'
import type { World } from './world.ts'

/** The gateway in a test's hands. Where no connection is named, every live one is meant. */
export interface Stream {
  /** Connections that are not over. */
  connections(): Connection[]
  /** Resolves when so many live connections stand. */
  connected(count?: number, timeoutMs?: number): Promise<void>
  /** Resolves when no connection is left. */
  disconnected(timeoutMs?: number): Promise<void>

  /** Called when a connection opens (`live`) and when it is over (`closed`); returns the undo. */
  onConnection(listener: (connection: Connection) => void): () => void

  /** Sends any text or bytes as they are. */
  push(frame: string | Buffer | object, connection?: Connection): void
  /** Malformed, binary, unknown or empty frames that stand for nothing and must do no harm. */
  junk(how: Spoiled, connection?: Connection): void
  /** A SYSTEM ping; the promise is fulfilled by an answer with the same opaque. */
  ping(connection?: Connection, timeoutMs?: number): Promise<void>
  /** Delivers a message once more: same msgId, and a new `headers.messageId` unless `same` is said. */
  duplicate(msgId: string, messageId?: 'new' | 'same'): Push
  /** Runs `speak` and delivers what it says in another order: backwards, or drawn by the seed. */
  reorder(order: 'reversed' | 'shuffled', speak: () => void): void

  /** `disconnect` frame, silence, then the end of TCP. */
  disconnect(options?: { reason?: string; muteMs?: number; connection?: Connection }): void
  /** Stops reading and answering while TCP stands; pushes are still routed there until `forMs` are over. */
  halfOpen(options?: { forMs?: number; connection?: Connection }): void
  /** TCP RST. */
  reset(connection?: Connection): void
  /** Everything is cut, and every door refuses by RST for so long. */
  outage(forMs: number): void
  /** A proper WebSocket close from the server. */
  close(connection?: Connection): void

  /** From now on. */
  redeliver(mode: Partial<Redelivery> | 'off'): void
  /** Resolves when every push was acked or given up. */
  settled(timeoutMs?: number): Promise<void>
  /** Resolves with the push of this message once it was acked. */
  acked(msgId: string, timeoutMs?: number): Promise<Push>
  /** Raw frames from clients, acks included; returns the undo. */
  onFrame(listener: (connection: Connection, frame: RawData) => void): () => void
}

export function createStream(world: World, pushOf: (msgId: string) => Push | undefined): Stream {
  const { gateway, pushes, settings, random, faults } = world
  const live = () => gateway.connections().filter(one => one.state === 'live')
  const each = (connection: Connection | undefined, act: (connection: Connection) => void) => {
    const chosen = connection === undefined ? live() : [connection]
    if (chosen.length === 0) throw new Error('no live connection: await stream.connected() first')
    for (const one of chosen) act(one)
  }
  const must = (msgId: string): Push => {
    const push = pushOf(msgId)
    if (push === undefined) throw new Error(`nothing was said with msgId "${msgId}"`)
    return push
  }

  return {
    connections: gateway.connections,
    async connected(count = 1, timeoutMs = WAIT_MS) {
      if (live().length >= count) return
      const describe = () => `${live().length} of ${count} connections stand`
      await gateway.opened.next(() => live().length >= count, timeoutMs, describe)
    },
    async disconnected(timeoutMs = WAIT_MS) {
      const none = () => gateway.connections().length === 0
      if (none()) return
      await gateway.closed.next(none, timeoutMs, () => `${gateway.connections().length} connections are left`)
    },
    onConnection(listener) {
      const undos = [gateway.opened.on(listener), gateway.closed.on(listener)]
      return () => {
        for (const undo of undos) undo()
      }
    },
    push(frame, connection) {
      const raw = typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame)
      each(connection, one => one.send(raw))
    },
    junk: (how, connection) => each(connection, one => pushes.junk(one, how)),
    async ping(connection, timeoutMs = WAIT_MS) {
      const sent: Push[] = []
      each(connection, one => sent.push(pushes.ping(one)))
      const open = () => sent.filter(push => push.state !== 'acked').length
      await pushes.acked.next(
        () => open() === 0,
        timeoutMs,
        () => `${open()} pings were not answered`,
      )
    },
    duplicate(msgId, messageId = 'new') {
      const push = must(msgId)
      pushes.again(push, messageId)
      return push
    },
    reorder(order, speak) {
      const release = pushes.hold()
      try {
        speak()
      } finally {
        release(held => (order === 'reversed' ? held.toReversed() : random.shuffled(held)))
      }
    },
    disconnect({ reason = 'connection is expired', muteMs = settings.disconnectMuteMs, connection } = {}) {
      each(connection, one => gateway.disconnect(one, reason, muteMs))
    },
    halfOpen({ forMs = 60_000, connection } = {}) {
      each(connection, one => gateway.halfOpen(one, forMs))
    },
    reset: connection => each(connection, one => one.reset()),
    outage(forMs) {
      faults.order(API_NAMES, fault.reset(), { forMs })
      for (const connection of gateway.connections()) connection.reset()
    },
    close: connection => each(connection, one => one.close()),
    redeliver(mode) {
      Object.assign(settings.redelivery, mode === 'off' ? { everyMs: 0 } : mode)
      // What is already on its way comes again by the new rule as well.
      for (const push of pushes.unacked()) pushes.reschedule(push)
    },
    async settled(timeoutMs = WAIT_MS) {
      const open = () => pushes.unacked().length
      if (open() === 0) return
      const describe = () => `${open()} pushes wait for an ack: ${pushes.unacked().map(one => one.key)}`
      await pushes.done.next(() => open() === 0, timeoutMs, describe)
    },
    async acked(msgId, timeoutMs = WAIT_MS) {
      const push = must(msgId)
      if (push.state === 'acked') return push
      const describe = () => `"${msgId}" was not acked (${push.state}, ${push.deliveries} deliveries)`
      return await pushes.acked.next(one => one.key === msgId, timeoutMs, describe)
    },
    onFrame: listener => gateway.heard.on(({ connection, frame }) => listener(connection, frame)),
  }
}
