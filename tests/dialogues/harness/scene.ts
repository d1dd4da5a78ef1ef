import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseDocument } from 'yaml'
import type { Message } from '../../../src/dialogue/compose.ts'
import type { Outcome } from '../../../src/dialogue/event.ts'
import type { Value } from '../../../src/dialogue/value.ts'
import type { Me, Place } from '../../../src/dialogue/world.ts'
import { localTime } from '../../../src/kernel/clock.ts'
import { type Setting, type Step, stepOf } from './case-file.ts'
import { Chat, type Happening, type Ran, type Surroundings, ZONE } from './chat.ts'
import { leaveByRule, leaveRoom } from './leave.ts'
import { libraryOf, shippedFiles, type TestLibrary } from './library.ts'
import { overtimeByRule } from './overtime.ts'
import { ME } from './people.ts'
import { registry } from './registry.ts'
import { answering, fromPeople, toPeople } from './values.ts'
import { KINDS, lasting, list, outcomeOf, spoken } from './written.ts'

/** What is known and what comes of effects where a transcript does not say otherwise. */
const GIVEN = parse(readFileSync(join(import.meta.dirname, 'given.yaml'), 'utf8')) as {
  lookups: Record<string, unknown>
  outcomes: Record<string, unknown>
}

export const SILENCE = '（不出声）'

/** A conversation on a stage: what is done to it, and what comes out. */
export class Scene {
  readonly chat: Chat
  private readonly given: Record<string, unknown>
  private readonly outcomes: Record<string, unknown> = { ...GIVEN.outcomes }
  private files = shippedFiles()
  /** What came out since it was last looked at; null = nothing was said. */
  messages: (Message | null)[] = []

  /** @param place where it is held; without it where everything may be spoken of */
  constructor(setting: Setting, library: TestLibrary, place?: Place) {
    this.given = { ...GIVEN.lookups, ...setting.given }
    const around: Surroundings = {
      library,
      me: { ...ME, ...(setting.as as Partial<Me>) },
      ...(place ? { place } : {}),
      lookup: (name, inputs) => this.lookup(name, inputs),
      outcome: ran => this.outcome(ran),
    }
    this.chat = new Chat(around, setting.clock)
  }

  step(does: string, what: unknown): Step[] {
    const { chat } = this
    switch (does) {
      case '我':
        return this.out(chat.take(...list<string>(what).map(text => chat.text(spoken(text)))))
      case '点':
        return this.out(chat.take(this.tap(String(what), chat.card)))
      case '点旧':
        return this.out(chat.take(this.tapOld(String(what))))
      case '图':
        return this.out(chat.take(...list<string>(what).map(text => this.media(text))))
      case '过':
        return this.outs(chat.pass(lasting(what)))
      case '停机':
        return this.outs(chat.stop(lasting(what)))
      case '送两次':
        return this.twice(String(what))
      case '两台同时':
        return this.together(what as Step[])
      case '撤回消息':
        return this.out(chat.take({ type: 'recalled', event: chat.ids.get(String(what)) ?? '' }))
      case '同事':
        return this.out(chat.take({ type: 'colleague', does: what === '接手' ? 'takes' : 'returns' }))
      case '告知':
        return this.out(chat.take({ type: 'told', text: String(what) }))
      case '结果':
        return this.result(what as Record<string, unknown>)
      case '重启':
        return []
      case '给':
        Object.assign(this.given, what)
        return []
      case '后台':
        Object.assign(this.outcomes, what)
        return []
      case '改人':
        Object.assign(chat.around, { me: { ...chat.around.me, ...(what as Partial<Me>) } })
        return []
      case '换文件':
        this.change(what as Record<string, Record<string, unknown> | null>)
        return []
      default:
        throw new Error(`nobody knows the step ${does}`)
    }
  }

  private lookup(name: string, inputs: Readonly<Record<string, Value>>): Value | null {
    const shape = registry.lookups[name]
    const written = this.given[name]
    if (!shape) throw new Error(`there is no look-up ${name}`)
    const now = localTime(this.chat.now, ZONE)
    const byRule = written === undefined ? overtimeByRule(name, inputs, now) : null
    if (byRule !== null) return byRule
    const ofLeave =
      written === undefined
        ? leaveByRule(name, inputs, { me: this.chat.around.me, today: now.slice(0, 10) })
        : undefined
    if (ofLeave !== undefined) return ofLeave
    if (written === undefined) throw new Error(`nothing is given for ${name}`)
    const told = answering(written, inputs, Object.keys(shape.with))
    const value = told === null ? null : fromPeople(told, shape.returns)
    return name === 'leave_room' ? leaveRoom(inputs, value) : value
  }

