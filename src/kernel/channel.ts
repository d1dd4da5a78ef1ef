/**
 * What every channel promises: it decodes what people send, acknowledges nothing before `receive` has resolved,
 * and sends what the outbox holds.
 */
export interface Channel {
  readonly name: string
  readonly can: Capabilities
  start(receive: (event: Inbound) => Promise<void>): Promise<void>
  /** One message to up to `can.batch` people; one outcome each, in order. Never throws. */
  send(message: Message, to: readonly Recipient[]): Promise<Outcome[]>
  /** The bytes of a file somebody sent. @throws Fault PLATFORM_REFUSED */
  fetch(ref: string): Promise<Uint8Array>
  /** True once it has failed for good, until the program starts anew: nobody is reached there. */
  gone?(): boolean
  stop(): Promise<void>
}

/** People who are reached there are bound to their contact by a code: it is their own account, not their employer's. */
export const WECHAT = 'wechat'

/** Whether a channel is a personal platform: what the organisation has not put in writing is not spoken of there. */
export function isPersonal(channel: string): boolean {
  return channel === WECHAT
}

export interface Capabilities {
  /** Most buttons on one message; 0 = they are written out as numbers. */
  readonly buttons: number
  /** Longest text, in bytes of UTF-8. */
  readonly bytes: number
  /** Most recipients of one call. */
  readonly batch: number
  /** Whether it may write first. */
  readonly proactive: boolean
}

/** One thing that came in. */
export interface Inbound {
  /** The same however often the platform delivers it: `dingtalk:<robotCode>:<msgId>`. */
  readonly id: string
  readonly channel: string
  /** The sender's id on that channel. */
  readonly contact: string
  /** The platform's time, ms UTC. */
  readonly at: number
  /** A way to answer this very message, while it lasts. A secret. */
  readonly reply: ReplyRoute | null
  readonly said: Said
}

export interface ReplyRoute {
  readonly url: string
  /** ms UTC. */
  readonly until: number
}

export type Said =
  | { type: 'text'; text: string }
  /** A button of card `card`; `text` is what it says. */
  | { type: 'tap'; text: string; card: number }
  | { type: 'files'; files: readonly IncomingFile[] }
  /** A voice message that nobody transcribed. */
  | { type: 'unheard' }
  | { type: 'unreadable' }
  | { type: 'recalled'; id: string }
  | { type: 'joined' }
  /** Said in a group: what was said is left out on purpose. */
  | { type: 'group' }
  /** Somebody who does not belong to the organisation. */
  | { type: 'outsider' }

export interface IncomingFile {
  readonly ref: string
  readonly name: string
  readonly kind: 'image' | 'pdf' | 'audio' | 'video' | 'other'
}

export interface Message {
  readonly text: string
  readonly buttons: readonly Button[]
  /** The number that taps of the buttons carry; null for buttons that stand for themselves. */
  readonly card: number | null
  /** A number is an answer of its own to what is asked: where buttons are written out they get none. */
  readonly inWords?: boolean
  /** Life may be in danger: a channel that can ring somebody up does so besides writing, with these words. */
  readonly ring?: string
}

export interface Button {
  readonly label: string
  /** What a tap says, and what can be typed instead. */
  readonly say: string
}

export interface Recipient {
  readonly key: string
  readonly contact: string
  readonly reply: ReplyRoute | null
}

export type Outcome =
  | { state: 'sent' }
  /** Try again, not before `wait` ms. `unreached`: the platform did not answer at all. */
  | { state: 'later'; code: string; wait: number; unreached?: true }
  /** Never will be: no such person, refused for good. */
  | { state: 'never'; code: string }

/** A tap on platforms where a button can only send text: `提交 #7`. */
export function encodeTap(say: string, card: number | null): string {
  return card === null ? say : `${say} #${card}`
}

export function decodeTap(text: string): { text: string; card: number } | null {
  const [, said, card] = /^(.{1,200}) #(\d{1,9})$/su.exec(text.trim()) ?? []
  return said !== undefined && card !== undefined ? { text: said, card: Number(card) } : null
}
