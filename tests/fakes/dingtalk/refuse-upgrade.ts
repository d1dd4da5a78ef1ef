import { STATUS_CODES } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Fault } from './faults.ts'

/** Acts out a fault on a socket that wants to become a WebSocket. False = this fault lets it through. */
export function refuseUpgrade(socket: Duplex, fault: Fault): boolean {
  switch (fault.kind) {
    case 'answer': {
      const { status, type, body } = fault.answer
      const length = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
      socket.write(
        `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}\r\nConnection: close\r\n` +
          `Content-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`,
      )
      socket.end(body)
      return true
    }
    case 'hang':
      return true
    case 'reset':
      if (socket instanceof Socket) socket.resetAndDestroy()
      else socket.destroy()
      return true
    default:
      return false
  }
}