  private outcome({ name }: Ran): Outcome {
    const written = this.outcomes[name]
    if (written === undefined) throw new Error(`no outcome is given for ${name}`)
    return outcomeOf(written as Record<string, unknown>)
  }

  private tap(label: string, card: Message | undefined): Happening {
    if (!card?.buttons.includes(label))
      throw new Error(`no button ${label}: ${card?.buttons.join('、') ?? 'none'}`)
    return { ...this.chat.text(label, card.card ?? 0) }
  }

  private tapOld(label: string): Happening {
    const { cards, last } = this.chat
    return this.tap(
      label,
      cards.findLast(c => c.card !== last?.message?.card && c.buttons.includes(label)),
    )
  }

  /** `图片`, `PDF 30MB`, `空文件`, `语音`, `贴纸`. */
  private media(text: string): Happening {
    const [what = '', size = '1MB'] = text.split(' ')
    if (what === '语音') return { type: 'unheard' }
    const kind = KINDS[what]
    if (!kind) return { type: 'unreadable' }
    const bytes = what === '空文件' ? 0 : Number.parseFloat(size) * 1_000_000
    return { type: 'files', files: [this.chat.file(kind, bytes)] }
  }

  /** The platform delivers one event twice. */
  private twice(text: string): Step[] {
    const { chat } = this
    const event = chat.event(chat.text(text))
    return [...this.out(chat.run([event])), ...this.out(chat.run([event]))]
  }

  /** Two devices that show the same card. */
  private together(steps: readonly Step[]): Step[] {
    const { chat } = this
    const { card } = chat
    const happenings = steps.map(step => {
      const [does, what] = stepOf(step)
      return does === '点' ? this.tap(String(what), card) : chat.text(String(what))
    })
    return happenings.flatMap(h => this.out(chat.take(h)))
  }

  /** The outcome of the effect that was sent last under that name. */
  private result(what: Record<string, unknown>): Step[] {
    const [name = '', written] = Object.entries(what)[0] ?? []
    const sent = this.sent.findLast(r => r.name === name)
    const outcome = outcomeOf(written as Record<string, unknown>)
    this.chat.outcomes.push({ name, frame: sent?.frame ?? '', outcome })
    return this.out(this.chat.take({ type: 'result', key: sent?.key ?? '', outcome }))
  }

  private readonly sent: Ran[] = []

  /** Changes places of flow files: `{leave: {slots.cover: {…}}}`; null takes a key, or a file, away. */
  private change(changes: Record<string, Record<string, unknown> | null>): void {
    for (const [id, places] of Object.entries(changes)) {
      const file = `${id}.yaml`
      if (places === null) {
        this.files.delete(file)
        continue
      }
      const document = parseDocument(this.files.get(file) ?? '')
      for (const [place, value] of Object.entries(places)) {
        const path = place.split('.').map(key => (/^\d+$/.test(key) ? Number(key) : key))
        if (value === null) document.deleteIn(path)
        else document.setIn(path, document.createNode(value))
      }
      this.files.set(file, document.toString())
    }
    this.chat.around.library = libraryOf(this.files, this.chat.around.library)
  }

  private outs(messages: readonly (Message | null)[]): Step[] {
    return messages.length === 0 ? [{ 机: SILENCE }] : messages.flatMap(m => this.out(m))
  }

  private out(message: Message | null): Step[] {
    const { chat } = this
    this.messages.push(message)
    const steps: Step[] = [{ 机: message ? shown(message) : SILENCE }]
    for (const ran of chat.ran) steps.push({ 做: { [ran.name]: inputsOf(ran) } })
    this.sent.push(...chat.ran)
    for (const text of chat.relayed) steps.push({ 转: text })
    for (const code of chat.alerts) steps.push({ 报: code })
    for (const { text } of chat.kept) steps.push({ 存: text })
    if (chat.forgotten.length > 0) steps.push({ 删: chat.forgotten.length })
    Object.assign(chat, { ran: [], relayed: [], alerts: [], kept: [], forgotten: [] })
    return steps
  }
}

/** A message as it stands in a transcript: its text, and its buttons on a last line. */
export function shown({ text, buttons }: Message): string {
  return buttons.length === 0
    ? text
    : [text, buttons.map(b => `〔${b}〕`).join('')].filter(Boolean).join('\n')
}

function inputsOf({ name, with: values }: Ran): Record<string, unknown> {
  const types = registry.effects[name]?.with ?? {}
  return Object.fromEntries(Object.entries(values).map(([k, v]) => [k, toPeople(v, types[k] ?? 'text')]))
}
