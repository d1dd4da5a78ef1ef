import type { Button, IncomingFile } from '../../kernel/channel.ts'

/** One line of a trial conversation, as the chat page and the terminal show it. */
export interface Entry {
  /** The event's id for what a person said, the outbox key for what the bot said: the same twice is one. */
  readonly id: string
  /** Grows over all conversations. */
  readonly seq: number
  /** ms UTC, by the trial's clock. */
  readonly at: number
  readonly from: 'person' | 'bot'
  readonly text: string
  readonly buttons: readonly Button[]
  /** Of the bot's: the number its buttons carry. Of a person's: the card whose button was tapped. */
  readonly card: number | null
  readonly files: readonly ShownFile[]
  /** Taken back: nothing of it is kept but its place. */
  readonly recalled: boolean
}

export interface ShownFile {
  readonly name: string
  readonly kind: IncomingFile['kind']
  readonly bytes: number
}

/** What happened in somebody's conversation. */
export type Change =
  | { readonly type: 'entry'; readonly contact: string; readonly entry: Entry }
  /** Could not be taken in after all. */
  | { readonly type: 'gone'; readonly contact: string; readonly id: string }
  | { readonly type: 'unread'; readonly contact: string; readonly count: number }
