import type { Command } from '../command.ts'
import type { Flow } from '../flow.ts'
import { mentions } from '../slots/mentions.ts'
import { aboutOthers } from './about-others.ts'
import { agreement } from './agreement.ts'
import { answerElsewhere, courtesy, questionIn } from './answers.ts'
import { bare, clauses, isWhole, NUMBER } from './bare.ts'
import { hearBereaved, withKind } from './bereaved.ts'
import { changesField } from './changes-field.ts'
import { CORRECTION } from './correction.ts'
import { flowDecidedIn } from './decides.ts'
import { takesBackDenied } from './denies.ts'
import { erases } from './erases.ts'
import { followUp } from './follow-up.ts'
import { hearKindTold } from './kind-told.ts'
import { isTask, type Listening, visibleFlows } from './listening.ts'
import { addsTo, goesOn } from './more.ts'
import { saysOnly } from './only.ts'
import { say } from './say.ts'
import { saysChangedTo } from './says-change.ts'
import { saysShift, saysShiftAlone } from './shift.ts'
import { isAboutOne } from './standing.ts'
import { bestFlow, SURE, wishes } from './starts.ts'

/** Nothing is open. */
export function idle(l: Listening): Command[] {
  const { yesNo } = l.reading
  const more = adds(l) ?? addsToLast(l)
  if (more) return [more]
  const decided = flowDecidedIn(l)
  if (decided) return [{ do: 'start', flow: decided.id, text: l.reading.text }]
  const followed = followUp(l)
  if (followed) return followed
  const { sure, between } = wishes(l)
  const moving = sure.length === 0 || takesBack(l, sure) ? changing(l) : undefined
  // A day of a stretch that is worked after all takes back no more than that day.
  if (moving && sure.length > 0) return [ofTheLast(l, { do: 'start', flow: moving.id, text: l.reading.text })]
  const shorter = shortened(l, sure, between)
  if (shorter) return [shorter]
  if (sure.length > 0)
    return sure.map(command => takesBackDenied(l, command) ?? ofTheLast(l, ofTheBereaved(l, command)))
  const field = changesField(l)
  if (field) return field
  const last = changesLast(l) ?? asksForDay(l, between)
  if (last || moving) return [last ?? { do: 'start', flow: moving?.id ?? '', text: l.reading.text }]
  const told = courtesy(l) ?? questionIn(l, null)?.tell ?? answerElsewhere(l)
  if (told) return told
  const agrees = agreement(
    l,
    between.some(flow => flow.yesNo === null),
  )
  if (agrees || yesNo === 'yes' || yesNo === 'no') {
    const flows = l.state.pending ? [] : visibleFlows(l.world).flatMap(f => (f.yesNo === null ? [] : [f.id]))
    return [
      flows.length === 0
        ? say('nothing_asked')
        : { do: 'reply', flows, yes: yesNo !== 'no', word: bare(l.reading.plain), ...agrees },
    ]
  }
  if (yesNo === 'wait') return [say('wait')]
  if (visibleFlows(l.world).length === 0) return [say('nothing_for_you')]
  if (notForMe(l)) return [say('not_for_you')]
  const bereaved = hearBereaved(l)
  if (bereaved) return bereaved
  const offered = hearKindTold(l)
  if (offered) return offered
  const [only] = between
  if (!only) return [{ do: 'unknown' }]
  const others = between.length === 1 ? aboutOthers(l, only) : null
  return others ?? [between.length === 1 ? clarifyOne(l, only) : clarify(l, between)]
}

/** Leave that is wished for with a death is leave for that, unless another kind is named. */
function ofTheBereaved(l: Listening, command: Command): Command {
  const flow = command.do === 'start' ? l.world.flows.get(command.flow) : undefined
  if (command.do !== 'start' || !flow || command.text === undefined) return command
  return { ...command, text: withKind(l, flow, command.text) }
}

/** “补充：还有一件事”: the words before it name a flow that is told to, and what comes after is told. */
function adds(l: Listening): Command | null {
  const { text } = l.reading
  const rest = addsTo(text)
  if (rest === null) return null
  const lead = text.trim().slice(0, -rest.length)
  const flow = visibleFlows(l.world).find(f => f.slots.some(s => s.untilDone) && isWhole(lead, f.phrases))
  return flow ? { do: 'start', flow: flow.id, text } : null
}

/** “还有，上周的也没批” right after a human was asked for: for him, too, unless it plainly asks for another form. */
function addsToLast(l: Listening): Command | null {
  const { state, world, reading } = l
  const flow = world.flows.get(state.last?.flow ?? '')
  const slot = flow?.slots.find(s => s.whatever)
  if (!flow || !slot || !goesOn(reading.text)) return null
  const other = bestFlow(l)
  if (other && other.flow !== flow && isTask(other.flow) && other.p >= SURE) return null
  return { do: 'start', flow: flow.id, kept: { [slot.name]: reading.text.trim() } }
}

/** “改成后天吧” right after it was handed in: another day is a change, and anything else is taken back first. */
function changesLast(l: Listening): Command | null {
  const { reading, state, world } = l
  const { last } = state
  const offer = last?.no ? world.flows.get(last.flow)?.withdraw : null
  if (!last?.no || !offer) return null
  // “删掉刚才说的”
  if (erases(reading.plain)) return { do: 'cancel' }
  if (!CORRECTION.test(reading.plain) && !saysShift(l)) return null
  // Another day has a flow of its own; another kind has not.
  if (offer.change === undefined || reading.times.length === 0) return { do: 'cancel' }
  return { do: 'start', flow: offer.change, text: reading.text, of: last.no }
}

