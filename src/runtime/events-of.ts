import type { Aid, Concern, Event, Sounds } from '../dialogue/event.ts'
import type { State } from '../dialogue/state.ts'
import { shortId } from '../kernel/ids.ts'
import type { Arrival } from './arrival.ts'
import type { EffectContext, Tools } from './context.ts'
import { messageOf } from './push.ts'
import type { TurnLibrary } from './world-of.ts'

/** Hears every text before the dialogue does: secrecy markings, and despair. Given by the safety area. */
export interface Guard {
  /**
   * @param ownWords the conversation is taking down this person's own words: a story, a cause
   * @param leftOut person.ids of those who may not read what is being told
   */
  hear(
    context: EffectContext,
    text: string,
    ownWords?: boolean,
    leftOut?: readonly string[],
  ): Promise<Hearing>
  /** The same for somebody who is nobody of ours: nobody can be called. @returns the fixed reply, or '' */
  hearStranger(tools: Tools, text: string): string
  /** What is said to this person in the words that are true now. Looks nothing up where it need not. */
  told(context: EffectContext, text: string): Promise<string>
}

export interface Hearing {
  readonly secret: boolean
  readonly concern: Concern | null
  /** It was said to somebody else than the conversation, and has been answered. */
  readonly answered?: boolean
  readonly sounds?: Sounds
  readonly aid?: Aid
}

/** What events are made with. */
interface EventParts {
  readonly guard: Guard
  library(): TurnLibrary
}

/** What arrived, as the dialogue takes it: texts have been heard by the guard. */
export async function eventsOf(
  arrivals: readonly Arrival[],
  context: EffectContext,
  parts: EventParts,
  state: State,
): Promise<Event[]> {
  const library = parts.library()
  const said = { ownWords: takesOwnWords(state, library), leftOut: leftOutIn(state, library) }
  const events: Event[] = []
  for (const arrival of arrivals) events.push(await eventOf(arrival, context, parts, said))
  return events
}

/** Whether what is asked for is kept word for word. */
function takesOwnWords({ stack }: State, { flows }: TurnLibrary): boolean {
  const frame = stack.at(-1)
  if (!frame?.asked || frame.status !== 'fill') return false
  return flows.get(frame.flow)?.slot.get(frame.asked)?.verbatim ?? false
}

/** Whom somebody leaves out of something confidential that is not handed in yet: what he chose several of in it. */
function leftOutIn({ stack, drafts }: State, { flows }: TurnLibrary): string[] {
  return [...stack, ...drafts].flatMap(({ flow: id, slots }) => {
    const flow = flows.get(id)
    if (!flow?.confidential) return []
    const chosen = flow.slots.filter(slot => slot.type === 'multi').map(slot => slots[slot.name])
    return chosen.flatMap(value => (Array.isArray(value) ? value.map(String) : []))
  })
}

async function eventOf(
  { id, at, what }: Arrival,
  context: EffectContext,
  parts: EventParts,
  said: { ownWords: boolean; leftOut: readonly string[] },
): Promise<Event> {
  const head = { id, at, fresh: shortId() }
  switch (what.type) {
    case 'text': {
      const heard = await parts.guard.hear({ ...context, key: id }, what.text, said.ownWords, said.leftOut)
      const concern = heard.concern === null ? {} : { concern: heard.concern }
      if (heard.secret) return { ...head, type: 'secret', ...concern }
      if (heard.answered) return { ...head, type: 'told', text: '' }
      const card = what.card === null ? {} : { card: what.card }
      const sounds = heard.sounds ? { sounds: heard.sounds } : {}
      const aid = heard.aid ? { aid: heard.aid } : {}
      return { ...head, type: 'text', text: what.text, ...card, ...concern, ...sounds, ...aid }
    }
    case 'files':
      return what.stored === null
        ? { ...head, type: 'unfetched' }
        : { ...head, type: 'files', files: what.stored }
    case 'recalled':
      return { ...head, type: 'recalled', event: what.id }
    case 'told':
      return {
        ...head,
        type: 'told',
        text: messageOf(parts.library().notices, what.notice, what.values).text,
      }
    case 'unheard':
    case 'unreadable':
    case 'timer':
      return { ...head, type: what.type }
    case 'result':
      return { ...head, type: 'result', key: what.key, outcome: what.outcome }
    case 'colleague':
      return { ...head, type: 'colleague', does: what.does }
  }
}
