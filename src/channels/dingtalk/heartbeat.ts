import type { WebSocket } from 'ws'
import type { Timers } from '../common/timers.ts'

const EVERY = 25_000
const LIMIT = 10_000

/**
 * Pings a socket and calls `dead` when no pong comes: behind a NAT a connection dies without a word after some minutes
 * of silence. The SDK's own pings are eight seconds apart and outlive their socket, killing healthy ones (defect 5);
 * these end with the socket.
 */
export function heartbeat(socket: WebSocket, timers: Timers, dead: () => void): void {
  let over = false
  let timer = timers.after(EVERY, beat)

  function beat(): void {
    let answered = false
    socket.once('pong', () => {
      answered = true
      timer.cancel()
      if (!over) timer = timers.after(EVERY, beat)
    })
    timer = timers.after(LIMIT, () => {
      // A process that was held up for so long (a sleeping laptop) reads the pong that has long been there first.
      setImmediate(() => {
        if (!answered && !over) dead()
      })
    })
    socket.ping()
  }

  socket.once('close', () => {
    over = true
    timer.cancel()
  })
}
