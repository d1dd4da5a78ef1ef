import type { Compiled } from '../../src/dialogue/expression/compile.ts'
import type { Check, Flow, Slot, Submit } from '../../src/dialogue/flow.ts'
import { type Frame, top } from '../../src/dialogue/state.ts'
import type { Parts, Template } from '../../src/dialogue/template.ts'
import type { Chat } from './harness/chat.ts'
import type { TestLibrary } from './harness/library.ts'
import type { Watch } from './harness/play.ts'

/** Repairs that every flow that holds the floor must be seen to survive. */
const PATTERNS = [
  'cancel',
  'undo',
  'repeat',
  'help',
  'digression',
  'stale tap',
  'wrong media',
  'restart',
  'file change',
  'too long',
  'human',
  'wait',
  'why',
] as const

type Pattern = (typeof PATTERNS)[number]

/** What of the flow files the transcripts have seen happen. */
export interface Coverage {
  /** The same library, wrapped: whatever is evaluated or said leaves its mark. */
  readonly library: TestLibrary
  readonly watch: Watch
  report(): FlowCoverage[]
}

export interface FlowCoverage {
  flow: string
  /** Of lines and of the matrix together, 0–1. */
  share: number
  missing: string[]
  lines: { seen: number; of: number }
  cells: { seen: number; of: number }
}

export function coverageOf(library: TestLibrary): Coverage {
  const books = new Map([...library.flows.keys()].map(id => [id, new Book()]))
  const flows = new Map(
    [...library.flows].map(([id, flow]) => [id, wrapped(flow, books.get(id) ?? new Book())]),
  )
  return {
    library: { ...library, flows },
    watch: watching(books),
    report: () => [...library.flows.values()].map(flow => reportOf(flow, books.get(flow.id) ?? new Book())),
  }
}

/** What was expected of one flow, and what was seen. */
class Book {
  readonly expected = new Set<string>()
  readonly seen = new Set<string>()
  readonly cells = new Set<Pattern>()

  expect(item: string): () => void {
    this.expected.add(item)
    return () => void this.seen.add(item)
  }
}

function reportOf(flow: Flow, book: Book): FlowCoverage {
  const cells = holdsTheFloor(flow) ? PATTERNS.filter(p => p !== 'why' || asksMore(flow)) : []
  const missing = [...book.expected].filter(item => !book.seen.has(item))
  const untried = cells.filter(cell => !book.cells.has(cell))
  const of = book.expected.size + cells.length
  return {
    flow: flow.id,
    share: of === 0 ? 1 : 1 - (missing.length + untried.length) / of,
    missing: [...missing, ...untried.map(cell => `× ${cell}`)],
    lines: { seen: book.expected.size - missing.length, of: book.expected.size },
    cells: { seen: cells.length - untried.length, of: cells.length },
  }
}

function holdsTheFloor(flow: Flow): boolean {
  return flow.confirm !== null || flow.slots.some(s => s.from === 'person')
}

/** In a story “why” is one of the person's own words. */
function asksMore(flow: Flow): boolean {
  return flow.slots.some(s => s.from === 'person' && !s.untilDone)
}

// Wrapping

function wrapped(flow: Flow, book: Book): Flow {
  const slots = flow.slots.map(slot => wrappedSlot(slot, book))
  const slot = new Map(slots.map(s => [s.name, s]))
  const again = (of: Slot | undefined) => (of && slot.get(of.name)) ?? of
  const pair = flow.pair && {
    from: again(flow.pair.from) ?? flow.pair.from,
    to: again(flow.pair.to) ?? flow.pair.to,
  }
  for (const submit of flow.submit) expectOutcomes(submit, book)
  if (flow.nudges.length > 0) book.expect('nudge')
  if (flow.expire) book.expect('expire')
  return {
    ...flow,
    slots,
    slot,
    pair,
    opening: parts(flow.opening, 'opening', book),
    gates: flow.gates.map(g => check(g, `gate “${g.that.source}” closed`, book)),
    rules: flow.rules.map(r => ({ ...r, ...check(r, `rule “${r.that.source}” broken`, book) })),
    answers: flow.answers.map(a => ({ ...a, say: said(a.say, `answer “${a.words[0]}”`, book) })),
    confirm: flow.confirm && { ...flow.confirm, say: said(flow.confirm.say, 'confirm', book) },
    submit: flow.submit.map(s => ({ ...s, done: parts(s.done, `${s.effect} done: said`, book) })),
    done: parts(flow.done, 'done', book),
  }
}

