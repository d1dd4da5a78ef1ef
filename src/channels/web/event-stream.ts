import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'

/** An open stream of server-sent events to one page. */
export interface EventStream {
  send(event: string, data: unknown): void
  close(): void
  readonly closed: Promise<void>
}

/** Keeps proxies from closing a quiet stream, ms. */
const BEAT = 20_000
/** A page that reads nothing is let go: it loads the whole conversation when it comes back. */
const MOST_WAITING = 1_000_000

/** Takes the reply over; headers that others set (security, no-store) go along. */
export function openEventStream(reply: FastifyReply): EventStream {
  reply.hijack()
  const { raw } = reply
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  raw.write('retry: 1000\n\n')
  const beat = setInterval(() => raw.write(': beat\n\n'), BEAT)
  const closed = new Promise<void>(resolve => {
    raw.on('close', () => {
      clearInterval(beat)
      resolve()
    })
  })
  return {
    send(event, data) {
      if (raw.writableEnded) return
      raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      if (raw.writableLength > MOST_WAITING) end(raw)
    },
    close: () => end(raw),
    closed,
  }
}

function end(raw: ServerResponse): void {
  if (!raw.writableEnded) raw.end()
}
