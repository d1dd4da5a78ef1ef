import type { Command } from '../command.ts'
import type { Answer, Request } from '../event.ts'
import type { Flow } from '../flow.ts'
import { namesAnother, nobodyOf, tellAbsent } from '../interpret/absent.ts'
import { answerToAll } from '../interpret/asks.ts'
import { NUMBER, shortNumber } from '../interpret/bare.ts'
import { tellsDeath } from '../interpret/bereaved.ts'
import { denied } from '../interpret/denies.ts'
import { tellsWithWish } from '../interpret/elsewhere.ts'
import { hearLeftOut } from '../interpret/leave-out.ts'
import { isTask, type Listening, readPart } from '../interpret/listening.ts'
import { toldFirst } from '../interpret/more.ts'
import { hearValues } from '../interpret/values.ts'
import { optionsOf, SLOT_KINDS } from '../slots/index.ts'
import type { Frame } from '../state.ts'
import { addLine, type Working } from '../working.ts'
import { sayPattern } from './ask.ts'
import { askBetween } from './between.ts'
import { leaveOut } from './leave-out.ts'
import { append } from './story.ts'
import { length, set, takeBackSaid } from './values.ts'

/** What the sentence that began a flow already said. */
export function* hearOpening(
  w: Working,
  { text = '', around, greeted = false }: Command & { do: 'start' },
  l: Listening,
  frame: Frame,
  flow: Flow,
): Generator<Request, void, Answer> {
  // Where leave is wished for, its own opening says so.
  const bereaved = isTask(flow) && !flow.pair && tellsDeath(l, readPart(l, text).plain)
  if (bereaved && !greeted) sayPattern(w, 'sympathy', {})
  if (text !== '' && (isTask(flow) || asksWhich(flow))) hearWish(w, l, text, frame, flow)
  if (around) hearAround(w, l, around, frame.id, flow)
  takeTheOnlyOption(w, frame.id, flow, text)
  const story = flow.slots.find(s => s.untilDone)
  const leftOut = story ? hearLeftOut(l, { frame, flow, asked: null }, text) : null
  if (leftOut?.command.do === 'leave_out') leaveOut(w, leftOut.command.slot, leftOut.command.options)
  const wish = leftOut ? (leftOut.rest ?? '') : text
  const told = story ? toldFirst(wish, story) : null
  const answered =
    story && told !== null
      ? answerToAll(l, told, { frame, flow }, part => toldFirst(part, story) !== null)
      : null
  // Before an opening there is nothing yet to go on with.
  if (answered !== null) addLine(w, answered)
  else if (told !== null) yield* append(w, told, flow.opening ? 'heard_first' : 'received')
}

/** A question that may name what it is about: “丧假几天”, “上个月加了多少班”. */
function asksWhich(flow: Flow): boolean {
  return flow.slots.some(slot => slot.from === 'person' && (slot.type === 'choice' || slot.unasked))
}

/** The values that a wish names beside its flow. */
export function hearWish(w: Working, l: Listening, text: string, frame: Frame, flow: Flow): void {
  const reading = readPart(l, text)
  const commands = hearValues({ ...l, reading }, { frame, flow, asked: null }, false)
  const story = tellsWithWish(text, { frame, flow })
  // What is not asked for again is said aloud.
  for (const c of story ? [...commands, story] : commands) {
    if (c.do === 'set') set(w, c.values, c.frame, story ? { ...c, aloud: true } : c)
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
 * another one, or somebody else: a decision must never land on a request that nobody named.
 */
export function takeTheOnlyOption(w: Working, id: string, flow: Flow, text: string): void {
  const frame = w.state.stack.find(f => f.id === id)
  const no = NUMBER.exec(text)?.[0] ?? shortNumber(text)
  const not = text === '' ? null : denied(w.world, text)
  for (const slot of flow.slots) {
    // Of several nobody is left out because he is the only one.
    const isChoice = slot.type === 'choice' && slot.optionsFrom !== null
    const all = frame && isChoice && !(slot.name in frame.slots) ? optionsOf(slot, frame) : []
    // “我没加班” is about no leave, were it the only thing there is.
    const options = not !== null && all.length > 0 ? all.filter(o => o.label.includes(not)) : all
    const [only, other] = options
    const missing = only && !no && !namesAnother(flow) ? nobodyOf(w.world, options, text) : ''
    if (only && no) isAbsent(w, id, tellAbsent(slot, 'no_such_number', no.toUpperCase()))
    else if (missing !== '') isAbsent(w, id, tellAbsent(slot, 'none_of_his', missing))
    else if (only && !other) set(w, { [slot.name]: only.value }, id)
  }
}

/** What was said of what is not here says nothing of what is: it is taken back, and said so. */
function isAbsent(w: Working, id: string, told: readonly Command[]): void {
  takeBackSaid(w, id)
  for (const c of told)
    if (c.do === 'say') sayPattern(w, c.pattern, c.values ?? {})
    else if (c.do === 'tell') addLine(w, c.text)
}