/**
 * “病假只休一天就行了” wishes for leave, and may be of one that was handed in: of what was handed in just now, else it is
 * asked. A wish that says so is one.
 */
function shortened(l: Listening, sure: readonly Command[], between: readonly Flow[]): Command | null {
  const { plain } = l.reading
  if (!saysOnly(l) || WISHES.test(plain)) return null
  const last = changesLast(l)
  if (last?.do === 'start') return last
  const begun = sure.map(c => (c.do === 'start' ? l.world.flows.get(c.flow) : undefined))
  const wish = [...begun, ...between].find(flow => flow?.withdraw?.change)
  const change = l.world.flows.get(wish?.withdraw?.change ?? '')
  if (change && beginsWith(l, change)) return { do: 'start', flow: change.id, text: l.reading.text }
  return wish && change && LESS.test(plain) ? clarify(l, [change, wish]) : null
}

const WISHES = /[想要先再](?:请|休|申请)|申请|请个|请假|请一下/u
const LESS = /[只不]|[休请]到|够/u

/** “那大后天行吗”, after a refusal: the day is that of a new one; right after one was handed in, that of another for it. */
function asksForDay(l: Listening, between: readonly Flow[]): Command | null {
  const { reading, state } = l
  // What is likeliest will do, however unlikely: the day and the question are its.
  const wish = [...between, bestFlow(l)?.flow].find(flow => flow?.withdraw?.change !== undefined)
  if (!wish || reading.times.length === 0 || !ASKS_DAY.test(reading.plain)) return null
  const change = state.last?.no && state.last.flow === wish.id ? wish.withdraw?.change : undefined
  const of = change === undefined ? undefined : state.last?.no
  return { do: 'start', flow: change ?? wish.id, text: reading.text, ...(of && { of }) }
}

const ASKS_DAY =
  /^(?:那么?|要不|不然|换).{2,16}?(?:呢|(?:可以|行|好|成)(?:吗|么|不|吧|不行|不可以|不成)?)[?？。]?$/u

/** “年假往后挪一天”, “改成14到16号”, out of nowhere: of something that was handed in, which its flow will find. */
function changing(l: Listening): Flow | undefined {
  const { plain } = l.reading
  const flows = visibleFlows(l.world)
  const flow = flows.find(f => isAboutOne({ flow: f, frame: { slots: {} } }))
  if (!flow) return undefined
  const named = flows.some(
    f => f.withdraw?.change === flow.id && f.slots.some(s => mentions(plain, s.options).length > 0),
  )
  const stands = STANDS.test(plain) || (NUMBER.test(plain) && l.reading.times.length > 0)
  const anew = saysChangedTo(l) || (stands && MOVES.test(plain))
  return anew || (beginsWith(l, flow) && saysShift(l)) || saysShiftAlone(l) || (named && saysShift(l))
    ? flow
    : undefined
}

/** “改假，少休一天”: its name, and what is to be done. */
function beginsWith({ reading: { text } }: Listening, { phrases }: Flow): boolean {
  return isWhole(clauses(text)[0] ?? '', phrases)
}

/** Leave that was handed in, and what is to become of it: “批下来的假缩短一天”, “QJ-… 改到12月9日”. */
const STANDS =
  /(?:那[个份张次]?|请好的?|请过的?|批[下了]来?的?|报过的?)[^，。]{0,3}(?:假|补休|调休|年休)|(?:之前|原先|原来|先前|早先)(?:请|报|批)的/u
const MOVES = /[挪换调推]|改[成到为在]|提前|提早|往[前后]|延后|顺延|缩短|错后/u

function takesBack({ world }: Listening, sure: readonly Command[]): boolean {
  const isOffered = (id: string) => world.flows.values().some(flow => flow.withdraw?.flow === id)
  return sure.every(c => c.do === 'start' && isOffered(c.flow))
}

/** “17号不休了” right after it was handed in is said of that one, where others stand beside it. */
function ofTheLast({ state, world, reading }: Listening, command: Command): Command {
  const no = state.last?.no
  const offer = no ? world.flows.get(state.last?.flow ?? '')?.withdraw : null
  if (!no || !offer || command.do !== 'start' || NUMBER.test(reading.plain)) return command
  const flow = world.flows.get(command.flow)
  const named = flow && isWhole(reading.plain, flow.phrases)
  const changes = command.flow === offer.change && !named && reading.plain.length <= SHORT
  return changes ? { ...command, of: no } : command
}

/** Longer messages may name another one. */
const SHORT = 12

/** “同意 QJ-…” from somebody who decides nothing: understood, but not his to do. */
function notForMe(l: Listening): boolean {
  const [best] = l.reading.intents
  return best !== undefined && best.p >= SURE && l.world.flows.has(best.flow)
}

/** “你说的是“请假”吗？” */
function clarifyOne(l: Listening, flow: Flow): Command {
  const [yes = '', no = ''] = l.world.patterns.clarify_one.options ?? []
  return {
    do: 'ask_between',
    question: {
      kind: 'clarify_one',
      values: { title: flow.title },
      options: [
        { label: yes, yesNo: 'yes', commands: [{ do: 'start', flow: flow.id, text: l.reading.text }] },
        { label: no, yesNo: 'no', commands: [say('try_again')] },
      ],
    },
  }
}

/** “你想办哪件？” */
function clarify(l: Listening, flows: readonly Flow[]): Command {
  return {
    do: 'ask_between',
    question: {
      kind: 'clarify',
      values: {},
      options: flows.map(flow => ({
        label: flow.title,
        words: flow.phrases,
        commands: [{ do: 'start', flow: flow.id, text: l.reading.text }],
      })),
    },
  }
}
