import type { Command } from '../command.ts'
import type { Answer, Request } from '../event.ts'
import { judge } from '../expression/compile.ts'
import { fetchAll } from '../fetch.ts'
import type { Flow } from '../flow.ts'
import { fill } from '../format.ts'
import { NUMBER } from '../interpret/bare.ts'
import { isTask, type Listening, mayUse, readPart, visibleFlows } from '../interpret/listening.ts'
import { toldFirst } from '../interpret/more.ts'
import { hearValues } from '../interpret/values.ts'
import type { PatternName } from '../patterns.ts'
import { follow } from '../reconcile.ts'
import { scopeOf } from '../scope.ts'
import { mentions } from '../slots/choice.ts'
import { optionsOf, SLOT_KINDS } from '../slots/index.ts'
import { blankFrame, type Frame } from '../state.ts'
import { renderParts } from '../template.ts'
import type { FileRef } from '../value.ts'
import { addLine, drop, topFlow, type Working, words } from '../working.ts'
import { sayPattern } from './ask.ts'
import { askBetween } from './between.ts'
import { despairedLately } from './concern.ts'
import { append } from './story.ts'
import { length, set } from './values.ts'

const MOST_FRAMES = 3

/** Begins a flow, or asks first: the same one again, or another task while one is open. */
export function* start(
  w: Working,
  command: Command & { do: 'start' },
  l: Listening,
): Generator<Request, void, Answer> {
  const flow = w.world.flows.get(command.flow)
  if (!flow || !mayUse(flow, w.world)) return addLine(w, words(w, 'nothing_for_you'))
  const current = topFlow(w)
  const same = w.state.stack.find(f => f.flow === flow.id)
  if (same?.status === 'sending') return addLine(w, words(w, 'still_sending'))
  if (same && current?.frame !== same) return goUp(w, l, same, flow, command.text ?? '')
  if (same) return repeats(l, same, flow) ? undefined : again(w, same, flow)
  if (!hasRoom(w, flow)) return addLine(w, words(w, 'too_deep', { titles: titlesOf(w) }))
  // Who despairs and wishes for something is not asked which form comes first: the other waits below.
  const force = command.force || isErrand(flow, command.text ?? '') || despairedLately(w)
  const busy = current?.frame.status !== 'sending' && isTask(flow)
  if (current && busy && isTask(current.flow) && !force) {
    if (current.flow.confidential || !isEmpty(current.frame)) return switchTo(w, flow, current, command)
    // Nothing was given yet: there is nothing to finish first.
    drop(w, current.frame, 'nothing')
    addLine(w, words(w, 'passed_over', { title: current.flow.title }))
    return yield* start(w, command, l)
  }
  const frame = yield* open(w, flow)
  if (!frame) return
  const text = command.text ?? ''
  if (text !== '' && isTask(flow)) hearOpening(w, l, text, frame, flow)
  if (command.around) hearAround(w, l, command.around, frame.id, flow)
  takeTheOnlyOption(w, frame.id, flow, text)
  const story = flow.slots.find(s => s.untilDone)
  const told = story ? toldFirst(text, story) : null
  // Before an opening there is nothing yet to go on with.
  if (told !== null) yield* append(w, told, flow.opening ? 'heard_first' : 'received')
}

/** Puts a new form on the stack. A closed gate stands before it, whatever else was said: then null. */
export function* open(w: Working, flow: Flow): Generator<Request, Frame | null, Answer> {
  const frame = yield* fetchAll(w, newFrame(w, flow), flow)
  const scope = scopeOf(w.world, w.now, frame, flow)
  const closed = flow.gates.find(g => judge(g.that, scope) === false)
  w.state = { ...w.state, pending: null, last: null }
  if (closed) {
    addLine(w, renderParts(closed.say, scope))
    return null
  }
  w.state = { ...w.state, stack: [...w.state.stack, frame] }
  return frame
}

