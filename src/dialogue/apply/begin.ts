import type { Reading } from '../../kernel/reading.ts'
import type { Command } from '../command.ts'
import type { Answer, Request } from '../event.ts'
import { judge } from '../expression/compile.ts'
import { fetchAll } from '../fetch.ts'
import type { Flow, Gate } from '../flow.ts'
import { ownAnswer } from '../interpret/answers.ts'
import { NUMBER } from '../interpret/bare.ts'
import {
  answersAtOnce,
  isTask,
  type Listening,
  mayUse,
  readPart,
  visibleFlows,
} from '../interpret/listening.ts'
import { opinionsIn } from '../interpret/opinions.ts'
import { follow } from '../reconcile.ts'
import { scopeOf } from '../scope.ts'
import { type Frame, isEmpty } from '../state.ts'
import type { FileRef, Value } from '../value.ts'
import { addLine, drop, isPassing, topFlow, update, type Working, words } from '../working.ts'
import { isOff } from '../world.ts'
import { despairedLately } from './concern.ts'
import { newFrame, open } from './open.ts'
import { hearOpening, hearWish, takeTheOnlyOption } from './opening.ts'
import { startEach } from './opinions.ts'
import { again, switchTo } from './which-task.ts'

const MOST_FRAMES = 3

/** Begins a flow, or asks first: the same one again, or another task while one is open. */
export function* start(
  w: Working,
  command: Command & { do: 'start' },
  l: Listening,
): Generator<Request, void, Answer> {
  const flow = w.world.flows.get(command.flow)
  if (!flow || !mayUse(flow, w.world)) return addLine(w, words(w, 'nothing_for_you'))
  if (isOff(flow, w.world.place)) return addLine(w, words(w, 'off_here'))
  const said = command.text ?? ''
  const text = command.of === undefined ? said : `${command.of}，${said}`
  const current = topFlow(w)
  const same = w.state.stack.find(f => f.flow === flow.id)
  if (same?.status === 'sending') return addLine(w, words(w, 'still_sending'))
  if (same && current?.frame !== same) return goUp(w, l, same, flow, text)
  // Of a form that is over in a moment nothing is worth keeping; what was said of one must not land on another.
  if (same && isMoment(flow)) {
    drop(w, same, 'nothing')
    return yield* start(w, command, l)
  }
  if (same) return again(w, same, flow)
  if (!hasRoom(w, flow, readPart(l, text))) return addLine(w, words(w, 'too_deep', { titles: titlesOf(w) }))
  // Who despairs and wishes for something is not asked which form comes first: the other waits below.
  const force = command.force || isErrand(flow, text) || despairedLately(w)
  const busy = current?.frame.status !== 'sending' && isTask(flow)
  if (current && busy && isTask(current.flow) && !force) {
    if (current.flow.confidential || !isEmpty(current.frame)) return switchTo(w, flow, current, command)
    // Nothing was given yet: there is nothing to finish first.
    drop(w, current.frame, 'nothing')
    addLine(w, words(w, 'passed_over', { title: current.flow.title }))
    return yield* start(w, command, l)
  }
  const opinions = opinionsIn(w.world, flow, text)
  if (opinions.length > 1 && opinions.every(({ about }) => about === 'named' || about === 'rest'))
    return yield* startEach(w, flow, opinions, l)
  let other: Command | null = null
  const reading = readPart(l, said)
  const stopped = ({ instead }: Gate, handed: Readonly<Record<string, Value>>) => {
    const goesOver = Object.keys(handed).length > 0 || reading.times.length > 0
    // “那改成大后天行吗” where nothing stands that could be moved: the day is that of a new one, unless that was taken away.
    if (instead !== null && w.world.flows.has(instead) && goesOver)
      other = { ...command, flow: instead, kept: { ...command.kept, ...handed } }
  }
  const frame = yield* open(w, flow, { reading, stopped })
  if (other) return yield* start(w, other, l)
  if (!frame) return
  if (flow.confidential && w.state.drafts.some(draft => draft.flow === flow.id))
    addLine(w, words(w, 'draft_waits'))
  const { greeted = frame.opened } = command
  const kept = ownIn(flow, command.kept ?? {})
  const begun = { ...frame, slots: { ...frame.slots, ...kept }, opened: greeted }
  update(w, begun)
  // “请年假，多久能批”, “请哺乳假”: asked with the wish itself. What is confided is heard, not searched for questions.
  const heard = { ...l, reading: readPart(l, text) }
  const answered = flow.confidential ? null : ownAnswer(heard, { flow, frame: begun })
  if (answered !== null) addLine(w, answered)
  yield* hearOpening(w, { ...command, text }, l, begun, flow)
}

/** What is handed on from flow to flow may be more than the last has a place for. */
function ownIn(flow: Flow, kept: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(kept).filter(([name]) => flow.slot.has(name)))
}

/** A file alone begins the flow that says so, unless a gate of it is closed: then null, and nothing is said. */
export function* openByFile(
  w: Working,
  files: readonly FileRef[],
): Generator<Request, { frame: Frame; flow: Flow } | null, Answer> {
  const takes = (flow: Flow) => flow.slots.some(s => files.every(file => s.accept.includes(file.kind)))
  const flow = visibleFlows(w.world).find(f => f.byFile && takes(f) && !isOff(f, w.world.place))
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
  const place = others.findLastIndex(f => !isPassing(w, f)) + 1
  w.state = { ...w.state, stack: others.toSpliced(place, 0, frame), pending: null }
  if (text !== '' && isTask(flow)) hearWish(w, l, text, frame, flow)
}

/** What answers at once needs no place, and a cry for help gets one: the oldest form is kept for later. */
export function hasRoom(w: Working, flow: Flow, said: Pick<Reading, 'times'>): boolean {
  if (w.state.stack.length < MOST_FRAMES) return true
  // One that hears a date may have to ask which is meant.
  if (answersAtOnce(flow) && (said.times.length === 0 || !flow.slots.some(s => s.unasked))) return true
  const oldest = flow.care ? w.state.stack.find(f => f.status !== 'sending') : undefined
  if (oldest) drop(w, oldest, 'draft')
  return oldest !== undefined
}

/** A decision about one of several things, without a summary and without a draft. */
function isMoment({ confirm, draft, slots }: Flow): boolean {
  return confirm === null && !draft && slots.some(s => s.type === 'choice' && s.optionsFrom !== null)
}

/** “同意 QJ-…”: the one thing it is about is named, so that it is over in a moment. */
function isErrand(flow: Flow, text: string): boolean {
  return NUMBER.test(text) && flow.slots.some(s => s.optionsFrom)
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
  const { refused: _, ...kept } = draft
  const frame: Frame = { ...kept, touched: w.event.at, nudged: 0, status: 'fill', asked: null }
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
