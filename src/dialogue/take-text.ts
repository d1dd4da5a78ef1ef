import { speakOfAid } from './apply/aid.ts'
import { anotherDay } from './apply/another-day.ts'
import { concern, holdBack, stayWith } from './apply/concern.ts'
import { askDirectly } from './apply/direct.ts'
import { apply } from './apply/index.ts'
import { markKept } from './apply/kept.ts'
import { offerToListen, withOffered } from './apply/offer-to-listen.ts'
import { keepUndecided } from './apply/story.ts'
import { toldToAsked } from './apply/told-to-asked.ts'
import type { Command } from './command.ts'
import type { Answer, Event, Request, Sounds } from './event.ts'
import type { Flow, Slot } from './flow.ts'
import { isWhole } from './interpret/bare.ts'
import { isNumberOfButton, isStaleNumber } from './interpret/by-number.ts'
import { interpret } from './interpret/index.ts'
import type { Listening } from './interpret/listening.ts'
import { vents } from './interpret/vents.ts'
import type { PatternName } from './patterns.ts'
import { buttonsCount, type Frame, type Pending, top } from './state.ts'
import { addLine, topFlow, type Working, words } from './working.ts'

/** Longest text taken where no story is being told. A longer one is surely not an answer. */
const LIMIT = 4_000

/** A text or a tapped button. True when the conversation should settle and ask afterwards. */
export function* takeText(w: Working, event: Event & { type: 'text' }): Generator<Request, boolean, Answer> {
  if (event.concern) {
    concern(w, event.concern.reply)
    markKept(w, event.concern)
  }
  if (w.state.mode === 'human') return yield* handOn(w, event)
  if (event.card !== undefined) {
    if (event.card !== w.state.card || !buttonsCount(w.state)) return staleCard(w, event.card)
    w.state = { ...w.state, deadCard: event.card }
  }
  const current = topFlow(w)
  const slot = current && slotAsked(w, current)
  if (event.text.length > LIMIT && !slot?.untilDone) {
    addLine(w, words(w, 'too_long', { limit: LIMIT }))
    return true
  }
  // Despair is answered before anything else, and its words never become the value of a form.
  if (event.concern && !slot?.untilDone) {
    holdBack(w, slot)
    return true
  }
  // Where nothing is being told yet, a report is told where it belongs, and nothing is begun with it.
  if (isReport(event.sounds) && !current) {
    w.commands.push('say')
    addLine(w, words(w, event.sounds))
    return true
  }
  const l: Listening = {
    reading: w.world.read(event.text, { ref: w.now, calendar: w.world.calendar }),
    state: w.state,
    world: w.world,
    now: w.now,
    at: current ? { ...current, asked: slot } : null,
  }
  // Where buttons are written out with numbers, that is how an old one is tapped.
  if (isStaleNumber(l)) return staleNumber(w)
  if (isNumberOfButton(l)) w.state = { ...w.state, deadCard: w.state.card }
  const commands = interpret(l)
  // Where nothing else was understood for certain, the one question is answer enough.
  const lost = commands.every(isGuess)
  if (!event.sounds && !current && (yield* toldToAsked(w, commands, l))) return true
  if (!event.sounds && !current && (yield* anotherDay(w, commands, l))) return true
  const asks = event.sounds === 'hint' && w.state.pending === null
  if (asks && (lost || commands.some(isOffer)) && askDirectly(w, [])) return true
  const unasked = lost || isUnsure(l, commands) || commands.every(c => isSmallTalk(w, c))
  const isTold = slot?.untilDone === true
  // Said again where the only other answer would be none.
  const mayRepeat = unasked && !isTold
  if (event.aid && (event.aid.aloud || unasked || isTold) && speakOfAid(w, event.aid, mayRepeat)) {
    if (unasked) {
      w.ask = current !== null
      return true
    }
  }
  if (event.sounds === 'weighs' && lost && (yield* offerToListen(w, event.text))) return true
  if (lost && commands.every(c => isAboutOneself(w, c)) && stayWith(w)) return true
  if (!current && vents(l, commands, lost) && (yield* offerToListen(w, event.text, 'vents'))) return true
  yield* obey(w, commands, l)
  if (event.sounds === 'hint' && w.state.pending === null && !lost) askDirectly(w, commands)
  return true
}

/** Beside a plight that is told, a form is begun only where it was plainly asked for. */
const PLAINLY = 0.9

function isUnsure({ reading, at, world }: Listening, commands: readonly Command[]): boolean {
  const [only, more] = commands
  if (at || more || only?.do !== 'start' || world.flows.get(only.flow)?.confidential) return false
  const p = reading.intents.find(({ flow }) => flow === only.flow)?.p
  return p !== undefined && p < PLAINLY
}

