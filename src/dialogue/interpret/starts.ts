import type { IntentScore, Reading } from '../../kernel/reading.ts'
import type { Command } from '../command.ts'
import type { Flow } from '../flow.ts'
import { mentions } from '../slots/mentions.ts'
import { aboutOthers, hoursOfOthers } from './about-others.ts'
import { bare, clauses, isWhole, NUMBER } from './bare.ts'
import { wishByWords } from './by-words.ts'
import { CORRECTION } from './correction.ts'
import { optionWithTime } from './kind-told.ts'
import { isTask, type Listening, mayUse, readPart, visibleFlows } from './listening.ts'

/** Above this the engine acts; facts: on one corpus 0.7 answers 82 % of messages with 97 % right. */
export const SURE = 0.7
/** Above this a flow is worth offering. */
const MAYBE = 0.25
/** How far behind the best another flow may be and still be offered beside it. */
const CLOSE = 0.5
const MOST_OFFERED = 3
/** Sure enough of a whole message not to look for another wish in a part of it. */
const CERTAIN = 0.95
/** Words that add a second wish to the first. */
const ADDS = /然后|顺便|顺带|另外|还有|同时|再(?:帮|给|查|请|看|报|登|说)|也(?:帮|给|请|查)/u

/** What a message asks to begin: flows for certain, or flows to choose between. */
export interface Wish {
  sure: Command[]
  between: Flow[]
}

export function wishes(l: Listening): Wish {
  const wish = wishIn(l)
  const exact = visibleFlows(l.world).filter(flow => isWhole(wish, flow.phrases))
  if (exact.length > 1) return { sure: [], between: exact }
  if (exact[0]) return { sure: aboutOthers(l, exact[0]) ?? [start(exact[0], l.reading.text)], between: [] }
  const named = optionWithTime(l)
  if (named) return { sure: [start(named, l.reading.text)], between: [] }
  const apart = sameTwice(l)
  if (apart) return { sure: [apart], between: [] }
  const several = severalWishes(l)
  if (several.length > 0) return { sure: several, between: [] }
  return oneWish(l, l.reading.intents, l.reading.text)
}

/**
 * “再请一次 QJ-20261123-0001，11月30日到12月2日”: a day that stands alone is no part of the wish, and neither is a
 * number, where what has both says nothing surer: “补充QJ-…” is no “补充” of something else.
 */
function wishIn(l: Listening): string {
  const [first = '', ...rest] = clauses(l.reading.text)
  const isDay = rest.length > 0 && rest.every(part => isDayAlone(readPart(l, part)))
  const said = isDay ? first : l.reading.plain
  if (!NUMBER.test(said)) return said
  const best = bestFlow({ ...l, reading: readPart(l, said) })
  return best && best.p >= SURE ? said : said.replace(NUMBER, '')
}

/** The flow a text most likely asks for, with its probability; patterns (`~…`) are left out. */
export function bestFlow(l: Listening): { flow: Flow; p: number } | null {
  for (const { flow: id, p } of l.reading.intents) {
    const flow = l.world.flows.get(id)
    if (flow && mayUse(flow, l.world)) return { flow, p }
  }
  return null
}

function oneWish(l: Listening, intents: readonly IntentScore[], text: string): Wish {
  const known = open(l, intents)
  const [best] = known
  // Nothing is known of it, not even that it is nobody's business here: the recogniser is still being trained.
  const named = intents.length === 0 && l.reading.yesNo === null ? wishByWords(l) : null
  if (named?.sure) return { sure: aboutOthers(l, named.flow) ?? [start(named.flow, text)], between: [] }
  if (named) return { sure: [], between: [named.flow] }
  if (!best || best.p < MAYBE) return { sure: [], between: naming(l) }
  if (best.p >= SURE) return { sure: aboutOthers(l, best.flow) ?? [start(best.flow, text)], between: [] }
  const between = known
    .filter(k => k.p >= best.p * CLOSE && k.p >= MAYBE / 2)
    .slice(0, MOST_OFFERED)
    .map(k => k.flow)
    // Errands first, in whatever order they were weighed.
    .sort((a, b) => Number(isTask(b)) - Number(isTask(a)))
  const told = hoursOfOthers(l, between)
  return told ? { sure: told, between: [] } : { sure: [], between }
}

