import type { DWClientDownStream } from 'dingtalk-stream'
import type { Inbound } from '../../kernel/channel.ts'
import type { Clock } from '../../kernel/clock.ts'
import { Fault } from '../../kernel/faults.ts'
import type { Log } from '../../runtime/log.ts'
import type { Connection } from './connection.ts'
import { decodeMessage } from './decode.ts'
import type { Health } from './health.ts'
import { recordOf, textOf } from './json.ts'
import type { DingTalkOptions } from './options.ts'

export interface ReceiveParts extends Pick<DingTalkOptions, 'onCall' | 'onAlert'> {
  receive(event: Inbound): Promise<void>
  readonly robotCode: string
  trusts(url: string): boolean
  readonly clock: Clock
  readonly log: Log
  readonly health: Health
}

/** Documents say 3 s, the app store's check 1.5 s, the field has seen pushes again after 16 s. */
const LATE = 1_000

/**
 * Takes message frames: decodes, hands over, and acks over the connection a frame came by, once it is durable and not
 * before. What could not be kept is not acked, so DingTalk pushes it again. Never throws.
 */
export function receiver(parts: ReceiveParts): (frame: DWClientDownStream, connection: Connection) => void {
  const { robotCode, trusts, clock, log, health, onCall, onAlert } = parts

  return (frame, connection) => {
    const now = clock.now()
    const messageId = textOf(recordOf(frame.headers)['messageId'])
    const decoded = decodeMessage(frame, { robotCode, now, trusts })
    if (decoded.type === 'damaged') {
      health.dropped++
      log.warn({ frame: messageId }, 'dingtalk.frame_damaged')
      return
    }
    health.messages++
    health.lastMessageAt = now
    if (decoded.type === 'events') {
      onCall?.('stream', 1)
      void keep(decoded.events, messageId, connection, now)
      return
    }
    log.error({ code: decoded.code }, 'dingtalk.message_withheld')
    onAlert?.('dingtalk_quota', 'stream')
    connection.ack(messageId)
  }

  async function keep(
    events: readonly Inbound[],
    messageId: string,
    connection: Connection,
    since: number,
  ): Promise<void> {
    const done = connection.begin()
    try {
      const [only] = events
      if (events.length === 1 && only) await parts.receive(only)
      else await Promise.all(events.map(event => parts.receive(event)))
      if (!connection.ack(messageId)) health.lostAcks++
      const ms = clock.now() - since
      if (ms > LATE) {
        health.lateAcks++
        log.warn({ frame: messageId, ms }, 'dingtalk.ack_late')
      }
    } catch (error) {
      health.refused++
      log.error({ frame: messageId, fault: nameOf(error) }, 'dingtalk.not_received')
    } finally {
      done()
    }
  }
}

function nameOf(error: unknown): string {
  if (error instanceof Fault) return error.code
  return error instanceof Error ? error.name : 'unknown'
}
