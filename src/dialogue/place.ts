import type { Flow, Slot } from './flow.ts'
import { type State, top } from './state.ts'
import { addLine, topFlow, update, type Working, words } from './working.ts'
import { isOff, type World } from './world.ts'

/** What of a conversation stays out of sight in a place where it must not be spoken of. */
export interface Hidden {
  readonly before: State
  readonly hides: (flow: string) => boolean
  /** Also a talk with a colleague. */
  readonly talk: boolean
}

/**
 * The conversation as it may be held here: forms, drafts and questions about what must not be spoken of are left out,
 * what was said last with them, and a talk with a colleague. `hidden` is null where nothing has to be.
 */
export function inSight(before: State, world: World): { state: State; hidden: Hidden | null } {
  const { place, flows } = world
  const talk = place.off.has('confidential')
  if (place.off.size === 0) return { state: before, hidden: null }
  const hides = (id: string) => {
    const flow = flows.get(id)
    return flow === undefined || isOff(flow, place)
  }
  const stack = before.stack.filter(frame => !hides(frame.flow))
  const drafts = before.drafts.filter(frame => !hides(frame.flow))
  const about = before.pending?.frame
  const pending =
    stack.length < before.stack.length && !stack.some(f => f.id === about) ? null : before.pending
  const { answered, ...rest } = before
  return {
    state: {
      ...rest,
      stack,
      drafts,
      pending,
      mode: talk ? 'bot' : before.mode,
      ...(answered && !hides(answered.flow) ? { answered } : {}),
      last: before.last && hides(before.last.flow) ? null : before.last,
      said: stack.length < before.stack.length ? null : before.said,
    },
    hidden: { before, hides, talk },
  }
}

/** What was out of sight waits below what is at hand now, and is first again once that is over. */
export function withHidden(after: State, hidden: Hidden | null): State {
  if (!hidden) return after
  const { before, hides } = hidden
  const stack = before.stack.filter(frame => hides(frame.flow))
  const drafts = before.drafts.filter(frame => hides(frame.flow))
  const mode = hidden.talk ? before.mode : after.mode
  return { ...after, mode, stack: [...stack, ...after.stack], drafts: [...drafts, ...after.drafts] }
}

/** Before the first word of a sensitive form: whose platform this is, and what that means. Once for each form. */
export function tellPersonal(w: Working, flow: Flow): void {
  if (!w.world.place.personal || flow.sensitive.length === 0) return
  const frame = top(w.state)
  if (frame?.flow === flow.id) {
    if (frame.personal) return
    update(w, { ...frame, personal: true })
  }
  addLine(w, words(w, 'personal_here'))
}

/** The same where a form is gone on with that was begun elsewhere. */
export function tellPersonalAgain(w: Working): void {
  const at = topFlow(w)
  if (at) tellPersonal(w, at.flow)
}

/** What may come later and must not be sent here is not asked for here. */
export function putOffHere(w: Working, slot: Slot): boolean {
  const frame = top(w.state)
  if (!frame || !slot.defer || !isOff(slot, w.world.place)) return false
  update(w, { ...frame, skipped: [...frame.skipped, slot.name] })
  addLine(w, words(w, 'later_here', { label: slot.label }))
  return true
}
