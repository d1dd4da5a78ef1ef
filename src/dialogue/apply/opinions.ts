import type { Answer, Request } from '../event.ts'
import type { Flow } from '../flow.ts'
import type { Listening } from '../interpret/listening.ts'
import { mixesOpinions } from '../interpret/mixed.ts'
import type { Opinion } from '../interpret/opinions.ts'
import { applies, scopeOf } from '../scope.ts'
import { optionsOf } from '../slots/index.ts'
import { chosenIn, JOINT } from '../slots/several.ts'
import type { Frame } from '../state.ts'
import { drop, type Working } from '../working.ts'
import { sayPattern } from './ask.ts'
import { open } from './open.ts'
import { hearOpening } from './opening.ts'
import { set } from './values.ts'

/**
 * Several opinions of one sentence: a form for each, the first on top. Those that are complete are done in this turn,
 * one after the other; what is missing of another is asked for then.
 */
export function* startEach(
  w: Working,
  flow: Flow,
  opinions: readonly Opinion[],
  l: Listening,
): Generator<Request, void, Answer> {
  const choice = flow.slots.find(s => s.type === 'choice' && s.optionsFrom !== null)
  const opened: string[] = []
  for (const { text, about } of opinions.toReversed()) {
    const frame = yield* open(w, flow)
    if (!frame || !choice) return
    // All or none: what was said of one must not be done while another's is asked about.
    if (opened.length === 0 && opinions.some(({ text: said }) => mixesOpinions(l, { flow, frame }, said)))
      return sayPattern(w, 'one_opinion', {})
    if (about === 'rest') {
      const others = othersIn(w, optionsOf(choice, frame), opinions)
      // Of nobody else nothing can be said.
      if (others === '') {
        drop(w, frame, 'nothing')
        continue
      }
      set(w, { [choice.name]: others }, frame.id)
    }
    yield* hearOpening(w, { do: 'start', flow: flow.id, text }, l, frame, flow)
    opened.push(frame.id)
  }
  // What is complete is done first: nobody waits for the reason of another's.
  const lacking = (frame: Frame) => opened.includes(frame.id) && lacksSomething(w, frame, flow)
  const { stack } = w.state
  const below = stack.filter(frame => !opened.includes(frame.id))
  const complete = stack.filter(frame => opened.includes(frame.id) && !lacking(frame))
  w.state = { ...w.state, stack: [...below, ...stack.filter(lacking), ...complete] }
}

function lacksSomething({ world, now }: Working, frame: Frame, flow: Flow): boolean {
  const scope = scopeOf(world, now, frame, flow)
  return flow.slots.some(
    s => s.from === 'person' && !(s.name in frame.slots) && applies(flow, s.name, scope) !== false,
  )
}

/** Those that no opinion names, joined. */
function othersIn(w: Working, options: ReturnType<typeof optionsOf>, opinions: readonly Opinion[]): string {
  const named = opinions.filter(o => o.about === 'named').flatMap(o => chosenIn(w.world, o.text, options))
  return options
    .filter(o => !o.value.includes(JOINT) && !named.includes(o))
    .map(o => o.value)
    .join(JOINT)
}
