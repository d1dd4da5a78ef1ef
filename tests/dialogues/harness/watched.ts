import { isDeepStrictEqual } from 'node:util'
import type { Message } from '../../../src/dialogue/compose.ts'
import { type Frame, openQuestion, type State, top } from '../../../src/dialogue/state.ts'
import type { Parts } from '../../../src/dialogue/template.ts'
import type { Ground } from './ground.ts'
import { shippedLibrary } from './library.ts'
import type { Random } from './random.ts'
import { shown } from './scene.ts'
import { type Step, Walker } from './walker.ts'

/** Commands that may end in a question between readings. */
const ASKING = ['start', 'choose', 'ask_between']
const LARGEST_STATE = 60_000

/** A walker whose every turn is looked at. */
export class Watched {
  readonly walker: Walker
  /** Everything this person was told. */
  readonly heard: string[] = []
  effects = 0
  private readonly steps: Step[] = []
  private readonly keys = new Map<string, string>()
  private readonly gone = new Set<string>()
  private before: State
  /** What has happened since without a word. */
  private readonly meanwhile: string[] = []
  /** The last message, with its buttons. */
  private shown = ''
  /** What led to it. */
  private because: readonly string[] = []

  constructor(r: Random, ground: Ground, mark: string) {
    this.walker = new Walker(r, ground, mark)
    this.before = this.walker.chat.state
  }

  step(seed: number): Step {
    return this.looked(seed, () => this.walker.step())
  }

  /** Afterwards nothing of what was stored for an unfinished form may be left. */
  end(seed: number): void {
    this.looked(seed, () => this.walker.end())
    const { stored, handed, forgotten, chat } = this.walker
    const sending = storedIn(chat.state)
    const left = [...stored].filter(id => !handed.has(id) && !forgotten.has(id) && !sending.has(id))
    if (left.length > 0) this.breach(seed, `stored for nobody: ${left.join(' ')}`)
  }

  private looked(seed: number, act: () => Step): Step {
    this.before = this.walker.chat.state
    try {
      const step = act()
      this.steps.push(step)
      this.check(step)
      return step
    } catch (error) {
      return this.breach(seed, error instanceof Error ? (error.stack ?? '') : String(error))
    }
  }

  private breach(seed: number, what: string): never {
    const last = this.steps
      .slice(-8)
      .map(s => `${s.did}\n  → ${s.messages.map(m => JSON.stringify(m)).join('\n  → ')}`)
    throw new Error(
      `seed ${seed}: ${what}\n${last.join('\n')}\n${JSON.stringify(this.walker.chat.state.stack.map(short))}`,
    )
  }

  private check(step: Step): void {
    const { chat } = this.walker
    this.checkEffects()
    this.checkStored()
    checkState(chat.state, chat.last?.state ?? chat.state)
    const quiet = chat.state.stack.some(f => f.status === 'sending')
    if (step.messages.length === 0) this.meanwhile.push(...step.kinds)
    for (const message of step.messages) {
      if (!message) {
        if (step.answerable && !quiet) throw new Error('never silent')
        continue
      }
      const { commands = [], effects = [] } = chat.last ?? {}
      const because = [...step.kinds, ...commands, ...effects]
      if (because.length === 0) because.push('dead card')
      // Another form came up: its question is put again.
      if (top(this.before)?.id !== top(chat.state)?.id) because.push('go_on')
      // However it came to it, the same thing was unclear.
      if (commands.some(c => ASKING.includes(c))) because.push(`between ${chat.state.pending?.kind}`)
      this.checkMessage(message, [...this.meanwhile.splice(0), ...because])
    }
    if (step.messages.length === 1 && step.messages[0]) this.checkCard(step.messages[0])
  }

