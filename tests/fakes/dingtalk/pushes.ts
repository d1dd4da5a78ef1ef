import type { Ack } from './acks.ts'
import type { App } from './app.ts'
import { type Attempts, createAttempts } from './attempts.ts'
import type { Timer } from './clock.ts'
import type { Connection } from './connection.ts'
import type { Spoiled } from './faults.ts'
import { BOT_TOPIC, type EventHeaders, type FrameType, frameText, spoiledFrame } from './frames.ts'
import { createSignal, type Signal } from './signal.ts'
import type { World } from './world.ts'

/** Something DingTalk wants the client to have. */
export interface Push {
  readonly app: App
  readonly type: FrameType
  readonly topic: string
  readonly data: string
  /** `msgId` of a message, `eventId` of an event: what stays the same when it comes again. */
  readonly key: string
  readonly event?: EventHeaders
  /** How soon the ack is due. */
  readonly limitMs: number
  /** Deliveries so far, redeliveries included. */
  deliveries: number
  /** waiting: no connection took it yet. sent: no ack yet. acked: done. lost: given up. */
  state: 'waiting' | 'sent' | 'acked' | 'lost'
  messageId: string
  ack?: Ack
  /** How long the delivery that was acked took to be acked. */
  ackMs?: number
  timer?: Timer
}

export type PushSpec = Pick<Push, 'app' | 'type' | 'topic' | 'data' | 'key'> &
  Partial<Pick<Push, 'event' | 'limitMs'>>

/** How pushes leave, come again, and are done with. */
export interface Pushes {
  send(spec: PushSpec): Push
  /** One more delivery of the same push, as DingTalk does now and then even after an ack. */
  again(push: Push, messageId?: 'new' | 'same'): void
  /** Holds back what is sent from now on; the returned function lets it go in the order it is given. */
  hold(): (arrange: (held: Push[]) => Push[]) => void
  ping(connection: Connection): Push
  greet(connection: Connection): void
  /** A frame that stands for nothing and must do no harm. */
  junk(connection: Connection, how: Spoiled): void
  /** Sent or waiting, and neither acked nor given up. */
  unacked(): Push[]
  /** Goes by the redelivery mode as it is now. */
  reschedule(push: Push): void
  acked: Signal<Push>
  lost: Signal<Push>
  /** Acked or given up. */
  done: Signal<Push>
  attempts: Attempts
}

export type PushParts = Pick<
  World,
  'clock' | 'settings' | 'random' | 'faults' | 'gateway' | 'violations' | 'messageIds'
>

const LATER_MS = 3_000

