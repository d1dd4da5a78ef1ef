import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { App } from './app.ts'
import { Connection, type Subscription } from './connection.ts'
import { disconnectFrame } from './frames.ts'
import { refuseUpgrade } from './refuse-upgrade.ts'
import { createSignal, type Signal } from './signal.ts'
import type { World } from './world.ts'

/** One frame from a client, as it came. */
export interface Heard {
  connection: Connection
  frame: RawData
  isBinary: boolean
}

export type GatewayParts = Pick<World, 'clock' | 'random' | 'tickets' | 'faults' | 'calls'>

/** The WebSocket end of the gateway: who is connected, and whom a push goes to. */
export interface Gateway {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Connections that are not over, half-open and muted ones included. */
  connections(): Connection[]
  /** A random connection of the app that subscribed to the topic. */
  pick(app: App, type: string, topic: string): Connection | undefined
  /** Announces the end, says nothing for the mute, then closes TCP: what DingTalk does for load balancing. */
  disconnect(connection: Connection, reason: string, muteMs: number): void
  /** Leaves the connection hanging; it stays among the pickable ones until `forMs` have passed. */
  halfOpen(connection: Connection, forMs: number): void
  opened: Signal<Connection>
  closed: Signal<Connection>
  heard: Signal<Heard>
  stop(): void
}

export function createGateway(world: GatewayParts): Gateway {
  const { clock, random, tickets, faults } = world
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 1024 * 1024 })
  const open = new Set<Connection>()
  const opened = createSignal<Connection>()
  const closed = createSignal<Connection>()
  const heard = createSignal<Heard>()

  const admit = (ws: WebSocket, socket: Duplex, app: App, subscriptions: readonly Subscription[]) => {
    const connection = new Connection(randomUUID(), app, subscriptions, ws, socket)
    open.add(connection)
    ws.on('message', (frame, isBinary) => heard.emit({ connection, frame, isBinary }))
    // The close that follows says all there is to say.
    ws.on('error', () => {})
    ws.on('close', () => {
      connection.state = 'closed'
      open.delete(connection)
      closed.emit(connection)
    })
    opened.emit(connection)
  }

  return {
    opened,
    closed,
    heard,
    connections: () => [...open],
    upgrade(request, socket, head) {
      // A client that goes away in the middle of the handshake is its own affair.
      socket.on('error', () => {})
      const url = new URL(request.url ?? '/', 'http://fake')
      world.calls.count('upgrade')
      const fault = faults.next('upgrade', url.search)
      world.calls.arrived.emit('upgrade')
      if (fault !== undefined && refuseUpgrade(socket, fault)) return
      if (url.pathname !== '/connect') return refuse(socket, 404, 'no such endpoint')
      const pass = tickets.redeem(url.searchParams.get('ticket'))
      if ('refused' in pass) return refuse(socket, 401, pass.refused)
      const go = () =>
        server.handleUpgrade(request, socket, head, ws => admit(ws, socket, pass.app, pass.subscriptions))
      if (fault?.kind === 'slow') clock.after(fault.ms, go)
      else go()
    },
    pick(app, type, topic) {
      const takers = [...open].filter(one => one.app.clientId === app.clientId && one.takes(type, topic))
      return takers.length === 0 ? undefined : random.pick(takers)
    },
    disconnect(connection, reason, muteMs) {
      connection.sayGoodbye(disconnectFrame(reason))
      clock.after(muteMs, () => connection.cut())
    },
    halfOpen(connection, forMs) {
      connection.halfOpen()
      clock.after(forMs, () => connection.cut())
    },
    stop() {
      for (const connection of open) connection.cut()
      server.close()
    },
  }
}

function refuse(socket: Duplex, status: number, reason: string): void {
  refuseUpgrade(socket, { kind: 'answer', answer: { status, type: 'text/plain', body: reason } })
}
