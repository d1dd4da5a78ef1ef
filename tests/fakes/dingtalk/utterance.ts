import type { Files } from './files.ts'
import type { Json } from './json.ts'

/** What somebody says: plain words, or one of DingTalk's other kinds of message. */
export type Utterance =
  | string
  | { msgtype: 'text'; content: string; quoting?: Json }
  | { msgtype: 'richText'; parts: (string | { picture: Uint8Array })[] }
  | { msgtype: 'picture'; bytes?: Uint8Array }
  | { msgtype: 'audio'; recognition?: string; durationMs?: number; bytes?: Uint8Array }
  | { msgtype: 'video'; seconds?: number; bytes?: Uint8Array }
  | { msgtype: 'file'; fileName: string; bytes?: Uint8Array }
  | { msgtype: 'unknownMsgType' }
  | { msgtype: 'chatRecord' | 'interactiveCard'; content: Json }

/** Short forms, so that a test reads like a chat: `say('sample-01', audio('我想请假'))`. */
export const picture = (bytes: Uint8Array = SAMPLE_BYTES): Utterance => ({ msgtype: 'picture', bytes })
export const audio = (recognition: string, durationMs = 3_000): Utterance => ({
  msgtype: 'audio',
  recognition,
  durationMs,
})
export const video = (seconds = 5): Utterance => ({ msgtype: 'video', seconds })
export const file = (fileName: string, bytes: Uint8Array = SAMPLE_BYTES): Utterance => ({
  msgtype: 'file',
  fileName,
  bytes,
})
export const richText = (...parts: (string | { picture: Uint8Array })[]): Utterance => ({
  msgtype: 'richText',
  parts,
})
export const sticker = (): Utterance => ({ msgtype: 'unknownMsgType' })
/** Words that answer an earlier message; what DingTalk adds then is not documented. */
export const quote = (content: string, quoting: Json): Utterance => ({ msgtype: 'text', content, quoting })

export const SAMPLE_BYTES: Uint8Array = Buffer.from(
  '\xff\xd8\xffsample picture of the fake DingTalk',
  'latin1',
)

/** The part of a callback's data that depends on the kind of message. */
export function bodyOf(said: Utterance, files: Files): { msgtype: string } & Json {
  if (typeof said === 'string') return { text: { content: said }, msgtype: 'text' }
  const code = (bytes: Uint8Array | undefined) => files.code(bytes ?? SAMPLE_BYTES)
  const { msgtype } = said
  switch (msgtype) {
    case 'text':
      return { text: { content: said.content, ...quoted(said.quoting) }, msgtype, ...original(said.quoting) }
    case 'richText':
      return { content: { richText: said.parts.map(part => richPart(part, files)) }, msgtype }
    case 'picture':
      return { content: { pictureDownloadCode: code(said.bytes), downloadCode: code(said.bytes) }, msgtype }
    case 'audio': {
      const { recognition, durationMs } = said
      const content = { downloadCode: code(said.bytes), recognition, duration: durationMs }
      return { content, msgtype }
    }
    case 'video':
      // A string here and a number in the documents: this is what the samples show.
      return {
        content: { duration: String(said.seconds ?? 5), videoType: 'mp4', downloadCode: code(said.bytes) },
        msgtype,
      }
    case 'file':
      return {
        content: {
          spaceId: '22300573',
          fileName: said.fileName,
          downloadCode: code(said.bytes),
          fileId: '117000848',
        },
        msgtype,
      }
    case 'unknownMsgType':
      return { content: { unknownMsgType: '用户发送了一条消息，机器人暂不支持接收。' }, msgtype }
    default:
      return { content: said.content, msgtype }
  }
}

function richPart(part: string | { picture: Uint8Array }, files: Files): Json {
  if (typeof part === 'string') return { text: part }
  return {
    pictureDownloadCode: files.code(part.picture),
    downloadCode: files.code(part.picture),
    type: 'picture',
  }
}

function quoted(message: Json | undefined): Json {
  return message === undefined ? {} : { isReplyMsg: true, repliedMsg: message }
}

function original(message: Json | undefined): Json {
  return message === undefined ? {} : { originalMsgId: message['msgId'] }
}