export function createPushes(world: PushParts): Pushes {
  const { clock, settings, random, faults, gateway, messageIds } = world
  const attempts = createAttempts(world)
  const open = new Set<Push>()
  /** Pings under way: each belongs to its connection and ends with it. */
  const pings = new Map<Push, Connection>()
  const acked = createSignal<Push>()
  const lost = createSignal<Push>()
  const done = createSignal<Push>()
  let held: Push[] | undefined

  const schedule = (push: Push, afterMs: number) => {
    push.timer?.cancel()
    push.timer = clock.after(afterMs, () => {
      if (push.deliveries >= settings.redelivery.deliveries) giveUp(push)
      else deliver(push)
    })
  }
  const giveUp = (push: Push) => {
    push.state = 'lost'
    open.delete(push)
    lost.emit(push)
    done.emit(push)
  }
  const deliver = (push: Push, messageId?: 'new' | 'same') => {
    const { everyMs, messageId: mode } = settings.redelivery
    const connection = gateway.pick(push.app, push.type, push.topic)
    if (connection === undefined) {
      if (everyMs > 0) schedule(push, everyMs)
      else if (push.state === 'waiting') giveUp(push)
      else if (push.state === 'sent') schedule(push, LATER_MS)
      return
    }
    const drawn = mode === 'mixed' ? random.next() < 0.5 : mode === 'same'
    const same = messageId === undefined ? drawn : messageId === 'same'
    if (push.deliveries === 0 || !same) push.messageId = messageIds.next()
    push.deliveries += 1
    if (push.state === 'waiting') push.state = 'sent'
    write(push, connection)
    if (everyMs > 0 && push.state === 'sent') schedule(push, everyMs)
  }
  const write = (push: Push, connection: Connection) => {
    const parts = { ...push, connectionId: connection.id, time: clock.now() }
    const fault = faults.next('push', push.data)
    if (fault?.kind === 'spoil') {
      const frame = spoiledFrame(parts, fault.how)
      attempts.allow(push.messageId)
      if (frame !== undefined) connection.send(frame)
      return
    }
    const go = () => {
      attempts.sent(push, connection)
      connection.send(frameText(parts))
    }
    if (fault?.kind === 'slow') clock.after(fault.ms, go)
    else go()
  }
  const enter = (spec: PushSpec): Push => {
    const push: Push = {
      limitMs: settings.ackLimitMs,
      ...spec,
      deliveries: 0,
      state: 'waiting',
      messageId: '',
    }
    open.add(push)
    return push
  }

  gateway.closed.on(connection => {
    for (const [push, over] of pings) {
      if (over !== connection) continue
      pings.delete(push)
      push.state = 'lost'
      open.delete(push)
      done.emit(push)
    }
  })

  attempts.judged.on(({ push, ack, ms, consumed }) => {
    pings.delete(push)
    if (push.state === 'acked') return
    if (!consumed) {
      push.timer?.cancel()
      const asked = ack.data['status'] === 'LATER'
      const everyMs = settings.redelivery.everyMs > 0 ? settings.redelivery.everyMs : asked ? LATER_MS : 0
      if (everyMs > 0) schedule(push, everyMs)
      return
    }
    push.timer?.cancel()
    push.state = 'acked'
    push.ack = ack
    push.ackMs = ms
    open.delete(push)
    acked.emit(push)
    done.emit(push)
  })

  return {
    acked,
    lost,
    done,
    attempts,
    reschedule(push) {
      push.timer?.cancel()
      if (push.type !== 'SYSTEM' && settings.redelivery.everyMs > 0)
        schedule(push, settings.redelivery.everyMs)
    },
    unacked: () => [...open],
    send(spec) {
      const push = enter(spec)
      if (held === undefined) deliver(push)
      else held.push(push)
      return push
    },
    again: (push, messageId = 'new') => deliver(push, messageId),
    hold() {
      held ??= []
      return arrange => {
        const waiting = held ?? []
        held = undefined
        for (const push of arrange(waiting)) deliver(push)
      }
    },
    ping(connection) {
      const opaque = JSON.stringify({ opaque: messageIds.next() })
      const push = enter({ app: connection.app, type: 'SYSTEM', topic: 'ping', data: opaque, key: 'ping' })
      push.messageId = messageIds.next()
      push.deliveries = 1
      push.state = 'sent'
      pings.set(push, connection)
      attempts.sent(push, connection)
      connection.send(frameText({ ...push, connectionId: connection.id, time: clock.now() }))
      return push
    },
    greet(connection) {
      const topics = { none: [], connected: ['CONNECTED'], registered: ['CONNECTED', 'REGISTERED'] }
      for (const topic of topics[settings.greeting]) {
        const messageId = messageIds.next()
        attempts.allow(messageId)
        connection.send(
          frameText({
            type: 'SYSTEM',
            topic,
            app: connection.app,
            connectionId: connection.id,
            messageId,
            time: clock.now(),
            data: '{}',
          }),
        )
      }
    },
    junk(connection, how) {
      const messageId = messageIds.next()
      attempts.allow(messageId)
      const frame = spoiledFrame(
        {
          type: 'CALLBACK',
          topic: BOT_TOPIC,
          app: connection.app,
          connectionId: connection.id,
          messageId,
          time: clock.now(),
          data: '{"msgtype":"text"}',
        },
        how,
      )
      if (frame !== undefined) connection.send(frame)
    },
  }
}