/** A file alone begins the flow that says so, unless a gate of it is closed: then null, and nothing is said. */
export function* openByFile(
  w: Working,
  files: readonly FileRef[],
): Generator<Request, { frame: Frame; flow: Flow } | null, Answer> {
  const takes = (flow: Flow) => flow.slots.some(s => files.every(file => s.accept.includes(file.kind)))
  const flow = visibleFlows(w.world).find(f => f.byFile && takes(f))
  if (!flow) return null
  const frame = yield* fetchAll(w, newFrame(w, flow), flow)
  const scope = scopeOf(w.world, w.now, frame, flow)
  if (flow.gates.some(g => judge(g.that, scope) === false)) return null
  w.state = { ...w.state, pending: null, last: null, stack: [...w.state.stack, frame] }
  takeTheOnlyOption(w, frame.id, flow, '')
  return topFlow(w)
}

/** A form that waits below comes up, with what was said of it; only what answers at once stays before it. */
function goUp(w: Working, l: Listening, frame: Frame, flow: Flow, text: string): void {
  const others = w.state.stack.filter(f => f !== frame)
  const place = others.findLastIndex(f => !answersAtOnce(w.world.flows.get(f.flow))) + 1
  w.state = { ...w.state, stack: others.toSpliced(place, 0, frame), pending: null }
  if (text !== '' && isTask(flow)) hearOpening(w, l, text, frame, flow)
}

/** Asks nothing and does nothing: it is over within its turn. */
function answersAtOnce(flow: Flow | undefined): boolean {
  return (
    flow !== undefined &&
    !flow.confirm &&
    flow.submit.length === 0 &&
    flow.slots.every(s => s.from !== 'person')
  )
}

/** What answers at once needs no place, and a cry for help gets one: the oldest form is kept for later. */
export function hasRoom(w: Working, flow: Flow): boolean {
  if (w.state.stack.length < MOST_FRAMES) return true
  if (answersAtOnce(flow)) return true
  const oldest = flow.care ? w.state.stack.find(f => f.status !== 'sending') : undefined
  if (oldest) drop(w, oldest, 'draft')
  return oldest !== undefined
}

/** “同意 QJ-…”: the one thing it is about is named, so that it is over in a moment. */
function isErrand(flow: Flow, text: string): boolean {
  return NUMBER.test(text) && flow.slots.some(s => s.optionsFrom)
}

/** What the sentence that began a flow already said. */
function hearOpening(w: Working, l: Listening, text: string, frame: Frame, flow: Flow): void {
  const reading = readPart(l, text)
  const commands = hearValues({ ...l, reading }, { frame, flow, asked: null }, false)
  for (const c of commands) {
    if (c.do === 'set') set(w, c.values, c.frame)
    else if (c.do === 'length') length(w, c)
    else if (c.do === 'ask_between') askBetween(w, c.question)
    else if (c.do === 'say') sayPattern(w, c.pattern, c.values ?? {})
  }
}

/** “查下年假还剩几天，再帮我请明天一天”: a choice named in the same breath, where the wish itself named none. */
function hearAround(w: Working, l: Listening, text: string, id: string, flow: Flow): void {
  const frame = w.state.stack.find(f => f.id === id)
  if (!frame) return
  const hearing = { reading: readPart(l, text), flow, frame, world: w.world, now: w.now, asked: false }
  for (const slot of flow.slots) {
    if (slot.type !== 'choice' || slot.optionsFrom || slot.name in frame.slots) continue
    const heard = SLOT_KINDS.choice.hear({ ...hearing, slot })
    if (heard && 'value' in heard) set(w, { [slot.name]: heard.value }, id)
  }
}

/**
 * Where only one thing can be meant, it is not asked for; unless the person named a number, which then is
 * another one: a decision must never land on a request that nobody named.
 */
function takeTheOnlyOption(w: Working, id: string, flow: Flow, text: string): void {
  const frame = w.state.stack.find(f => f.id === id)
  const [no] = NUMBER.exec(text) ?? []
  for (const slot of flow.slots) {
    const options = frame && slot.optionsFrom && !(slot.name in frame.slots) ? optionsOf(slot, frame) : []
    const [only, other] = options
    if (only && no) addLine(w, words(w, 'no_such_number', { no: no.toUpperCase() }))
    else if (only && !other) set(w, { [slot.name]: only.value }, id)
  }
}

