import { type Button, encodeTap, type Message } from '../../kernel/channel.ts'
import { defuse, escapeMarkdown } from './markdown.ts'

/** A message as `POST /v1.0/robot/oToMessages/batchSend` wants it. */
export interface Template {
  readonly msgKey: string
  /** JSON inside JSON. */
  readonly msgParam: string
}

/** A message as a sessionWebhook wants it. */
export function webhookBody(message: Message): string {
  const { text, buttons } = message
  if (buttons.length === 0) return JSON.stringify({ msgtype: 'text', text: { content: plain(text) } })
  if (buttons.length > MOST_BUTTONS)
    return JSON.stringify({
      msgtype: 'markdown',
      markdown: { title: titleOf(message), text: listed(message) },
    })
  const card = { title: titleOf(message), text: bodyOf(message) }
  const links = linksOf(message)
  const [only] = links
  if (links.length === 1 && only)
    return JSON.stringify({
      msgtype: 'actionCard',
      actionCard: { ...card, singleTitle: only.title, singleURL: only.url },
    })
  const btns = links.map(({ title, url }) => ({ title, actionURL: url }))
  return JSON.stringify({
    msgtype: 'actionCard',
    actionCard: { ...card, btnOrientation: sideBySide(buttons) ? '1' : '0', btns },
  })
}

/** The same message as a template of the API: same words, same buttons. */
export function templateOf(message: Message): Template {
  const { text, buttons } = message
  if (buttons.length === 0) return template('sampleText', { content: plain(text) })
  if (buttons.length > MOST_BUTTONS)
    return template('sampleMarkdown', { title: titleOf(message), text: listed(message) })
  const param: Record<string, string> = { title: titleOf(message), text: bodyOf(message) }
  const links = linksOf(message)
  const [only] = links
  if (links.length === 1 && only)
    return template('sampleActionCard', { ...param, singleTitle: only.title, singleURL: only.url })
  // Number 6 is two side by side, and names its buttons in another way than 2 to 5.
  const six = sideBySide(buttons)
  for (const [at, { title, url }] of links.entries()) {
    param[`${six ? 'buttonTitle' : 'actionTitle'}${at + 1}`] = title
    param[`${six ? 'buttonUrl' : 'actionURL'}${at + 1}`] = url
  }
  return template(`sampleActionCard${six ? 6 : links.length}`, param)
}

/** Most buttons of an actionCard by the API; with more they become links in the text. */
const MOST_BUTTONS = 5

/** An address that says `say` in the person's name when it is tapped. */
export function speakUrl(say: string, card: number | null): string {
  // encodeURIComponent leaves brackets and the like as they are, and a bracket would end a markdown link.
  const content = encodeURIComponent(encodeTap(say, card).toWellFormed()).replace(
    /[!'()*~]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `dtmd://dingtalkclient/sendMessage?content=${content}`
}

function template(msgKey: string, param: Record<string, string>): Template {
  return { msgKey, msgParam: JSON.stringify(param) }
}

function plain(text: string): string {
  return defuse(text.toWellFormed())
}

/** DingTalk refuses a card without words. */
function bodyOf(message: Message): string {
  const text = escapeMarkdown(message.text.toWellFormed())
  return text.trim() === '' ? escapeMarkdown(titleOf(message)) : text
}

/** Six buttons and more: links, one a line. */
function listed(message: Message): string {
  const links = linksOf(message).map(({ title, url }) => `- [${escapeMarkdown(title)}](${url})`)
  return `${bodyOf(message)}\n\n${links.join('\n')}`
}

function linksOf({ buttons, card }: Message): { title: string; url: string }[] {
  return buttons.map(({ label, say }) => ({ title: lineOf(label) || lineOf(say), url: speakUrl(say, card) }))
}

const TITLE = 24

/** What notifications and the list of chats show of a card: the beginning of its first line. */
function titleOf({ text, buttons }: Message): string {
  const [line = ''] = text.toWellFormed().trim().split('\n', 1)
  const title = [...line.slice(0, TITLE * 2)].slice(0, TITLE).join('').toWellFormed().trim()
  return title || lineOf(buttons[0]?.label ?? '') || '…'
}

function lineOf(text: string): string {
  return text.toWellFormed().replace(/\s+/g, ' ').trim()
}

const SHORT = 6

/** Two short buttons stand beside each other, all others one below the other. */
function sideBySide(buttons: readonly Button[]): boolean {
  return buttons.length === 2 && buttons.every(({ label }) => label.length <= SHORT)
}
