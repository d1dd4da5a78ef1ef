import { isJson, type Json, object, text } from './json.ts'

/** By which road the bot's message came. */
export type Via = 'webhook' | 'batchSend' | 'groupSend' | 'card' | 'ding'

export interface Button {
  title: string
  url: string
  /** What a tap says in the person's name; absent for a button that opens a page. */
  says?: string
}

/** One message as the person sees it. */
export interface Content {
  kind: string
  title: string
  text: string
  buttons: Button[]
  /** Picture, voice, film or file: what it was uploaded as. */
  mediaId?: string
  fileName?: string
}

/** One message of the bot in somebody's chat. */
export interface Received extends Content {
  /** Position among everything the bot ever sent. */
  n: number
  at: number
  /** The userid, or the conversation id of a group. */
  to: string
  via: Via
  /** The message whose webhook was used. */
  replyTo?: string
  processQueryKey?: string
  outTrackId?: string
  /** userids that are really called: named in `at` and written in the text. */
  mentions?: string[]
  recalled: boolean
  read: boolean
  /** As the bot sent it. */
  raw: unknown
}

const SEND_MESSAGE = 'dtmd://dingtalkclient/sendMessage?content='
const LINK = /\[([^\]]*)\]\((dtmd:\/\/dingtalkclient\/sendMessage\?content=[^)\s]+)\)/g

/** A webhook body as the person sees it, or `undefined` where a part is missing. */
export function fromWebhook(msgtype: string, body: Json): Content | undefined {
  const part = object(body[msgtype])
  const field = fieldsOf(part)
  switch (msgtype) {
    case 'text':
      return field.all('content') && plain('text', field('content'))
    case 'markdown':
      return field.all('title', 'text') && markdown('markdown', field('title'), field('text'))
    case 'link':
      return (
        field.all('title', 'text', 'messageUrl') &&
        card('link', field, [button(field('title'), field('messageUrl'))])
      )
    case 'actionCard': {
      if (!field.all('title', 'text')) return undefined
      const single = field.all('singleTitle', 'singleURL')
      if (single) return card('actionCard', field, [button(field('singleTitle'), field('singleURL'))])
      return listOf(part['btns'], 'title', 'actionURL', buttons => card('actionCard', field, buttons))
    }
    case 'feedCard':
      return listOf(part['links'], 'title', 'messageURL', buttons => ({
        kind: 'feedCard',
        title: '',
        text: buttons.map(one => one.title).join('\n'),
        buttons,
      }))
    default:
      return undefined
  }
}

/** `msgKey` and the object inside `msgParam` as the person sees them; `undefined` = a part is missing. */
export function fromTemplate(msgKey: string, param: Json): Content | undefined {
  const field = fieldsOf(param)
  const media = (kind: string, id: string, ...also: string[]): Content | undefined =>
    field.all(id, ...also) ? { ...plain(kind, ''), mediaId: field(id) } : undefined
  switch (msgKey) {
    case 'sampleText':
      return field.all('content') && plain('text', field('content'))
    case 'sampleMarkdown':
      return field.all('title', 'text') && markdown('markdown', field('title'), field('text'))
    case 'sampleImageMsg':
      return media('image', 'photoURL')
    case 'sampleAudio':
      return media('audio', 'mediaId', 'duration')
    case 'sampleVideo':
      return media('video', 'videoMediaId', 'videoType', 'picMediaId', 'duration')
    case 'sampleFile': {
      const file = media('file', 'mediaId', 'fileName', 'fileType')
      return file && { ...file, fileName: field('fileName') }
    }
    case 'sampleLink':
      return (
        field.all('title', 'text', 'messageUrl') &&
        card('link', field, [button(field('title'), field('messageUrl'))])
      )
    case 'sampleActionCard':
      if (!field.all('title', 'text', 'singleTitle', 'singleURL')) return undefined
      return card('actionCard', field, [button(field('singleTitle'), field('singleURL'))])
    case 'sampleActionCard6':
      return numbered(field, 2, 'buttonTitle', 'buttonUrl')
    default: {
      const count = /^sampleActionCard([2-5])$/.exec(msgKey)?.[1]
      return count === undefined ? undefined : numbered(field, Number(count), 'actionTitle', 'actionURL')
    }
  }
}

/** A button, with the words a tap says where it is one of those. */
export function button(title: string, url: string): Button {
  if (!url.startsWith(SEND_MESSAGE)) return { title, url }
  try {
    return { title, url, says: decodeURIComponent(url.slice(SEND_MESSAGE.length)) }
  } catch {
    return { title, url }
  }
}

type Field = ((name: string) => string) & { all(...names: string[]): true | undefined }

function fieldsOf(part: Json): Field {
  const read = (name: string): string => {
    const value = part[name]
    return typeof value === 'number' ? String(value) : (text(value) ?? '')
  }
  const all = (...names: string[]) => (names.every(name => read(name).trim() !== '') ? true : undefined)
  return Object.assign(read, { all })
}

function plain(kind: string, words: string): Content {
  return { kind, title: '', text: words, buttons: [] }
}

function markdown(kind: string, title: string, words: string): Content {
  return { kind, title, text: words, buttons: linksIn(words) }
}

function card(kind: string, field: Field, buttons: Button[]): Content {
  const words = field('text')
  return { kind, title: field('title'), text: words, buttons: [...buttons, ...linksIn(words)] }
}

/** Links inside markdown that speak when tapped. */
function linksIn(words: string): Button[] {
  if (!words.includes(SEND_MESSAGE)) return []
  return [...words.matchAll(LINK)].map(([, title, url]) => button(title ?? '', url ?? ''))
}

function numbered(field: Field, count: number, title: string, url: string): Content | undefined {
  if (!field.all('title', 'text')) return undefined
  const buttons: Button[] = []
  for (let n = 1; n <= count; n++) {
    if (!field.all(`${title}${n}`, `${url}${n}`)) return undefined
    buttons.push(button(field(`${title}${n}`), field(`${url}${n}`)))
  }
  return card('actionCard', field, buttons)
}

function listOf(
  list: unknown,
  title: string,
  url: string,
  make: (buttons: Button[]) => Content,
): Content | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined
  const buttons: Button[] = []
  for (const item of list) {
    const name = isJson(item) ? text(item[title]) : undefined
    const target = isJson(item) ? text(item[url]) : undefined
    if (name === undefined || name === '' || target === undefined || target === '') return undefined
    buttons.push(button(name, target))
  }
  return make(buttons)
}