/** Leave is offered to one who has not asked for any. */
function isOffer(command: Command): boolean {
  return command.do === 'ask_between' && command.question.kind === 'bereaved'
}

/** Not understood, or asked what was meant. */
function isGuess(command: Command): boolean {
  if (command.do === 'ask_between') return command.question.kind.startsWith('clarify')
  return command.do === 'unknown'
}

/** Thanks, anger, a joke: beside a plight it is no answer. */
function isSmallTalk(w: Working, command: Command): boolean {
  if (command.do !== 'say') return false
  return (w.world.patterns[command.pattern as PatternName]?.examples?.length ?? 0) > 0
}

/** Asked whether help or a talk was meant: who has just despaired needs no such question. */
function isAboutOneself(w: Working, command: Command): boolean {
  if (command.do !== 'ask_between') return false
  const begun = command.question.options.flatMap(o => o.commands).filter(c => c.do === 'start')
  return begun.some(c => {
    const flow = w.world.flows.get(c.flow)
    return flow?.care || flow?.confidential
  })
}

/** What a bare answer is for. While “which of these do you want to change?” stands, it is for none. */
function slotAsked(w: Working, { frame, flow }: { frame: Frame; flow: Flow }): Slot | null {
  const { pending } = w.state
  if (pending?.kind === 'which_field' && pending.frame === frame.id) return null
  return flow.slot.get(frame.asked ?? '') ?? null
}

/** Whether it reports somebody: each has words of its own, by where that belongs. */
function isReport(sounds: Sounds | undefined): sounds is 'report' | 'report_inbox' {
  return sounds === 'report' || sounds === 'report_inbox'
}

/** A colleague has the conversation: the bot only passes on, until one of them ends it. */
function* handOn(
  w: Working,
  { text, sounds }: Event & { type: 'text' },
): Generator<Request, boolean, Answer> {
  // What reports somebody is not the colleague's to read either.
  if (isReport(sounds)) {
    addLine(w, words(w, sounds))
    return false
  }
  const ended = isWhole(text, w.world.patterns.colleague_end.words ?? [])
  yield { do: 'relay', text, ended }
  if (!ended) return false
  w.state = { ...w.state, mode: 'bot' }
  addLine(w, words(w, 'colleague_out'))
  return true
}

function* obey(w: Working, commands: readonly Command[], l: Listening): Generator<Request, void, Answer> {
  const understood = commands.some(
    c =>
      c.do !== 'unknown' &&
      c.do !== 'stands' &&
      c.do !== 'reply' &&
      !(c.do === 'say' && c.pattern === 'nothing_asked'),
  )
  if (understood) w.state = { ...w.state, misses: 0 }
  for (const said of commands) {
    let command = said
    if (command.do === 'choose') {
      const way = w.state.pending?.options[command.option]
      w.commands.push('choose')
      w.state = { ...w.state, pending: null }
      if (way) for (const c of way.commands) yield* apply(w, c, l)
      continue
    }
    // Anything that was understood otherwise answers the open question by leaving it.
    if (w.state.pending && leaves(command, w.state.pending)) {
      yield* keepUndecided(w)
      command = withOffered(w.state.pending, command)
      w.passed = command.do === 'set'
      w.state = { ...w.state, pending: null }
    }
    yield* apply(w, command, l)
  }
}

function leaves(command: Command, { kind }: Pending): boolean {
  // “提交” is about the form, and was understood: nobody is offered for it any more.
  if (kind === 'cannot_human' && command.do === 'say' && command.pattern === 'too_early') return true
  return ![
    'say',
    'tell',
    'unknown',
    'stands',
    'answer',
    'repeat',
    'help',
    'nothing',
    'go_on',
    'cancel',
  ].includes(command.do)
}

/** A number for buttons that stand no more, then the current question again. */
function staleNumber(w: Working): boolean {
  w.commands.push('stale')
  sayStale(w)
  return true
}

function sayStale(w: Working): void {
  // A changed flow file made it old: that was said.
  if (!w.moved) addLine(w, words(w, top(w.state) || w.state.pending ? 'stale_card' : 'stale_idle'))
}

/** A button of an old card: said once, then the current question again; the second tap says nothing. */
function staleCard(w: Working, card: number): boolean {
  if (w.state.deadCard === card) {
    w.ask = false
    return false
  }
  w.state = { ...w.state, deadCard: card }
  sayStale(w)
  return true
}
