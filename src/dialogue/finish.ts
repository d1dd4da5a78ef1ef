import { changeable, whichField } from './apply/ask.ts'
import { put, way } from './apply/between.ts'
import { resume } from './apply/resume.ts'
import type { Answer, Outcome, Request } from './event.ts'
import type { Call, Flow, Submit } from './flow.ts'
import { mayUse } from './interpret/listening.ts'
import type { Need } from './need.ts'
import { counts, scopeOf } from './scope.ts'
import type { Frame, State } from './state.ts'
import { type RenderScope, renderParts } from './template.ts'
import type { FileRef, Option, Story, Value } from './value.ts'
import { addLine, drop, flowOf, forget, storedBy, storedIn, update, type Working, words } from './working.ts'
import { isOff } from './world.ts'

/** A form that is complete: its effects are run with keys made from content, its last words are said. */
export function* finishFrame(
  w: Working,
  frame: Frame,
  flow: Flow,
  scope: RenderScope,
): Generator<Request, Need | null, Answer> {
  let result: Result = {}
  for (const submit of flow.submit) {
    w.effects.push(submit.effect)
    const outcome = (yield {
      do: 'run',
      name: submit.effect,
      key: `${frame.id}/${frame.edit}/${submit.effect}`,
      frame: frame.id,
      with: handedIn(submit, flow, scope),
    }) as Outcome
    if (outcome.state !== 'done') return notDone(w, frame, flow, submit, outcome)
    result = outcome.result
    if (outcome.forget) forgetRest(w, frame)
    sayDone(w, frame, flow, submit, result)
  }
  if (flow.done) addLine(w, renderParts(flow.done, scope) || words(w, 'no_answer'))
  ended(w, frame, flow, result)
  return null
}

/** The outcome of an effect that was sent outside has come. False when nobody waits for it. */
export function takeResult(w: Working, key: string, outcome: Outcome): boolean {
  const frame = w.state.stack.find(f => key.startsWith(`${f.id}/${f.edit}/`))
  const flow = frame && flowOf(w, frame)
  if (!frame || !flow || frame.status !== 'sending') return false
  const submit = flow.submit.find(s => key.endsWith(`/${s.effect}`))
  if (!submit || outcome.state === 'sent') return false
  if (outcome.state !== 'done') {
    notDone(w, frame, flow, submit, outcome)
    return true
  }
  sayDone(w, frame, flow, submit, outcome.result)
  if (flow.done) addLine(w, renderParts(flow.done, scopeOf(w.world, w.now, frame, flow)))
  ended(w, frame, flow, outcome.result)
  return true
}

type Result = Readonly<Record<string, string | number>>

function sayDone(w: Working, frame: Frame, flow: Flow, { done }: Submit, result: Result): void {
  if (done) addLine(w, renderParts(done, scopeOf(w.world, w.now, frame, flow, { result: { ...result } })))
}

/** What is on its way to somebody is no draft any more, and stays. */
function forgetRest(w: Working, { id }: Frame): void {
  const stays = (f: Frame) => f.id === id || f.status === 'sending'
  for (const frame of [...w.state.stack, ...w.state.drafts]) if (!stays(frame)) forget(w, frame)
  const stack = w.state.stack.filter(stays)
  const { handed: _, ...state } = w.state
  w.state = { ...state, stack, drafts: [], pending: null, last: null, said: null }
}

