import type { Answer, Request } from '../event.ts'
import type { Flow } from '../flow.ts'
import type { At, Listening } from '../interpret/listening.ts'
import { hearShift } from '../interpret/shift.ts'
import { isAboutOne, standing } from '../interpret/standing.ts'
import { waitsForThat } from '../interpret/values.ts'
import { byDates } from '../slots/by-day.ts'
import { optionsOf } from '../slots/index.ts'
import type { Frame } from '../state.ts'
import { drop, update, type Working } from '../working.ts'
import { start } from './begin.ts'
import { hearWish } from './opening.ts'

/**
 * “往后挪一天”, “17号不休了” of something that was handed in: it says nothing before it is known which one is meant and how
 * it stands, so the words wait in the form until then.
 * @returns whether the form is another one now, or gone
 */
export function* hearLater(w: Working, frame: Frame, flow: Flow): Generator<Request, boolean, Answer> {
  const { pair } = flow
  if (!pair || !isAboutOne({ flow, frame }) || frame.slots[pair.from.name] !== undefined) return false
  const said = w.event.type === 'text' ? w.event.text : ''
  const text = waits(w, said, frame, flow) ? said : frame.later
  if (!text) return false
  const l = listen(w, text, { frame, flow, asked: null })
  if (!standing(w, l.at)) {
    if (frame.later !== text) update(w, { ...frame, later: text })
    return false
  }
  const { later: _, ...heard } = frame
  update(w, heard)
  const shifted = hearShift(l, l.at)
  if (shifted && 'command' in shifted) return yield* nothingLeft(w, l)
  hearWish(w, l, text, heard, flow)
  return true
}

/** Without all of its days it is taken back as a whole. */
function* nothingLeft(w: Working, l: Listening & { at: At }): Generator<Request, boolean, Answer> {
  const { frame, flow } = l.at
  const which = flow.slots.find(slot => slot.optionsFrom !== null)
  if (!flow.withdraw || !which) return false
  drop(w, frame, 'nothing')
  yield* start(w, { do: 'start', flow: flow.withdraw.flow, text: String(frame.slots[which.name]) }, l)
  return true
}

/** Whether it is of no use before it is known what is changed: told by a form in which nothing is known. */
function waits(w: Working, text: string, frame: Frame, flow: Flow): boolean {
  const { got: _, ...rest } = frame
  const l = listen(w, text, { frame: { ...rest, got: {} }, flow, asked: null })
  return waitsForThat(l, l.at) && !namesWhich(l, frame, flow)
}

/** “2号的” of a leave on the 2nd says which one, and no new date. */
function namesWhich({ reading }: Listening, frame: Frame, flow: Flow): boolean {
  const which = flow.slots.find(slot => slot.optionsFrom !== null)
  const named = which && byDates(reading, optionsOf(which, frame))
  return named !== undefined && named.value === frame.slots[which?.name ?? '']
}

function listen(w: Working, text: string, at: At): Listening & { at: At } {
  const { state, world, now } = w
  return { reading: world.read(text, { ref: now, calendar: world.calendar }), state, world, now, at }
}