function newFrame(w: Working, flow: Flow): Frame {
  const id = w.state.stack.length === 0 ? w.event.fresh : `${w.event.fresh}.${w.state.stack.length}`
  return blankFrame(id, flow, w.event.at)
}

function isEmpty(frame: Frame): boolean {
  return Object.keys(frame.slots).length === 0 && frame.skipped.length === 0
}

/** “病假” of a form that is for 病假 already: no wish to begin anew. */
function repeats({ reading }: Listening, frame: Frame, flow: Flow): boolean {
  return flow.slots.some(
    slot =>
      slot.type === 'choice' &&
      mentions(reading.plain, slot.options).some(o => o.value === frame.slots[slot.name]),
  )
}

/** The flow at hand is asked for once more: go on, or anew? Where nothing was given yet, it just goes on. */
function again(w: Working, frame: Frame, flow: Flow): void {
  if (isEmpty(frame))
    return flow.confidential ? undefined : addLine(w, words(w, 'under_way', { title: flow.title }))
  const name: PatternName = flow.confidential ? 'again_hidden' : 'again'
  const [go = '', anew = ''] = w.world.patterns[name].options ?? []
  const asked = frame.asked ? flow.slot.get(frame.asked)?.label : flow.confirm?.yes
  askBetween(w, {
    kind: name,
    values: { title: flow.title, asked: asked ?? '' },
    options: [
      { label: go, yesNo: 'yes', commands: [{ do: 'go_on' }] },
      { label: anew, commands: [{ do: 'restart', flow: flow.id }] },
    ],
  })
}

function switchTo(
  w: Working,
  flow: Flow,
  current: { frame: Frame; flow: Flow },
  command: Command & { do: 'start' },
): void {
  const name: PatternName = current.flow.confidential ? 'switch_hidden' : 'switch'
  const [first = '', later = ''] = w.world.patterns[name].options ?? []
  const values = { new: flow.title, old: current.flow.title }
  askBetween(w, {
    kind: name,
    values,
    options: [
      {
        label: fill(first, values),
        words: [flow.title, ...flow.phrases],
        yesNo: 'yes',
        commands: [{ ...command, force: true }],
      },
      {
        label: fill(later, values),
        words: [current.flow.title, ...current.flow.phrases],
        yesNo: 'no',
        commands: [{ ...command, beneath: true }, { do: 'go_on' }],
      },
    ],
  })
}

export function* restart(w: Working, id: string): Generator<Request, void, Answer> {
  const flow = w.world.flows.get(id)
  const old = w.state.stack.find(f => f.flow === id)
  if (!flow) return
  if (old) drop(w, old, 'nothing')
  yield* open(w, flow)
}

/** Takes up the form that was put away last; where its flow has changed meanwhile, what still fits is kept. */
export function restore(w: Working): void {
  const draft = w.state.drafts.findLast(d => w.world.flows.has(d.flow))
  const flow = draft && w.world.flows.get(draft.flow)
  if (!draft || !flow) return addLine(w, words(w, 'restore_none'))
  const full = w.state.stack.length >= MOST_FRAMES && !w.state.stack.some(f => f.flow === draft.flow)
  if (full) return addLine(w, words(w, 'too_deep', { titles: titlesOf(w) }))
  const frame: Frame = { ...draft, touched: w.event.at, nudged: 0, status: 'fill', asked: null }
  const other = w.state.stack.find(f => f.flow === draft.flow)
  w.state = { ...w.state, drafts: w.state.drafts.filter(d => d !== draft), pending: null }
  if (other) drop(w, other, isEmpty(other) ? 'nothing' : 'draft')
  w.state = { ...w.state, stack: [...w.state.stack, frame] }
  addLine(w, flow.confidential ? words(w, 'restore_hidden') : words(w, 'restore', { title: flow.title }))
  if (flow.hash !== frame.hash) follow(w, frame, flow)
}

function titlesOf(w: Working): string {
  return w.state.stack
    .map(f => w.world.flows.get(f.flow))
    .filter(f => f && !f.confidential)
    .map(f => f?.title)
    .join(w.world.words.and)
}
