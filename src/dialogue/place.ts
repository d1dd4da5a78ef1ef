import { takeBackSaid } from './apply/values.ts'
import type { Flow, Slot } from './flow.ts'
import { type Frame, type State, top } from './state.ts'
import { addLine, drop, topFlow, update, type Working, words } from './working.ts'
import { isOff, topicsOf, type World } from './world.ts'

/** What of a conversation stays out of sight in a place where it must not be spoken of. */
export interface Hidden {
  readonly before: State
  readonly hides: (frame: Asked) => boolean
  /** Also a talk with a colleague. */
  readonly talk: boolean
}

type Asked = Pick<Frame, 'flow' | 'slots'>

/**
 * The conversation as it may be held here: forms, drafts and questions about what must not be spoken of are left out,
 * what was said last with them, and a talk with a colleague. `hidden` is null where nothing has to be.
 */
export function inSight(before: State, world: World): { state: State; hidden: Hidden | null } {
  const { place, flows } = world
  const talk = place.off.has('confidential')
  if (!place.personal) return { state: before, hidden: null }
  const hides = ({ flow: id, slots }: Asked) => {
    const flow = flows.get(id)
    // What a form that is there no more was about, nobody knows.
    return flow ? isOff({ ...flow, sensitive: topicsOf(flow, slots) }, place) : place.off.size > 0
  }
  const stack = before.stack.filter(frame => !hides(frame))
  const drafts = before.drafts.filter(frame => !hides(frame))
  const about = before.pending?.frame
  const cameHere = place.off.size > 0 && before.personal !== true
  const isGone = stack.length < before.stack.length && !stack.some(f => f.id === about)
  const pending = cameHere || isGone ? null : before.pending
  const { answered, ...rest } = before
  return {
    state: {
      ...rest,
      stack: cameHere ? stack.flatMap(frame => withoutLists(frame, flows.get(frame.flow))) : stack,
      drafts,
      pending,
      mode: talk ? 'bot' : before.mode,
      ...(answered && !hides(answered) ? { answered } : {}),
      last: before.last && hides({ flow: before.last.flow, slots: {} }) ? null : before.last,
      said: cameHere || stack.length < before.stack.length ? null : before.said,
    },
    hidden: { before, hides, talk },
  }
}

/** What was looked up where everything may be spoken of is looked up anew, and chosen of anew. */
function withoutLists(frame: Frame, flow: Flow | undefined): Frame[] {
  const lasts = (name: string) => flow?.slot.get(name)?.lookup?.freshFor === Number.POSITIVE_INFINITY
  const chosen = (name: string) => flow?.slot.get(name)?.optionsFrom != null
  const got = Object.fromEntries(Object.entries(frame.got).filter(([name]) => lasts(name)))
  if (frame.status === 'sending' || !Object.keys(frame.slots).some(chosen)) return [{ ...frame, got }]
  // Of a form that is over in a moment nothing is left without it.
  if (!flow?.draft) return []
  const slots = Object.fromEntries(Object.entries(frame.slots).filter(([name]) => !chosen(name)))
  return [{ ...frame, got, slots, undo: [], status: 'fill', asked: null, edit: frame.edit + 1 }]
}

/** What was out of sight waits below what is at hand now, and is first again once that is over. */
export function withHidden(after: State, hidden: Hidden | null): State {
  if (!hidden) return after
  const { before, hides } = hidden
  const stack = before.stack.filter(hides)
  const drafts = before.drafts.filter(hides)
  const mode = hidden.talk ? before.mode : after.mode
  return { ...after, mode, stack: [...stack, ...after.stack], drafts: [...drafts, ...after.drafts] }
}

/**
 * A form that what was just said has made one that must not be spoken of here: that is taken back unrepeated, and the
 * way on is told. Begun by it, the form goes; begun before, it waits as it was.
 * @returns whether it was so
 */
export function turnAway(w: Working, frame: Frame, flow: Flow): boolean {
  // Where everything may be spoken of, nobody needs to know what a form is about.
  const { off } = w.world.place
  if (off.size === 0 || !isOff({ sensitive: topicsOf(flow, frame.slots) }, w.world.place)) return false
  takeBackSaid(w, frame.id)
  const now = w.state.stack.find(({ id }) => id === frame.id)
  const isNew = frame.id === w.event.fresh || frame.id.startsWith(`${w.event.fresh}.`)
  if (now && (isNew || isOff({ sensitive: topicsOf(flow, now.slots) }, w.world.place)))
    drop(w, now, isNew ? 'nothing' : 'draft')
  w.changes = []
  w.ask = !isNew
  addLine(w, words(w, 'off_here'))
  return true
}

/** Before the first word of a sensitive form: whose platform this is, and what that means. Once for each form. */
export function tellPersonal(w: Working, flow: Flow): void {
  if (!w.world.place.personal) return
  const frame = top(w.state)
  const slots = frame?.flow === flow.id ? frame.slots : {}
  if (topicsOf(flow, slots).length === 0) return
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
