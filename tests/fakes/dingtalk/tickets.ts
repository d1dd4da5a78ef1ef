import { randomUUID } from 'node:crypto'
import type { App } from './app.ts'
import type { Clock } from './clock.ts'
import type { Subscription } from './connection.ts'

interface Ticket {
  app: App
  subscriptions: readonly Subscription[]
  until: number
  used: boolean
}

export interface Tickets {
  mint(app: App, subscriptions: readonly Subscription[]): string
  /** Uses the ticket up, or says why it opens nothing. */
  redeem(id: string | null): { app: App; subscriptions: readonly Subscription[] } | { refused: string }
}

/** Tickets are good for one connection within 90 seconds. */
export function createTickets(clock: Clock, ttlMs: number): Tickets {
  const tickets = new Map<string, Ticket>()
  return {
    mint(app, subscriptions) {
      const id = randomUUID()
      tickets.set(id, { app, subscriptions, until: clock.elapsed() + ttlMs, used: false })
      return id
    },
    redeem(id) {
      const ticket = tickets.get(id ?? '')
      if (ticket === undefined) return { refused: 'ticket unknown' }
      if (ticket.used) return { refused: 'ticket used' }
      if (clock.elapsed() >= ticket.until) return { refused: 'ticket expired' }
      ticket.used = true
      return ticket
    },
  }
}
