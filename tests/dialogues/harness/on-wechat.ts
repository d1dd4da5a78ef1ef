import { basename } from 'node:path'
import type { Message } from '../../../src/dialogue/compose.ts'
import { buttonsCount } from '../../../src/dialogue/state.ts'
import type { Place } from '../../../src/dialogue/world.ts'
import type { Friend } from '../../fakes/wechat/account.ts'
import type { Phone } from '../../support/phone.ts'
import { type Case, casesOf, isOut, type Step, stepOf } from './case-file.ts'
import type { Chat } from './chat.ts'
import { shippedLibrary } from './library.ts'
import { wanted } from './play.ts'
import { Scene, shown } from './scene.ts'
import { KINDS, list, spoken } from './written.ts'

/** The golden transcripts of a file as far as they can be held there: an old button is nowhere to be tapped. */
export function casesOnWeChat(file: string): Case[] {
  if (shippedLibrary().flows.get(basename(file, '.yaml'))?.atWork) return []
  return casesOf(file).flatMap(one => {
    if (oldTap(one.before) >= 0) return []
    const at = oldTap(one.steps)
    const steps = at < 0 ? one.steps : one.steps.slice(0, at)
    return steps.length === 0 ? [] : [{ ...one, steps }]
  })
}

function oldTap(steps: readonly Step[]): number {
  return steps.findIndex(step => stepOf(step)[0] === '点旧')
}

/**
 * Plays a transcript over wechaty: every line is typed in on somebody's phone, every choice is answered as it stands
 * there, and what the bot says is read there.
 * @returns the steps, with what really stood on the phone between them
 */
export async function playOnWeChat(
  one: Case,
  phone: Phone,
  place: Place,
  watch: (chat: Chat, done: Done) => void = () => {},
): Promise<Step[]> {
  const scene = new Scene(one.setting, shippedLibrary(), place)
  const talk = new Talk(scene, phone)
  const take = async (step: Step) => {
    const out = await talk.take(step)
    watch(scene.chat, { does: stepOf(step)[0], said: talk.said, out })
    return out
  }
  for (const step of one.before) if (!isOut(stepOf(step)[0])) await take(step)
  const steps: Step[] = []
  for (const [i, step] of one.steps.entries()) {
    if (isOut(stepOf(step)[0])) continue
    steps.push(step, ...wanted(await take(step), one.steps, i))
  }
  return steps
}

/** A step that was done. */
export interface Done {
  readonly does: string
  /** What was typed. */
  readonly said: readonly string[]
  /** What came out, as it stood on the phone. */
  readonly out: readonly Step[]
}

/** WeChat once everything was decided on. */
export const EVERYTHING: Place = { personal: true, off: new Set() }

/** How a choice stands there that has no number. */
export const WORDS = { answer: (_label: string, say: string) => `（回“${say}”）` }

/** Somebody with his phone: he knows nothing but what stands on it, and what is not offered he asks for in words. */
class Talk {
  /** What he typed in the last step. */
  said: readonly string[] = []
  private readonly scene: Scene
  private readonly phone: Phone
  /** What stands there since choices were last offered. */
  private screen = ''
  private taps = 0
  /** Ids of what he typed, for taking it back. */
  private readonly typed = new Map<string, string>()

  constructor(scene: Scene, phone: Phone) {
    this.scene = scene
    this.phone = phone
  }

  async take(step: Step): Promise<Step[]> {
    const { scene } = this
    const [does, what] = stepOf(step)
    this.said = []
    const steps = scene.step(...(await this.typedIn(does, what)))
    const read: (string | null)[] = []
    for (const message of scene.messages.splice(0)) read.push(message && (await this.read(message)))
    return steps.map(one => (stepOf(one)[0] === '机' ? { 机: read.shift() ?? stepOf(one)[1] } : one))
  }

  /** The same step as it arrives: what people do on their phones goes through wechaty, and time passes by itself. */
  private async typedIn(does: string, what: unknown): Promise<[does: string, what: unknown]> {
    switch (does) {
      case '我':
        return ['我', await this.type(list<string>(what).map(spoken))]
      case '点': {
        const label = String(what)
        const answer = this.answerFor(label) ?? (this.isOffered(label) ? null : label)
        return answer === null ? [does, what] : ['我', await this.type([answer])]
      }
      case '两台同时': {
        const texts = (what as Step[]).map(one => String(stepOf(one)[1]))
        return texts.some(text => this.isOffered(text)) ? [does, what] : ['我', await this.type(texts)]
      }
      case '图':
        for (const one of list<string>(what)) await this.send(one)
        return [does, what]
      case '送两次':
        return [does, await this.typeTwice(String(what))]
      case '撤回消息':
        await this.takeBack(String(what))
        return [does, what]
      default:
        return [does, what]
    }
  }

