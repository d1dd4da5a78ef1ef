import {
  decodeTap,
  type Inbound,
  type IncomingFile,
  type ReplyRoute,
  type Said,
} from '../../kernel/channel.ts'
import { groupContact, outsiderContact } from './contact.ts'
import { codeOf, isRecord, type Json, listOf, parseJson, recordOf, textOf } from './json.ts'

/** What the decoder cannot know from the frame. */
export interface DecodeContext {
  readonly robotCode: string
  /** ms UTC; stands in where the frame names no time. */
  readonly now: number
  /** Whether an answer may be posted to this address. */
  trusts(url: string): boolean
}

export type Decoded =
  /** Usually one; a text with pictures in it is two. */
  | { type: 'events'; events: readonly Inbound[] }
  /** The month's quota is used up: the message came without its words. */
  | { type: 'exhausted'; code: string }
  /** Not a message, so it must not be acknowledged as one: an undamaged copy may follow. */
  | { type: 'damaged' }

/**
 * One frame of the topic `/v1.0/im/bot/messages/get`. Every field may be missing or of another kind than the documents
 * say, and nothing that arrives makes it throw. In a group nothing of the content is looked at.
 */
export function decodeMessage(frame: unknown, context: DecodeContext): Decoded {
  const { headers, data } = recordOf(frame)
  // `data` is JSON inside JSON.
  const message = typeof data === 'string' ? parseJson(data) : data
  if (!isRecord(message)) return { type: 'damaged' }
  const { messageId, time } = recordOf(headers)
  const msgId = textOf(message['msgId']) || textOf(messageId)
  if (msgId === '') return { type: 'damaged' }
  const errorCode = codeOf(message['errorCode'])
  if (errorCode !== '' && !isRecord(message['text']) && !isRecord(message['content']))
    return { type: 'exhausted', code: errorCode }

  // Two robots that are called in one message get the same msgId (CONN#351).
  const id = `dingtalk:${textOf(message['robotCode']) || context.robotCode}:${msgId}`
  const at = instantOf(message['createAt']) ?? instantOf(time) ?? context.now
  const reply = routeOf(message, at, context)
  const event = (contact: string, said: Said, part = ''): Inbound => ({
    id: id + part,
    channel: 'dingtalk',
    contact,
    at,
    reply,
    said,
  })
  const one = (contact: string, said: Said): Decoded => ({ type: 'events', events: [event(contact, said)] })

  if (inGroup(message)) return one(groupContact(textOf(message['conversationId'])), { type: 'group' })
  const userid = useridOf(message)
  if (userid === '') return one(outsiderContact(textOf(message['senderId'])), { type: 'outsider' })
  const [first, second] = saidOf(message)
  if (!second) return one(userid, first ?? { type: 'unreadable' })
  // Pictures first: their words then find them waiting and both get one answer.
  return {
    type: 'events',
    events: [event(userid, second, ':files'), event(userid, first ?? { type: 'unreadable' })],
  }
}

/** In doubt it is a group: what is said before others is not ours to read. */
function inGroup({ conversationType, conversationTitle, isInAtList, atUsers }: Json): boolean {
  if (conversationType === '1' || conversationType === 1) return false
  return Boolean(conversationType || conversationTitle || isInAtList || atUsers)
}

/** A userid means a person within one organisation only: elsewhere the same id is somebody else. */
function useridOf({ senderStaffId, senderCorpId, chatbotCorpId }: Json): string {
  const home = textOf(chatbotCorpId)
  const foreign = home !== '' && textOf(senderCorpId) !== '' && senderCorpId !== home
  return foreign ? '' : textOf(senderStaffId).trim()
}

function saidOf(message: Json): readonly [Said, Said?] {
  const content = recordOf(message['content'])
  switch (message['msgtype']) {
    case 'text': {
      // A quoted message (`isReplyMsg`, `repliedMsg`) is left aside: what counts is what is said now.
      const text = textOf(recordOf(message['text'])['content']).trim()
      const tap = decodeTap(text)
      return tap ? [{ type: 'tap', ...tap }] : [spoken(text)]
    }
    case 'richText':
      return richText(listOf(content['richText']).map(recordOf))
    case 'picture':
      return [filesOf([picture(content)])]
    case 'audio': {
      const heard = textOf(content['recognition']).trim()
      return [heard === '' ? { type: 'unheard' } : spoken(heard)]
    }
    case 'video': {
      const type = /^\w{1,8}$/.exec(textOf(content['videoType']))?.[0] ?? 'mp4'
      return [filesOf([{ ref: textOf(content['downloadCode']), name: `video.${type}`, kind: 'video' }])]
    }
    case 'file': {
      const name = textOf(content['fileName']).toWellFormed().trim() || 'file'
      return [filesOf([{ ref: textOf(content['downloadCode']), name, kind: kindOf(name) }])]
    }
    default:
      // unknownMsgType (stickers), chatRecord, interactiveCard, and whatever is invented next.
      return [{ type: 'unreadable' }]
  }
}

function richText(parts: readonly Json[]): readonly [Said, Said?] {
  const text = parts
    .map(part => textOf(part['text']))
    .join('')
    .trim()
  const files = filesOf(parts.filter(part => part['type'] === 'picture').map(picture))
  if (files.type !== 'files') return [spoken(text)]
  return text === '' ? [files] : [spoken(text), files]
}

function spoken(text: string): Said {
  return text === '' ? { type: 'unreadable' } : { type: 'text', text: text.toWellFormed() }
}

function filesOf(files: readonly IncomingFile[]): Said {
  const found = files.filter(file => file.ref !== '')
  return found.length > 0 ? { type: 'files', files: found } : { type: 'unreadable' }
}

function picture(content: Json): IncomingFile {
  const ref = textOf(content['downloadCode']) || textOf(content['pictureDownloadCode'])
  return { ref, name: 'picture.jpg', kind: 'image' }
}

function kindOf(name: string): IncomingFile['kind'] {
  const ending = /\.(\w{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return KINDS.get(ending) ?? 'other'
}

const KINDS = new Map<string, IncomingFile['kind']>([
  ['pdf', 'pdf'],
  ...['jpg', 'jpeg', 'png', 'gif', 'bmp', 'webp', 'heic', 'heif'].map(e => [e, 'image'] as const),
  ...['amr', 'mp3', 'wav', 'ogg', 'm4a', 'aac'].map(e => [e, 'audio'] as const),
  ...['mp4', 'mov', 'avi', 'mkv', 'm4v'].map(e => [e, 'video'] as const),
])

/** Shortest life that a webhook was ever said to have (soimy#319), where the message does not name its end. */
const UNSTATED = 20 * 60_000

function routeOf(message: Json, at: number, context: DecodeContext): ReplyRoute | null {
  const url = textOf(message['sessionWebhook'])
  if (url === '' || !context.trusts(url)) return null
  return { url, until: instantOf(message['sessionWebhookExpiredTime']) ?? at + UNSTATED }
}

const EARLIEST = Date.UTC(2015, 0)
const LATEST = Date.UTC(2200, 0)

/** Milliseconds that are a time of ours; DingTalk writes them as numbers and as texts. */
function instantOf(value: unknown): number | null {
  const ms = typeof value === 'string' ? Number(value) : value
  return typeof ms === 'number' && ms > EARLIEST && ms < LATEST ? Math.floor(ms) : null
}
