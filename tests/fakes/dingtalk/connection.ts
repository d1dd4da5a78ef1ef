import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { App } from './app.ts'

export interface Subscription {
  type: string
  topic: string
}

/**
 * live: pushes go out. muted: a `disconnect` was sent, nothing more goes out. half-open: the network is
 * gone and neither side was told; pushes are still routed here and vanish. closed: over.
 */
export type ConnectionState = 'live' | 'muted' | 'half-open' | 'closed'

/** One WebSocket of one client. */
export class Connection {
  readonly id: string
  readonly app: App
  readonly subscriptions: readonly Subscription[]
  state: ConnectionState = 'live'
  /** A `disconnect` frame was sent (GO acks it, with an empty messageId). */
  disconnectSent = false
  /** Frames that were written into nothing. */
  swallowed = 0
  #ws: WebSocket
  #socket: Duplex
  #corked = false

  constructor(id: string, app: App, subscriptions: readonly Subscription[], ws: WebSocket, socket: Duplex) {
    this.id = id
    this.app = app
    this.subscriptions = subscriptions
    this.#ws = ws
    this.#socket = socket
  }

  /** Whether DingTalk believes it can push this topic here. */
  takes(type: string, topic: string): boolean {
    if (this.state !== 'live' && this.state !== 'half-open') return false
    return this.subscriptions.some(one => one.type === type && one.topic === topic)
  }

  send(frame: string | Buffer): void {
    if (this.state !== 'live') {
      this.swallowed += 1
      return
    }
    // Frames of the same tick leave in one system call.
    if (!this.#corked) {
      this.#corked = true
      this.#socket.cork()
      process.nextTick(() => {
        this.#corked = false
        this.#socket.uncork()
      })
    }
    this.#ws.send(frame, { binary: typeof frame !== 'string' })
  }

  /** The last frame before silence. */
  sayGoodbye(frame: string): void {
    this.send(frame)
    if (this.state === 'live') this.state = 'muted'
    this.disconnectSent = true
  }

  /** Stops reading and writing while the socket stays open: no pong, no close, no error. */
  halfOpen(): void {
    this.state = 'half-open'
    this.#ws.pause()
  }

  /** TCP RST, as from a firewall. */
  reset(): void {
    this.state = 'closed'
    if (this.#socket instanceof Socket) this.#socket.resetAndDestroy()
    else this.#socket.destroy()
  }

  close(): void {
    this.state = 'closed'
    this.#ws.close(1000)
  }

  /** Ends the TCP connection without a WebSocket goodbye. */
  cut(): void {
    this.state = 'closed'
    this.#ws.terminate()
  }
}