  private async type(texts: readonly string[]): Promise<string[]> {
    const heard: string[] = []
    this.said = texts
    for (const text of texts) {
      const [event] = await this.phone.does(friend => friend.say(text))
      if (event?.said.type !== 'text') throw new Error(`“${text}” was heard as ${event?.said.type}`)
      this.typed.set(text, event.id)
      heard.push(event.said.text)
    }
    return heard
  }

  /** The platform delivers it twice: under one id, so that the program takes it once. */
  private async typeTwice(text: string): Promise<string> {
    const events = await this.phone.does((friend, account) => {
      friend.say(text)
      account.again(account.lastFrom(friend.id))
    }, 2)
    if (new Set(events.map(({ id }) => id)).size > 1) throw new Error('one message has two ids')
    const [first] = events
    return first?.said.type === 'text' ? first.said.text : ''
  }

  private async send(what: string): Promise<void> {
    const [kind = ''] = what.split(' ')
    const [type, name] = MEDIA[kind] ?? MEDIA['贴纸'] ?? []
    const [event] = await this.phone.does(friend => friend.tell(type ?? 'Emoticon', name ?? ''))
    const said = event?.said
    const heard = said?.type === 'files' ? said.files.map(file => file.kind).join() : said?.type
    const meant = KINDS[kind] ?? (kind === '语音' ? 'unheard' : 'unreadable')
    if (heard !== meant) throw new Error(`${what} was heard as ${heard}`)
  }

  private async takeBack(text: string): Promise<void> {
    const id = this.typed.get(text) ?? ''
    const [event] = await this.phone.does(friend => friend.tell('Recalled', id.split(':').at(-1) ?? ''))
    if (event?.said.type !== 'recalled' || event.said.id !== id)
      throw new Error(`“${text}” was not taken back`)
  }

  private isOffered(label: string): boolean {
    return this.scene.chat.card?.buttons.includes(label) ?? false
  }

  /** What he answers who means this choice, by what stands there. Null where none counts: nobody would type it. */
  private answerFor(label: string): string | null {
    if (!buttonsCount(this.scene.chat.state)) return null
    const lines = this.screen.split('\n')
    const number = lines.map(line => /^(\d+)\. (.*)$/u.exec(line)).find(found => found?.[2] === label)?.[1]
    if (number === undefined) return lines.includes(WORDS.answer(label, label)) ? label : null
    const ways = [number, `第${number}个`, String.fromCharCode(0xff10 + Number(number)), label]
    return ways[this.taps++ % ways.length] ?? label
  }

  /** A message as it stands there, written like a transcript. */
  private async read(message: Message): Promise<string> {
    const { text, buttons, card, inWords } = message
    const choices = buttons.map(label => ({ label, say: label }))
    const texts = await this.phone.shows({ text, buttons: choices, card, ...(inWords ? { inWords } : {}) })
    const whole = texts.join('\n')
    if (buttons.length === 0) return whole
    this.screen = whole
    const numbered = buttons.map((label, at) => `${at + 1}. ${label}`)
    const inFull = buttons.map(label => WORDS.answer(label, label))
    const end = [numbered, inFull].map(lines => lines.join('\n')).find(lines => whole.endsWith(lines))
    return end === undefined ? whole : shown({ ...message, text: whole.slice(0, -end.length).trimEnd() })
  }
}

/** What is sent as what, by the platform's types. */
const MEDIA: Readonly<Record<string, readonly [type: Parameters<Friend['tell']>[0], name: string]>> = {
  图片: ['Image', ''],
  空文件: ['Image', ''],
  视频: ['Video', ''],
  PDF: ['Attachment', 'a.pdf'],
  音频: ['Attachment', 'a.mp3'],
  文档: ['Attachment', 'a.doc'],
  语音: ['Audio', ''],
  贴纸: ['Emoticon', ''],
}

/** Reads like chat. Before a sensitive form the bot says whose platform this is: that alone is more than elsewhere. */
export function readable(steps: readonly Step[]): string {
  const { say } = shippedLibrary().patterns.personal_here
  return steps
    .flatMap(step => Object.entries(step))
    .map(([does, what]) => `${does} ${typeof what === 'string' ? what : JSON.stringify(what)}`)
    .join('\n')
    .replaceAll(`${String(say)}\n`, '')
}
