import type { AlertCode } from '../kernel/alerts.ts'
import { recalled } from './apply/undo.ts'
import { compose, type Message } from './compose.ts'
import type { Answer, Event, Request } from './event.ts'
import { fileEvent } from './files.ts'
import { takeResult } from './finish.ts'
import type { Need } from './need.ts'
import { inSight, tellPersonalAgain, withHidden } from './place.ts'
import { reconcile } from './reconcile.ts'
import { settle } from './settle.ts'
import type { State } from './state.ts'
import { takeText } from './take-text.ts'
import { onTimer, wakeAt } from './timers.ts'
import { addLine, type Working, words, working } from './working.ts'
import type { World } from './world.ts'

/** What a turn leads to. The state, the message and the timer are written in one transaction. */
export interface Turned {
  readonly state: State
  /** One message at most; null = say nothing. */
  readonly message: Message | null
  /** When the conversation wants to be woken, ms UTC. */
  readonly wakeAt: number | null
  /** Names only, for the record of the turn. */
  readonly commands: readonly string[]
  readonly effects: readonly string[]
  /** Ids of files and story pieces to delete. */
  readonly forgotten: readonly string[]
  /** Codes of troubles an administrator should see. */
  readonly alerts: readonly AlertCode[]
}

const REMEMBERED_EVENTS = 16

/**
 * One turn of a conversation: everything that waited, in the platform's order, then exactly one question.
 * Pure: time and fresh ids come with the events; what must be looked up or done is yielded and its answer passed
 * back in, so that the caller can run it inside the same transaction.
 */
export function* turn(
  before: State,
  events: readonly Event[],
  world: World,
): Generator<Request, Turned, Answer> {
  const [first] = events
  if (!first) throw new Error('A turn needs an event.')
  const { state, hidden } = inSight(before, world)
  const w = working(state, world, first)
  tellPersonalAgain(w)
  reconcile(w)
  let need: Need = { kind: 'nothing' }
  for (const event of events) {
    if (w.state.seen.includes(event.id)) continue
    w.event = event
    w.now = world.local(event.at)
    w.confirmed = null
    w.ask = true
    w.passed = false
    w.state = { ...w.state, seen: [...w.state.seen, event.id].slice(-REMEMBERED_EVENTS) }
    const goOn = yield* take(w, event)
    if (goOn) need = yield* settle(w)
  }
  const message = compose(w, need)
  const { personal: _, ...after } = withHidden(w.state, hidden)
  w.state = world.place.personal ? { ...after, personal: true } : after
  return {
    state: w.state,
    message,
    wakeAt: wakeAt(w),
    commands: w.commands,
    effects: w.effects,
    forgotten: w.forgotten,
    alerts: w.alerts,
  }
}

/** True when the conversation should settle and ask afterwards. */
function* take(w: Working, event: Event): Generator<Request, boolean, Answer> {
  switch (event.type) {
    case 'text':
      return yield* takeText(w, event)
    case 'files':
      if (w.state.mode === 'human')
        return onlyText(
          w,
          event.files.map(f => f.id),
        )
      return yield* fileEvent(w, event.files)
    case 'unheard':
    case 'unreadable':
    case 'unfetched':
      if (w.state.mode === 'human') return onlyText(w, [])
      addLine(w, words(w, event.type))
      return true
    case 'secret':
      if (event.concern) addLine(w, event.concern.reply)
      addLine(w, words(w, 'secret'))
      return true
    case 'recalled':
      return recalled(w, event.event)
    case 'timer':
      return onTimer(w)
    case 'result':
      return takeResult(w, event.key, event.outcome)
    case 'colleague':
      return colleague(w, event.does)
    case 'told':
      addLine(w, event.text)
      return false
  }
}

/** The person may have ended it before the colleague hands back: then that was said. */
function colleague(w: Working, does: 'takes' | 'returns'): boolean {
  const mode = does === 'takes' ? 'human' : 'bot'
  if (w.state.mode === mode) return false
  w.state = { ...w.state, mode }
  addLine(w, words(w, does === 'takes' ? 'colleague_in' : 'colleague_out'))
  return does === 'returns'
}

/** To a colleague only words can be handed on. */
function onlyText(w: Working, files: readonly string[]): boolean {
  w.forgotten.push(...files.filter(id => id !== ''))
  addLine(w, words(w, 'colleague_text'))
  return false
}
