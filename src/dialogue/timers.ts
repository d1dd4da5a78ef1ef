import { sayKept } from './apply/kept.ts'
import { goOn } from './apply/resume.ts'
import type { Flow } from './flow.ts'
import { renderPartsFor } from './scope.ts'
import { type Frame, top } from './state.ts'
import { addLine, drop, flowOf, forget, topFlow, update, type Working, words } from './working.ts'

/** Nudges of one form, however often it is taken up and left again. */
const MOST_NUDGES = 2

/**
 * One timer per conversation: the earliest of the next nudge of the task at hand and the expiry of any form.
 * After downtime only what is still true is said: a form that has expired is not nudged first.
 * @returns whether there is a question to put
 */
export function onTimer(w: Working): boolean {
  expire(w)
  const current = topFlow(w)
  const due = current && nudgeAt(w, current.frame, current.flow)
  if (!current || due === null || due === undefined || due > w.event.at) return false
  const { frame, flow } = current
  const nudge = flow.nudges[frame.nudged]
  if (!nudge) return false
  update(w, { ...frame, nudged: frame.nudged + 1, reminded: frame.reminded + 1 })
  // That another form was put away reminds enough.
  if (w.lines.length > 0) return false
  const say = flow.confidential ? words(w, 'resume_hidden') : renderPartsFor(nudge.say, w, frame, flow)
  // A question between readings stands before it: their words must not get lost.
  if (w.state.pending) addLine(w, say)
  else goOn(w, 'nudge', say)
  return true
}

/** What is past its time goes: an open form says so, one that was put away goes in silence. */
function expire(w: Working): void {
  for (const frame of w.state.stack) {
    const flow = flowOf(w, frame)
    if (!flow || w.event.at < expiryOf(frame, flow)) continue
    const say = renderPartsFor(flow.expire?.say ?? { parts: [] }, w, frame, flow)
    drop(w, frame, 'nothing')
    addLine(w, say)
    sayKept(w, frame)
  }
  const drafts = w.state.drafts.filter(draft => {
    const at = draftExpiry(w, draft)
    if (at > w.event.at) return true
    forget(w, draft)
    return false
  })
  w.state = { ...w.state, drafts }
}

/** When to wake this conversation next, ms UTC; null when nothing is open. */
export function wakeAt(w: Working): number | null {
  const times = w.state.drafts.map(draft => draftExpiry(w, draft))
  for (const frame of w.state.stack) {
    const flow = flowOf(w, frame)
    if (!flow) continue
    times.push(expiryOf(frame, flow))
    if (frame === top(w.state)) times.push(nudgeAt(w, frame, flow) ?? Number.POSITIVE_INFINITY)
  }
  const first = Math.min(...times)
  return Number.isFinite(first) ? first : null
}

export const A_DAY = 86_400_000
/** What is being submitted waits for its result, but not for ever: then something inside was lost. */
const LONGEST_WAIT = 30 * A_DAY

function expiryOf(frame: Frame, flow: Flow): number {
  return frame.touched + (frame.status === 'sending' ? LONGEST_WAIT : lifeOf(flow))
}

/** A draft lasts as long as its form would have. */
function draftExpiry(w: Working, draft: Frame): number {
  const flow = flowOf(w, draft)
  return draft.touched + (flow ? lifeOf(flow) : A_DAY)
}

/** How long an unfinished form lasts, ms; a day where its file does not say. */
export function lifeOf({ expire }: Flow): number {
  return expire?.after ?? A_DAY
}

/** Quiet hours move a nudge to the morning; they never move an expiry. */
function nudgeAt(w: Working, frame: Frame, flow: Flow): number | null {
  const nudge = flow.nudges[frame.nudged]
  if (!nudge || frame.status === 'sending' || frame.reminded >= MOST_NUDGES) return null
  // While a colleague has the conversation, the bot does not speak into it.
  if (w.state.mode === 'human') return null
  const at = frame.touched + nudge.after
  const hour = Number(w.world.local(at).slice(11, 13))
  const { from, to } = w.world.quiet
  const quiet = from < to ? hour >= from && hour < to : hour >= from || hour < to
  return quiet ? w.world.nextHour(at, to) : at
}