/** The flows among them that are open to this person. What he may not use takes nothing from the one that is likeliest. */
function open({ world }: Listening, intents: readonly IntentScore[]): { flow: Flow; p: number }[] {
  const known = intents.flatMap(({ flow: id, p }) => {
    const flow = world.flows.get(id)
    return flow ? [{ flow, p, mine: mayUse(flow, world) }] : []
  })
  const others = known.reduce((sum, { p, mine }) => (mine ? sum : sum + p), 0)
  const likeliest = known[0]?.mine && known[0].flow.id === intents[0]?.flow
  return known
    .filter(({ mine }) => mine)
    .map(({ flow, p }, i) => ({ flow, p: likeliest && i === 0 ? p / (1 - others) : p }))
}

/** “查下年假还剩几天，再帮我请明天一天”: each clause that is sure of its flow begins it, questions first. */
function severalWishes(l: Listening): Command[] {
  const parts = clauses(l.reading.text)
  if (parts.length < 2 || parts.length > 6) return []
  const found: { flow: Flow; text: string }[] = []
  for (const text of parts) {
    const reading = readPart(l, text)
    const best = isDayAlone(reading) ? null : bestFlow({ ...l, reading })
    const last = found.at(-1)
    // What is no task of its own for the menu is no second wish either: “…，家里急”.
    if (best && best.p >= SURE && best.flow !== last?.flow && !best.flow.hidden)
      found.push({ flow: best.flow, text })
    else if (last) last.text += `，${text}`
  }
  if (new Set(found.map(f => f.flow)).size < 2) return []
  // A cry for help comes alone: nothing else is answered before it.
  const cry = found.find(f => f.flow.care)
  if (cry) return [start(cry.flow, cry.text)]
  // “家里老人住院，想请事假”: where the whole wants one thing and no word adds another, a clause is its cause.
  const whole = bestFlow(l)
  if (whole && whole.p >= CERTAIN && !ADDS.test(l.reading.plain)) return []
  // Begun last = on top: questions are answered before the task asks.
  return [...found]
    .sort((a, b) => Number(isTask(b.flow)) - Number(isTask(a.flow)))
    .map(f => ({ ...start(f.flow, f.text), around: l.reading.text }))
}

/** “周三请年假，周五请事假”: two of one kind are taken one after the other, or a day would get the other's kind. */
function sameTwice(l: Listening): Command | null {
  const parts = clauses(l.reading.text)
  if (parts.length < 2 || parts.length > 6 || CORRECTION.test(l.reading.plain)) return null
  const told = parts.flatMap(text => {
    const reading = readPart(l, text)
    const best = bestFlow({ ...l, reading })
    const option = best?.flow.pair && optionNamed(best.flow, reading.plain)
    return best && option && best.p >= SURE && reading.time?.start ? [{ text, flow: best.flow, option }] : []
  })
  const [first] = told
  const flows = new Set(told.map(t => t.flow))
  if (!first || flows.size > 1 || new Set(told.map(t => t.option)).size < 2) return null
  const options = told.map(t => ({ label: t.text, commands: [start(t.flow, t.text)] }))
  return { do: 'ask_between', question: { kind: 'which_day_first', values: {}, options } }
}

/** The option of a choice that a clause names, if it names one. */
function optionNamed(flow: Flow, plain: string): string | undefined {
  return flow.slots.flatMap(s => (s.type === 'choice' ? mentions(plain, s.options) : [])).at(-1)?.value
}

/** “我约好体检了，下周三去”: a day with hardly a word beside it belongs to what was said before. */
function isDayAlone({ plain, time }: Reading): boolean {
  return time !== null && bare(plain).length - bare(plain.slice(...time.span)).length < 2
}

/** “I need sick leave tomorrow”: flows of which the message names an option, where nothing else is known of it. */
function naming(l: Listening): Flow[] {
  const named = visibleFlows(l.world).filter(
    flow =>
      !flow.hidden &&
      flow.slots.some(s => s.type === 'choice' && mentions(l.reading.plain, s.options).length > 0),
  )
  return named.length <= MOST_OFFERED ? named : []
}

function start(flow: Flow, text: string): Command & { do: 'start' } {
  return { do: 'start', flow: flow.id, text }
}