  /** @param because what led to it; the same may be answered in the same words */
  private checkMessage(message: Message, because: readonly string[]): void {
    const { text } = message
    const again = [...because, ...this.because].some(why => why === 'repeat' || why === 'go_on')
    const anew = again || because.some(why => this.because.includes(why))
    const repeated = shown(message) === this.shown && !anew && !STANDING.some(said => said.test(text))
    this.shown = shown(message)
    this.because = because
    this.heard.push(text)
    if (text.trim() === '' && message.buttons.length === 0) throw new Error('an empty message')
    const lines = text.split('\n')
    const twice = lines.find((line, i) => line !== '' && line === lines[i + 1])
    if (twice && !OWN_LINES.test(twice)) throw new Error(`a line twice in a row: ${twice}`)
    if (repeated) throw new Error(`the same message again after something else: ${text}`)
    const own = text.replace(INJECTED, '')
    if (/undefined|NaN|\[object|\{\w+\}/u.test(own)) throw new Error(`an unfilled text: ${own}`)
    if (text.includes('⟦') && !text.includes('⟦{kind}${days}⟧'))
      throw new Error(`a template was read in: ${text}`)
    if (new Set(message.buttons).size < message.buttons.length)
      throw new Error(`equal buttons: ${message.buttons.join(' ')}`)
  }

  /** The buttons just sent answer the one question that stands open. */
  private checkCard(message: Message): void {
    const { state } = this.walker.chat
    if (message.card === null) return
    if (message.card !== state.card || state.cardFor !== openQuestion(state) || state.cardFor === '')
      throw new Error('the card does not answer the open question')
  }

  private checkEffects(): void {
    const { chat } = this.walker
    for (const ran of chat.ran.splice(0)) {
      this.effects++
      const content = JSON.stringify(ran.with)
      if ((this.keys.get(ran.key) ?? content) !== content)
        throw new Error(`two contents under the key ${ran.key}`)
      this.keys.set(ran.key, content)
      if (this.gone.has(ran.frame)) throw new Error(`an effect after its form was given up: ${ran.key}`)
      this.checkConfirmed(ran.frame, ran.key)
      for (const id of idsIn(content)) {
        if (this.walker.forgotten.has(id)) throw new Error(`${id} was used after it was forgotten`)
        this.walker.handed.add(id)
      }
    }
    const alive = new Set([...chat.state.stack, ...chat.state.drafts].map(f => f.id))
    for (const frame of [...this.before.stack, ...this.before.drafts])
      if (!alive.has(frame.id)) this.gone.add(frame.id)
  }

  /** The summary of the very content that is submitted was shown in an earlier message. */
  private checkConfirmed(id: string, key: string): void {
    const frame = this.before.stack.find(f => f.id === id)
    const flow = frame && this.walker.chat.around.library.flows.get(frame.flow)
    if (!flow?.confirm) return
    if (frame?.shown === null || frame?.shown === undefined || !key.startsWith(`${id}/${frame.shown}/`))
      throw new Error(`submitted without having been shown: ${key}`)
  }

  private checkStored(): void {
    const { chat, stored, forgotten } = this.walker
    for (const { id } of chat.kept.splice(0)) {
      if (stored.has(id)) throw new Error(`a piece was kept twice: ${id}`)
      stored.add(id)
    }
    for (const id of chat.forgotten.splice(0)) forgotten.add(id)
    for (const id of storedIn(chat.state))
      if (forgotten.has(id)) throw new Error(`${id} is forgotten but still held`)
  }
}

function checkState(state: State, returned: State): void {
  const json = JSON.stringify(state)
  if (json.length > LARGEST_STATE) throw new Error(`a state of ${json.length} characters`)
  if (!isDeepStrictEqual(JSON.parse(json), returned)) throw new Error('the state is not JSON')
  if (state.stack.length > 3 || state.drafts.length > 3) throw new Error('more than three forms')
  const ids = [...state.stack, ...state.drafts].map(f => f.id)
  if (new Set(ids).size < ids.length) throw new Error('two forms of one id')
}

function short({ id, flow, status, edit, asked, slots, skipped }: Frame): object {
  return { id, flow, status, edit, asked, slots, skipped }
}

const { patterns, flows } = shippedLibrary()

const STANDING_PATTERNS = [
  'still_sending',
  'sending',
  'backend_down',
  'nothing_for_you',
  'listening',
  'too_deep',
] as const

/** What is true of everything said meanwhile, and what is said of a value that cannot be: both may come twice. */
const STANDING = [
  ...STANDING_PATTERNS.flatMap(name => [patterns[name].say ?? []].flat()),
  ...[...flows.values()].flatMap(f => [...f.rules, ...f.slots.flatMap(s => s.must)].map(m => wordsOf(m.say))),
].map(patternOf)

function wordsOf({ parts }: Parts): string {
  return parts.map(p => p.say.source).join('')
}

function patternOf(say: string): RegExp {
  return new RegExp(
    say
      .split(/\{[^}]*\}/u)
      .map(RegExp.escape)
      .join('.*'),
    'u',
  )
}

const INJECTED = /⟦[^⟧]*⟧|\{days\}|\$\{process\.env\}/gu
/** Lines that a person wrote twice himself. */
const OWN_LINES = /^啊+$/u

/** Ids of files (`file…`) and pieces (`frame…/n`) in something. */
function idsIn(json: string): Set<string> {
  return new Set(json.match(/"(?:file\d+|frame[\d.r]+\/\d+)"/gu)?.map(id => id.slice(1, -1)))
}

function storedIn({ stack, drafts }: State): Set<string> {
  return idsIn(JSON.stringify([...stack, ...drafts]))
}