function wrappedSlot(slot: Slot, book: Book): Slot {
  const asked = slot.from === 'person' ? book.expect(`${slot.name} asked`) : () => {}
  if (slot.from === 'person' && !slot.optionsFrom)
    for (const o of slot.options) book.expect(`${slot.name} = ${o.value}`)
  if (slot.skip) book.expect(`${slot.name} skipped`)
  const { refuse, defer, why, when, again } = slot
  return {
    ...slot,
    when: when && bothWays(when, `${slot.name} when “${when.source}”`, book),
    must: slot.must.map(m => check(m, `${slot.name} must “${m.that.source}” broken`, book)),
    ask: slot.ask.map(t => template(t, asked)),
    again: again && template(again, asked),
    why: why && template(why, book.expect(`${slot.name} why`)),
    refuse: refuse && { ...refuse, say: template(refuse.say, book.expect(`${slot.name} refused: offer`)) },
    defer: defer && { ...defer, say: template(defer.say, book.expect(`${slot.name} deferred: offer`)) },
  }
}

function expectOutcomes({ effect, refused }: Submit, book: Book): void {
  for (const outcome of ['done', 'failed', ...[...refused.keys()].map(r => `refused (${r})`)])
    book.expect(`${effect} ${outcome}`)
}

function check<T extends Check>(of: T, name: string, book: Book): { that: Compiled; say: Parts } {
  return { that: of.that, say: said(of.say, name, book) }
}

function parts(of: Parts | null, name: string, book: Book): Parts | null {
  return of && said(of, name, book)
}

/** The whole counts when any part of it is said; a part with a condition must be left out once too. */
function said(of: Parts, name: string, book: Book): Parts {
  const mark = book.expect(name)
  return {
    parts: of.parts.map(p => ({
      when: p.when && bothWays(p.when, `${name}: part “${p.when.source}”`, book),
      say: template(p.say, mark),
    })),
  }
}

function template(of: Template, mark: () => void): Template {
  return {
    names: of.names,
    get source() {
      mark()
      return of.source
    },
    get pieces() {
      mark()
      return of.pieces
    },
  }
}

function bothWays(of: Compiled, name: string, book: Book): Compiled {
  const [yes, no] = [book.expect(`${name} true`), book.expect(`${name} false`)]
  return {
    ...of,
    evaluate(scope) {
      const value = of.evaluate(scope)
      if (value === true) yes()
      if (value === false) no()
      return value
    },
  }
}

// Watching

function watching(books: ReadonlyMap<string, Book>): Watch {
  let frame: Frame | undefined
  return {
    before(chat) {
      frame = top(chat.state)
    },
    after(chat, does, what) {
      for (const { name, outcome, frame: id, with: given = {} } of chat.outcomes.splice(0)) {
        const end = outcome.state === 'refused' ? `refused (${outcome.reason})` : outcome.state
        const book = books.get(chat.frames.get(id) ?? ownerOf(chat, name))
        book?.seen.add(`${name} ${end}`)
        note({ slots: given, skipped: [] }, book)
      }
      for (const open of chat.state.stack) note(open, books.get(open.flow))
      const book = frame && books.get(frame.flow)
      if (!frame || !book) return
      const now = chat.state.stack.find(f => f.id === frame?.id)
      if (does === '过' || does === '停机') {
        if (!now) book.seen.add('expire')
        else if (now.reminded > frame.reminded) book.seen.add('nudge')
      }
      for (const pattern of patternsOf(chat, does, what, frame, now)) book.cells.add(pattern)
    },
  }
}

/** A form that began and ended in one turn is known by its effect. */
function ownerOf(chat: Chat, effect: string): string {
  const flows = [...chat.around.library.flows.values()]
  return flows.find(f => f.submit.some(s => s.effect === effect))?.id ?? ''
}

/** Values a form was seen to hold. */
function note(frame: Pick<Frame, 'slots' | 'skipped'>, book: Book | undefined): void {
  for (const [name, value] of Object.entries(frame.slots))
    for (const v of Array.isArray(value) ? value : [value]) book?.seen.add(`${name} = ${String(v)}`)
  for (const name of frame.skipped) book?.seen.add(`${name} skipped`)
}

const LONG = 1_000

function patternsOf(
  chat: Chat,
  does: string,
  what: unknown,
  before: Frame,
  now: Frame | undefined,
): Pattern[] {
  const { commands = [], message } = chat.last ?? {}
  const { patterns } = chat.around.library
  const says = (text: string | readonly string[] | undefined) =>
    [text ?? []].flat().some(t => message?.text.includes(t))
  const found: Pattern[] = []
  const when = (pattern: Pattern, seen: boolean) => void (seen && found.push(pattern))
  if (does === '我' || does === '点') {
    for (const name of ['cancel', 'undo', 'repeat', 'help'] as const) when(name, commands.includes(name))
    when('digression', commands.includes('start') && now !== undefined)
    when('too long', chat.said.length > LONG)
    when('human', commands.includes('start') && chat.frames.get(top(chat.state)?.id ?? '') === 'human')
    when('wait', says(patterns.wait.say))
    when('why', /为什么/u.test(String(what)) && (commands.includes('tell') || says(patterns.why.say)))
  }
  when('stale tap', does === '点旧' && (says(patterns.stale_card.say) || message === null))
  when('wrong media', does === '图' && now?.edit === before.edit)
  when('restart', does === '重启')
  when('file change', does === '换文件')
  return found
}
