import type { Answer, Request } from '../event.ts'
import type { Flow } from '../flow.ts'
import { fill } from '../format.ts'
import { bare, bareWord, clauses } from '../interpret/bare.ts'
import { type Listening, visibleFlows } from '../interpret/listening.ts'
import { holdsSomething } from '../state.ts'
import { A_DAY, lifeOf } from '../timers.ts'
import { addLine, drop, topFlow, type Working, words } from '../working.ts'
import { start } from './begin.ts'
import { isOpen } from './is-open.ts'
import { sayKept } from './kept.ts'
import { resume } from './resume.ts'

/** Gives up what is at hand; what was submitted last is offered to be withdrawn. */
export function* cancel(w: Working, l: Listening): Generator<Request, void, Answer> {
  const current = topFlow(w)
  const { pending } = w.state
  w.state = { ...w.state, pending: null }
  if (!current) {
    if (pending) return addLine(w, words(w, 'left_alone'))
    return yield* withdraw(w, l)
  }
  const { frame, flow } = current
  if (frame.status === 'sending') return addLine(w, words(w, 'still_sending'))
  const draft = flow.draft && !flow.confidential && holdsSomething(frame)
  drop(w, frame, draft ? 'draft' : 'nothing')
  if (flow.givenUp !== null) addLine(w, flow.givenUp)
  else if (flow.confidential) addLine(w, words(w, 'cancel_hidden'))
  else
    addLine(
      w,
      words(w, draft ? 'cancel' : flow.draft ? 'cancel_plain' : 'cancel_as_is', { title: flow.title }),
    )
  sayKept(w, frame)
  resume(w)
}

/** A late “取消”: the request that was just handed in, where its flow can be withdrawn; “不请了”: any that can be. */
function* withdraw(w: Working, l: Listening): Generator<Request, void, Answer> {
  const { last } = w.state
  const offer = last && w.world.flows.get(last.flow)?.withdraw
  if (!last?.no || !offer) {
    const flow = notAfterAll(w, l)
    if (flow && (yield* isOpen(w, flow))) return yield* start(w, { do: 'start', flow: flow.id }, l)
    return addLine(w, words(w, 'cancel_none'))
  }
  addLine(w, fill(offer.say, { no: last.no }))
  yield* start(w, { do: 'start', flow: offer.flow, text: last.no }, l)
}

/** “算了不请了” where nothing is being filled in gives up what was handed in, and nothing else. */
function notAfterAll({ world }: Working, { reading }: Listening): Flow | undefined {
  const said = clauses(reading.plain).some(part =>
    (world.patterns.not_after_all.words ?? []).some(word => bare(part).endsWith(bareWord(word))),
  )
  const form = said ? visibleFlows(world).find(f => f.withdraw?.change !== undefined) : undefined
  return world.flows.get(form?.withdraw?.flow ?? '')
}

/** Kept for later, not named: it may be a confidential one, and even that is kept until it expires. */
export function setAside(w: Working): void {
  const current = topFlow(w)
  if (!current) return
  drop(w, current.frame, 'draft')
  addLine(w, words(w, 'set_aside', { days: Math.floor(lifeOf(current.flow) / A_DAY) }))
  resume(w)
}
