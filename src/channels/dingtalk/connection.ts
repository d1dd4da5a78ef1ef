import type { DWClientDownStream } from 'dingtalk-stream'
import type { Clock } from '../../kernel/clock.ts'
import type { Timer, Timers } from '../common/timers.ts'
import { askEndpoint, type GatewayParts } from './gateway.ts'
import { heartbeat } from './heartbeat.ts'
import { StreamClient, type StreamEvents } from './stream-client.ts'

/** One connection to DingTalk, from its ticket to its end. It never becomes another one. */
export interface Connection {
  /** `retired`: DingTalk has announced its end; what came before is still being worked on and acked. */
  readonly state: 'opening' | 'open' | 'retired' | 'closed'
  /** ms UTC. */
  readonly openedAt: number
  /** Acknowledges a frame that came over this connection; false when it can no longer be told. */
  ack(messageId: string): boolean
  /** Something of this connection is being worked on: it is not closed before the returned function was called. */
  begin(): () => void
  /** Waits for what is being worked on, then says goodbye. Resolves when it is over. */
  close(): Promise<void>
}

export interface ConnectionEvents extends Pick<StreamEvents, 'dropped'> {
  message(frame: DWClientDownStream, connection: Connection): void
  retired(connection: Connection): void
  closed(connection: Connection): void
}

export interface ConnectionParts extends GatewayParts {
  readonly clock: Clock
  readonly timers: Timers
}

/** How long a goodbye may take, ms: for the work first, then for DingTalk's answer. */
const PATIENCE = 5_000

/**
 * Asks for a ticket and connects with it.
 * @throws OpenFailed
 */
export async function openConnection(
  parts: ConnectionParts,
  events: ConnectionEvents,
  signal: AbortSignal,
): Promise<Connection> {
  const { timers } = parts
  let state: Connection['state'] = 'opening'
  let openedAt = parts.clock.now()
  let working = 0
  let rested = () => {}
  let over = () => {}
  let closing: Promise<void> | null = null
  const closed = new Promise<void>(resolve => {
    over = resolve
  })

  // A frame may come before anybody has seen the connection that `dial` will resolve with.
  const connection: Connection = {
    get state() {
      return state
    },
    get openedAt() {
      return openedAt
    },
    ack: messageId => client.ack(messageId),
    begin() {
      working++
      return () => {
        working--
        if (working === 0) rested()
      }
    },
    close() {
      closing ??= sayGoodbye()
      return closing
    },
  }
  const client = new StreamClient(parts, () => askEndpoint(parts, signal), {
    message: frame => events.message(frame, connection),
    retired() {
      if (state === 'closed' || state === 'retired') return
      state = 'retired'
      events.retired(connection)
    },
    closed() {
      state = 'closed'
      over()
      events.closed(connection)
    },
    dropped: events.dropped,
  })
  const socket = await client.dial(signal)
  if (state === 'opening') state = 'open'
  openedAt = parts.clock.now()
  heartbeat(socket, timers, () => socket.terminate())
  return connection

  async function sayGoodbye(): Promise<void> {
    await atMost(rest())
    client.disconnect()
    await atMost(closed)
    // What came in while we said goodbye is kept too, though it can no longer be acked.
    client.terminate()
    await atMost(rest())
  }

  function rest(): Promise<void> {
    if (working === 0) return Promise.resolve()
    return new Promise(resolve => {
      rested = resolve
    })
  }

  function atMost(done: Promise<void>): Promise<void> {
    return new Promise(resolve => {
      const timer: Timer = timers.after(PATIENCE, resolve)
      void done.then(() => {
        timer.cancel()
        resolve()
      })
    })
  }
}