/** The values an effect gets: known, applying ones by name. */
export function handedIn(submit: Call, flow: Flow, scope: RenderScope): Record<string, Value> {
  return Object.fromEntries(
    submit.with.flatMap(name => {
      const value = counts(flow, name, scope) ? scope.value(name) : undefined
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** Nothing was done, or nobody knows yet; what was written stays. */
function notDone(
  w: Working,
  frame: Frame,
  flow: Flow,
  submit: Submit,
  outcome: Exclude<Outcome, { state: 'done' }>,
): Need | null {
  if (outcome.state === 'sent') {
    if (!outcome.quiet) addLine(w, words(w, 'sending'))
    update(w, { ...frame, status: 'sending' })
    return { kind: 'sending' }
  }
  const back = { ...frame, status: 'confirm' as const }
  if (outcome.state === 'refused') return refused(w, back, flow, submit, outcome)
  const { error } = outcome
  const scope = scopeOf(w.world, w.now, frame, flow, { error })
  const again = frame.tries > 0 && !submit.failed
  addLine(
    w,
    submit.failed ? renderParts(submit.failed, scope) : words(w, 'backend_down', { error }, Number(again)),
  )
  update(w, { ...back, tries: frame.tries + 1 })
  return { kind: 'retry' }
}

/** A refusal that a change can mend offers the fields; otherwise the form is put away, or waits if it is confidential. */
function refused(
  w: Working,
  frame: Frame,
  flow: Flow,
  submit: Submit,
  { reason, values }: Outcome & { state: 'refused' },
): Need | null {
  update(w, frame)
  const refusal = submit.refused.get(reason)
  const say = refusal
    ? renderParts(refusal.say, scopeOf(w.world, w.now, frame, flow, values))
    : words(w, 'backend_down', { error: reason })
  const fields = changeable(flow).filter(s => refusal?.reask.includes(s.name) && s.name in frame.slots)
  if (fields.length > 0) {
    update(w, { ...frame, refused: frame.edit })
    whichField(w, frame, say, fields)
    return { kind: 'pending' }
  }
  addLine(w, say)
  // Own words told in confidence are never thrown away because nobody could take them.
  if (flow.confidential && flow.submit.length > 0) return { kind: 'retry' }
  drop(w, frame, flow.draft && flow.confirm ? 'draft' : 'nothing')
  resume(w)
  return null
}

/** Takes the finished form away and remembers what it became; offers what naturally follows. */
function ended(w: Working, frame: Frame, flow: Flow, result: Result): void {
  const scope = scopeOf(w.world, w.now, frame, flow)
  // What was handed over is not ours to delete; what stayed behind is nobody's.
  const handed = new Set(flow.submit.flatMap(s => Object.values(handedIn(s, flow, scope)).flatMap(storedIn)))
  w.forgotten.push(...[...storedBy(frame)].filter(id => !handed.has(id)))
  const others = w.state.stack.filter(f => f.id !== frame.id)
  w.state = { ...w.state, stack: others.map(f => (f.flow === flow.id ? outdated(f, flow) : f)) }
  // What became of it says it all.
  w.changes = []
  const no = typeof result['no'] === 'string' ? result['no'] : null
  if (flow.submit.length > 0) w.state = { ...w.state, ...toldIn(frame, flow), last: { flow: flow.id, no } }
  else if (!flow.confidential) w.state = { ...w.state, answered: { flow: flow.id, slots: frame.slots } }
  if (flow.care) return stay(w)
  // Another question stands already, and waited for this answer.
  if (w.state.pending) return
  offerNext(w, flow, scope)
  resume(w, flow)
}

/** Another form of the same kind: what was looked up for it may hold what has just been done. */
function outdated(frame: Frame, flow: Flow): Frame {
  const stays = ([name]: [string, unknown]) =>
    flow.slot.get(name)?.lookup?.freshFor === Number.POSITIVE_INFINITY
  return { ...frame, got: Object.fromEntries(Object.entries(frame.got).filter(stays)) }
}

/** The messages it was told in, where the file has words for one who takes them back later. */
function toldIn({ slots }: Frame, flow: Flow): Pick<State, 'handed'> {
  if (flow.afterwards.recalled === undefined) return {}
  const events = flow.slots.flatMap(({ name, type, untilDone }) => {
    const value = slots[name]
    if (untilDone) return ((value as Story | undefined)?.recent ?? []).map(({ event }) => event)
    if (type !== 'file') return []
    return ((value ?? []) as readonly FileRef[]).flatMap(({ message }) => message ?? [])
  })
  return { handed: { flow: flow.id, events: [...new Set(events)] } }
}

/** Who has called for help is not asked about his errands in the same breath; they wait where they are. */
function stay(w: Working): void {
  w.state = { ...w.state, concern: w.event.at }
  w.ask = false
}

function offerNext(w: Working, flow: Flow, scope: RenderScope): void {
  const following = flow.next.flatMap(({ flow: id, from, say }) => {
    const found = w.world.flows.get(id)
    return found && mayUse(found, w.world) && !isOff(found, w.world.place) ? [{ flow: found, from, say }] : []
  })
  const options = following.flatMap(({ flow: f, from }) =>
    from === null
      ? [{ ...way(f.title, null, { do: 'start', flow: f.id }), words: f.phrases }]
      : optionsIn(scope, from).map(o => way(o.label, null, { do: 'start', flow: f.id, text: o.value })),
  )
  if (options.length === 0) return
  if (w.state.stack.length > 0) {
    const titles = following.map(f => f.flow.title).join(w.world.words.and)
    return addLine(w, words(w, 'next_busy', { titles }))
  }
  const say = following.find(f => f.say !== null)?.say ?? words(w, 'next')
  put(w, { kind: 'next', say, options })
}

function optionsIn(scope: RenderScope, slot: string): readonly Option[] {
  const value = scope.value(slot)
  return Array.isArray(value) ? (value as readonly Option[]) : []
}
