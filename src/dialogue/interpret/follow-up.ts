import type { Command } from '../command.ts'
import type { Flow } from '../flow.ts'
import { mentions } from '../slots/mentions.ts'
import { blankFrame } from '../state.ts'
import type { Value } from '../value.ts'
import { bare } from './bare.ts'
import { isTask, type Listening, mayUse, readPart, visibleFlows } from './listening.ts'
import { say } from './say.ts'
import { hearValues } from './values.ts'

/** “那产假呢”, “明年呢”: what is asked about instead, and nothing else. */
const INSTEAD = /^(?:那么?|还有)?[，,]?(.{1,10}?)呢[?？。]?$|^那么?[，,]?(.{1,8}?)[?？。]?$/u
/** “为什么”, “怎么才这么点”: of what was just answered. */
const WHY =
  /^(?:那|这)?(?:是|又)?(?:为什么|为啥|凭什么|怎么|咋)(?:就|才|只|会|是|有)*(?:这么|这些|这个数|这点|那么|多少|这样)?(?:多|少|点|来的|算的|得来的)?[呢啊呀的?？。!！]*$/u
const SOMEBODY = /^(?:我们?家?)?(?:他|她)们?$/u

/**
 * A question that goes on from the one that was answered last: the same is asked of something else, and what was said
 * before holds where nothing new is said. Null where there is no such question, or it has no place for what is named.
 */
export function followUp(l: Listening): Command[] | null {
  const before = l.state.answered
  const flow = before && l.world.flows.get(before.flow)
  if (!before || !flow || !mayUse(flow, l.world)) return null
  const explains = flow.why === null || !WHY.test(l.reading.plain) ? undefined : l.world.flows.get(flow.why)
  if (explains) return [{ do: 'start', flow: explains.id, kept: sharedWith(explains, flow, before.slots) }]
  const [, first, second] = INSTEAD.exec(l.reading.plain) ?? []
  const instead = first ?? second
  if (instead === undefined) return null
  if (SOMEBODY.test(instead) || nameAlone(l, instead)) return [say('others')]
  const heard = valuesIn(l, flow, instead)
  if (Object.keys(heard).length > 0)
    return [{ do: 'start', flow: flow.id, text: instead, kept: keptBeside(flow, before.slots, heard) }]
  const own = flow.phrases.some(phrase => phrase.includes(bare(instead)))
  if (own) return [{ do: 'start', flow: flow.id }]
  const other = visibleFlows(l.world).find(f => asksAbout(f, instead))
  return other ? [{ do: 'start', flow: other.id, text: instead }] : null
}

/** “2025年还剩几天” and then “为什么”: of that very year, where the one that explains has a place for it. */
function sharedWith(
  explains: Flow,
  { slot }: Flow,
  said: Readonly<Record<string, Value>>,
): Record<string, Value> {
  const shared = ([name]: [string, Value]) => {
    const place = explains.slot.get(name)
    return place?.from === 'person' && place.type === slot.get(name)?.type
  }
  return Object.fromEntries(Object.entries(said).filter(shared))
}

/** Another question that has a place for it: “产假呢” after one's own balance. */
function asksAbout(flow: Flow, plain: string): boolean {
  if (isTask(flow) || flow.submit.length > 0) return false
  return flow.slots.some(s => s.type === 'choice' && mentions(plain, s.options).length > 0)
}

function nameAlone({ world }: Listening, text: string): boolean {
  return world.people(text).some(person => person.userid !== world.me.userid && text.includes(person.name))
}

function valuesIn(l: Listening, flow: Flow, text: string): Record<string, Value> {
  const at = { flow, frame: blankFrame('', flow, 0), asked: null }
  const commands = hearValues({ ...l, reading: readPart(l, text) }, at, false)
  return Object.assign({}, ...commands.map(command => (command.do === 'set' ? command.values : {})))
}

/** A new day takes the whole stretch with it. */
function keptBeside(
  { pair }: Flow,
  before: Readonly<Record<string, Value>>,
  heard: Readonly<Record<string, Value>>,
): Record<string, Value> {
  const stretch = pair ? [pair.from.name, pair.to.name] : []
  const moved = stretch.some(name => name in heard)
  return Object.fromEntries(
    Object.entries(before).filter(([name]) => !(name in heard) && !(moved && stretch.includes(name))),
  )
}
