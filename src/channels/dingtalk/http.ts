import { type Dispatcher, Pool } from 'undici'
import type { Timers } from '../common/timers.ts'
import { codeOf, parseJson } from './json.ts'

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Record<string, string>
  readonly body?: string
  /** ms for the whole call, waiting for a free connection included. */
  readonly timeout?: number
  /** Most bytes of the answer. */
  readonly limit?: number
  readonly signal?: AbortSignal
}

/** What came back. Neither its URL nor its text ever goes into a log: both hold secrets. */
export interface HttpAnswer {
  /** 0 = no answer; `what` says why. */
  readonly status: number
  /** `json`, `html`, `xml`, `text`, `empty`, or without an answer `TIMEOUT`, `ECONNREFUSED` … */
  readonly what: string
  readonly bytes: Buffer
  /** The body as JSON; undefined where it is none. */
  readonly body: unknown
}

export interface Http {
  /** One call. Never throws. */
  call(request: HttpRequest): Promise<HttpAnswer>
}

const TIMEOUT = 10_000
const LIMIT = 1_000_000
const CONNECTIONS = 32
const NO_BYTES = Buffer.alloc(0)

/**
 * Calls over kept-alive connections, a pool for each origin. `dispatch` and nothing above it: `request()` builds a
 * stream per answer and `fetch()` costs more than the whole transaction of a message.
 */
export function openHttp(timers: Timers): Http {
  const pools = new Map<string, Pool>()

  function poolOf(origin: string): Pool {
    let pool = pools.get(origin)
    if (!pool) {
      // Our own timer measures the whole call. Idle sockets hold no process open, so there is nothing to close.
      pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: 0, bodyTimeout: 0 })
      pools.set(origin, pool)
    }
    return pool
  }

  return {
    call: request =>
      new Promise(resolve => {
        const answer = new Answer(request.limit ?? LIMIT, resolve)
        const timer = timers.after(request.timeout ?? TIMEOUT, () => answer.giveUp('TIMEOUT'))
        const abort = () => answer.giveUp(codeOf(request.signal?.reason) || 'ABORTED')
        answer.ended = () => {
          timer.cancel()
          request.signal?.removeEventListener('abort', abort)
        }
        if (request.signal?.aborted) return abort()
        request.signal?.addEventListener('abort', abort)
        const { method, url, body = null, headers = null } = request
        try {
          const at = pathStart(url)
          poolOf(url.slice(0, at)).dispatch({ method, path: url.slice(at) || '/', body, headers }, answer)
        } catch (error) {
          answer.giveUp(nameOf(error))
        }
      }),
  }
}

/** Collects one answer. */
class Answer implements Dispatcher.DispatchHandler {
  ended = () => {}
  #limit: number
  #resolve: ((answer: HttpAnswer) => void) | null
  #controller: Dispatcher.DispatchController | null = null
  #status = 0
  #type = ''
  #chunks: Buffer[] = []
  #length = 0

  constructor(limit: number, resolve: (answer: HttpAnswer) => void) {
    this.#limit = limit
    this.#resolve = resolve
  }

  giveUp(why: string): void {
    this.#settle({ status: 0, what: why, bytes: NO_BYTES, body: undefined })
    this.#controller?.abort(new Error(why))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // It was given up while it waited for a connection: then it must not go out.
    if (this.#resolve === null) controller.abort(new Error('given up'))
    else this.#controller = controller
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Record<string, unknown>): void {
    this.#status = status
    this.#type = String(headers['content-type'] ?? '')
    if (Number(headers['content-length'] ?? 0) > this.#limit) this.giveUp('TOO_LARGE')
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    if (this.#length > this.#limit) this.giveUp('TOO_LARGE')
  }

  onResponseEnd(): void {
    const [first = NO_BYTES] = this.#chunks
    const bytes = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first
    const json = this.#type.includes('json') || bytes[0] === 0x7b
    const body = json ? parseJson(bytes.toString()) : undefined
    const what = body === undefined ? bodyKind(this.#type, bytes.length) : 'json'
    this.#settle({ status: this.#status, what, bytes, body })
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#settle({ status: 0, what: nameOf(error), bytes: NO_BYTES, body: undefined })
  }

  #settle(answer: HttpAnswer): void {
    if (this.#resolve === null) return
    const resolve = this.#resolve
    this.#resolve = null
    this.ended()
    resolve(answer)
  }
}

/** Where the path begins in `https://host/path`. */
function pathStart(url: string): number {
  const at = url.indexOf('/', url.indexOf('://') + 3)
  return at < 0 ? url.length : at
}

/** The kind of a body, all that is ever said of one that is not understood. */
export function bodyKind(type: string, length: number): string {
  if (length === 0) return 'empty'
  return /html|xml|json/.exec(type)?.[0] ?? 'text'
}

/** The code of an error: its message may hold the URL. */
function nameOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'NETWORK'
}
