import type { Socket } from 'node:net'
import { DWClient, type DWClientDownStream } from 'dingtalk-stream'
import type { WebSocket } from 'ws'
import { BOT_TOPIC, OpenFailed, subscriptions } from './gateway.ts'
import { bodyKind } from './http.ts'
import { codeOf, recordOf, textOf } from './json.ts'

/** What a client tells of its one socket. */
export interface StreamEvents {
  /** A frame with a message for the robot; any of its fields may be missing. */
  message(frame: DWClientDownStream): void
  /** DingTalk closes this connection in ten seconds and sends nothing more over it. */
  retired(): void
  /** The socket is gone. */
  closed(): void
  /** A frame that stands for nothing. */
  dropped(why: 'binary' | 'malformed', bytes: number): void
}

/**
 * The SDK's client, one for each socket: so an acknowledgement can only go out where its frame came in (defect 10), and
 * nothing of an old connection lives on in a new one (2, 5, 14). It dials, reads frames, answers pings and events and
 * writes acks as ever; what prints, throws, or reconnects by itself is replaced.
 */
export class StreamClient extends DWClient {
  readonly #endpoint: () => Promise<string>
  readonly #events: StreamEvents
  #ws: WebSocket | null = null
  #tcp: Socket | null = null
  #corked = false

  constructor(
    credentials: { clientId: string; clientSecret: string },
    endpoint: () => Promise<string>,
    events: StreamEvents,
  ) {
    const { clientId, clientSecret } = credentials
    const typed = { clientId, clientSecret, keepAlive: false, debug: false }
    // Left out of the constructor's type (defect 17), and read all the same.
    const untyped = { autoReconnect: false, subscriptions: subscriptions() }
    super({ ...typed, ...untyped })
    this.#endpoint = endpoint
    this.#events = events
    Object.assign(this, { sslopts: SOCKET_OPTIONS })
  }

  /**
   * Asks where to connect and connects. The SDK's own `connect` resolves even when it failed (defect 13).
   * @returns the open socket
   * @throws OpenFailed
   */
  async dial(signal: AbortSignal): Promise<WebSocket> {
    await this.getEndpoint()
    if (signal.aborted) throw new OpenFailed('upgrade', 0, reasonOf(signal))
    // It settles through the listeners that are taken off below: never.
    this._connect().catch(() => {})
    const socket: unknown = Reflect.get(this, 'socket')
    if (!isSocket(socket)) throw new OpenFailed('upgrade', 0, 'NO_SOCKET')
    // These print errors (defect 12), reconnect (1), and let a bad frame end the process (3).
    socket.removeAllListeners()
    socket.on('message', (data, isBinary) => this.#hear(data, isBinary))
    socket.on('upgrade', response => {
      this.#tcp = response.socket
    })
    socket.once('close', () => this.#events.closed())
    this.#ws = socket
    await opened(socket, signal)
    return socket
  }

  /** The SDK's has DingTalk's address in it, no time limit, and loses what was answered (defects 11, 13). */
  override async getEndpoint(): Promise<this> {
    Object.assign(this, { dw_url: await this.#endpoint() })
    return this
  }

  /** Acknowledges a message over this very socket; false when that is no longer possible. */
  ack(messageId: string): boolean {
    if (messageId === '' || this.#ws?.readyState !== OPEN) return false
    this.#gather()
    this.socketCallBackResponse(messageId, null)
    return true
  }

  /** The SDK's prints. */
  override disconnect(): void {
    this.#ws?.close(NORMAL)
  }

  /** Ends the socket without a goodbye; nothing happens to one that has ended. */
  terminate(): void {
    this.#ws?.terminate()
  }

  override onSystem(frame: DWClientDownStream): void {
    super.onSystem(frame)
    // The SDK only sets flags and waits for the end of TCP: ten seconds without messages (defect 4).
    if (frame.headers.topic === 'disconnect') this.#events.retired()
  }

  override onCallback(frame: DWClientDownStream): void {
    // The SDK emits an event of the topic's name, and one named `error` throws.
    const { topic, messageId } = recordOf(frame.headers)
    if (topic === BOT_TOPIC) this.#events.message(frame)
    else this.ack(textOf(messageId))
  }

  #hear(data: WebSocket.RawData, isBinary: boolean): void {
    const bytes = Array.isArray(data) ? data.length : data.byteLength
    if (isBinary) return this.#events.dropped('binary', bytes)
    try {
      this.onDownStream(data.toString())
    } catch {
      // Neither JSON nor what it claims to be. The error's text would hold a piece of the frame.
      this.#events.dropped('malformed', bytes)
    }
  }

  /** Acks of messages that were committed together leave in one system call. */
  #gather(): void {
    if (this.#corked || !this.#tcp) return
    this.#corked = true
    this.#tcp.cork()
    process.nextTick(() => {
      this.#corked = false
      this.#tcp?.uncork()
    })
  }
}

/** Java's client takes frames of 256 KiB; a larger one ends the connection, so we take more. */
const LARGEST_FRAME = 4 * 1024 * 1024
const SOCKET_OPTIONS = {
  rejectUnauthorized: true,
  perMessageDeflate: false,
  maxPayload: LARGEST_FRAME,
  // A bad byte spoils one frame, not the connection.
  skipUTF8Validation: true,
}
const OPEN = 1
const NORMAL = 1000

function opened(socket: WebSocket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (status: number, code: string) => {
      signal.removeEventListener('abort', abort)
      reject(new OpenFailed('upgrade', status, code))
      socket.terminate()
    }
    const abort = () => fail(0, reasonOf(signal))
    signal.addEventListener('abort', abort)
    // Stays for good: an error without a listener would end the process. A close follows each.
    socket.on('error', error => fail(0, codeOf(Reflect.get(error, 'code')) || 'NETWORK'))
    socket.on('unexpected-response', (_, response) =>
      fail(response.statusCode ?? 0, bodyKind(response.headers['content-type'] ?? '', 1)),
    )
    socket.once('open', () => {
      signal.removeEventListener('abort', abort)
      resolve()
    })
  })
}

function reasonOf(signal: AbortSignal): string {
  return codeOf(signal.reason) || 'ABORTED'
}

function isSocket(value: unknown): value is WebSocket {
  return typeof value === 'object' && value !== null && 'readyState' in value && 'ping' in value
}
