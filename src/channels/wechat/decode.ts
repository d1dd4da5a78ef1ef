import type { Inbound, IncomingFile, Said } from '../../kernel/channel.ts'
import { WECHAT } from '../../kernel/channel.ts'

/** One message as wechaty tells it. */
export interface Heard {
  readonly id: string
  /** Name of its type, by wechaty. */
  readonly type: string
  /** Who wrote it. */
  readonly contact: string
  readonly room: string | null
  /** The bot itself is named in it. */
  readonly mentioned: boolean
  readonly text: string
  /** ms UTC. */
  readonly at: number
  /** What a file is called; '' where nobody says. */
  readonly file: string
  /** The message that was taken back. */
  readonly recalled: string | null
}

const ROOM = 'room:'

/** A room as a contact: it can be answered, and nothing else is ever sent there. */
export function roomOf(contact: string): string | null {
  return contact.startsWith(ROOM) ? contact.slice(ROOM.length) : null
}

/**
 * What a message says. In a room nothing of the content is looked at, and only who names the bot is answered.
 * @param account the bot's own id: two accounts may give one message the same id
 * @returns null for what is nobody's words: notices of the platform
 */
export function decode(heard: Heard, account: string): Inbound | null {
  const { id, contact, room, at } = heard
  if (room !== null && !heard.mentioned) return null
  const said: Said | null = room === null ? saidOf(heard, account) : { type: 'group' }
  if (!said) return null
  return {
    id: eventId(account, id),
    channel: WECHAT,
    contact: room === null ? contact : ROOM + room,
    at,
    reply: null,
    said,
  }
}

function eventId(account: string, message: string): string {
  return `${WECHAT}:${account}:${message}`
}

function saidOf({ id, type, text, file, recalled }: Heard, account: string): Said | null {
  switch (type) {
    case 'Text':
      return { type: 'text', text: withoutQuote(text) }
    case 'Image':
    case 'Video':
    case 'Attachment':
      return {
        type: 'files',
        files: [{ ref: id, name: file || `${type.toLowerCase()}`, kind: kindOf(type, file) }],
      }
    case 'Audio':
      return { type: 'unheard' }
    case 'Recalled':
      return recalled === null ? null : { type: 'recalled', id: eventId(account, recalled) }
    // The platform's own: a red envelope has come, somebody has become a friend.
    case 'Unknown':
    case 'GroupNote':
      return null
    default:
      return { type: 'unreadable' }
  }
}

/** What is quoted in an answer are somebody else's words, often the bot's own. */
function withoutQuote(text: string): string {
  const [, own] = QUOTE.exec(text) ?? []
  return own === undefined || own.trim() === '' ? text : own.trim()
}

/** “「…」”, a line of dashes, and then what is really said. */
const QUOTE = /^\u300c.*?\u300d\s*\n(?:- ?){3,}\n(.*)$/su

const KINDS: Readonly<Record<string, IncomingFile['kind']>> = {
  pdf: 'pdf',
  jpg: 'image',
  jpeg: 'image',
  png: 'image',
  gif: 'image',
  webp: 'image',
  heic: 'image',
  mp3: 'audio',
  amr: 'audio',
  mp4: 'video',
}

function kindOf(type: string, file: string): IncomingFile['kind'] {
  if (type === 'Image') return 'image'
  if (type === 'Video') return 'video'
  return KINDS[/\.(\w{2,5})$/.exec(file)?.[1]?.toLowerCase() ?? ''] ?? 'other'
}
