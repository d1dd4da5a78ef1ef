import type { App } from './app.ts'
import type { Spoiled } from './faults.ts'

export const BOT_TOPIC = '/v1.0/im/bot/messages/get'
export const CARD_TOPIC = '/v1.0/card/instances/callback'
export const EVENT_TOPIC = '*'

export type FrameType = 'SYSTEM' | 'EVENT' | 'CALLBACK'

/** What one push says about itself; `data` is already the JSON text that goes in as a string. */
export interface FrameParts {
  type: FrameType
  topic: string
  app: App
  connectionId: string
  messageId: string
  time: number
  data: string
  /** Headers that only events have. */
  event?: EventHeaders
}

export interface EventHeaders {
  eventId: string
  eventType: string
  eventCorpId: string
  eventBornTime: string
  eventUnifiedAppId: string
}

/** One frame from DingTalk to the client: `data` is a string that has to be parsed again, `time` too. */
export function frameText(parts: FrameParts): string {
  return JSON.stringify({
    specVersion: '1.0',
    type: parts.type,
    headers: {
      appId: parts.app.unifiedAppId,
      connectionId: parts.connectionId,
      contentType: 'application/json',
      messageId: parts.messageId,
      time: String(parts.time),
      topic: parts.topic,
      ...parts.event,
    },
    data: parts.data,
  })
}

/** The documents show this frame without `messageId` and without `specVersion`, and so it is sent. */
export function disconnectFrame(reason: string): string {
  return JSON.stringify({
    type: 'SYSTEM',
    headers: { topic: 'disconnect', contentType: 'application/json' },
    data: JSON.stringify({ reason }),
  })
}

/** The same frame as it must never be; `undefined` = it does not arrive at all. */
export function spoiledFrame(parts: FrameParts, how: Spoiled): string | Buffer | undefined {
  const whole = frameText(parts)
  switch (how) {
    case 'malformed':
      return whole.slice(0, Math.ceil(whole.length * 0.6))
    case 'binary':
      return Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0xff, 0xfe, ...Buffer.from(whole).subarray(0, 64)])
    case 'unknownType':
      return whole.replace(`"type":"${parts.type}"`, '"type":"MYSTERY"')
    case 'missingData':
      return JSON.stringify({ ...JSON.parse(whole), data: undefined })
    case 'lost':
      return undefined
  }
}

export interface MessageIds {
  next(): string
  /** Whether this id was ever given out. */
  issued(id: string): boolean
}

const FIRST = 0x1461000

/** Ids shaped like DingTalk's `212b9d7c_165f_19bfa1a500a_1461def`: each names one push. */
export function createMessageIds(now: () => number): MessageIds {
  let last = FIRST
  return {
    next() {
      last += 1
      return `212b9d7c_165f_${Math.floor(now()).toString(16)}_${last.toString(16)}`
    },
    issued(id) {
      const counter = Number.parseInt(/^212b9d7c_165f_[0-9a-f]+_([0-9a-f]+)$/.exec(id)?.[1] ?? '', 16)
      return counter > FIRST && counter <= last
    },
  }
}
