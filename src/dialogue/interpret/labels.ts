import type { HalfDay } from '../../kernel/half-day.ts'
import type { Command } from '../command.ts'
import { countsEveryDay } from '../counted.ts'
import type { Slot } from '../flow.ts'
import { applies, scopeOf } from '../scope.ts'
import { SLOT_KINDS } from '../slots/index.ts'
import { hearSpan } from '../slots/span.ts'
import type { Value } from '../value.ts'
import { type At, type Listening, ownWords, readPart, without } from './listening.ts'
import { inSameWeek } from './same-week.ts'

/** A slot's noun followed by one of these is about that slot; without one it is only a word of the sentence. */
const LINK =
  /^(?:日期|时间|的?日子)?(?:应该|就|要|都|也)?(?:是|为|用|选|:|：|改成|改为|改到|改在|改用|换成|换到|定在|调到|变成|写成|写)[:：]?/u
const SAID_WRONG = '(?:日期|时间)?(?:写错|填错|弄错|错了|不对|有误|要改|改一下|改下|想改|重新|重填|重写)'
const WRONG = new RegExp(`^${SAID_WRONG}`, 'u')
/** A story is begun anew only where nothing else is said: its words would be lost. */
export const WRONG_ALONE = new RegExp(`^(?:${SAID_WRONG}[，,、。的了吧写说一下]*)+$`, 'u')
/** What may stand before a noun at the beginning of a clause. */
const OPENING = /(?:^|[\s，。；;,.!！?？：:、\n])(?:对了|那|把|请假?的?|我的|另外|还有)?$/u

/** What a message says about slots by their names, and the message without those words. */
export interface Labelled {
  commands: Command[]
  rest: Listening
}

/** “事由写错了，改一下” clears and asks again; “开始改成周二” sets that slot only. */
export function hearLabelled(l: Listening, at: At): Labelled {
  const mentions = mentionsIn(l, at)
  const commands: Command[] = []
  const used: [number, number][] = []
  mentions.forEach((mention, i) => {
    const part: [number, number] = [mention.start, endOf(l, mention, mentions.slice(i + 1))]
    const command =
      mention.link === null ? clear(mention.slot) : valueIn(l, at, mention, mention.link, part[1])
    if (!command) return
    used.push(part)
    commands.push(command)
  })
  return { commands, rest: without(l, used) }
}

interface Mention {
  slot: Slot
  start: number
  /** Where the value begins, or null where the slot is only said to be wrong. */
  link: number | null
}

/**
 * Nouns of slots that are followed by a link or by “写错了”, in order; of two in one place the longer. A story is told
 * and never set: by its name only that it is wrong is said of it.
 */
function mentionsIn(l: Listening, { flow, frame }: At): Mention[] {
  const scope = scopeOf(l.world, l.now, frame, flow)
  const isAsked = ({ slot }: Mention) => applies(flow, slot.name, scope) === true
  const { plain } = l.reading
  const found: (Mention & { end: number })[] = []
  for (const slot of flow.slots) {
    if (slot.from !== 'person') continue
    const isGiven = slot.name in frame.slots || frame.skipped.includes(slot.name)
    for (const noun of slot.nouns) {
      const start = plain.indexOf(noun)
      if (start < 0) continue
      const end = start + noun.length
      const tail = plain.slice(end, end + 12)
      const link = LINK.exec(tail)
      if (slot.untilDone ? WRONG_ALONE.test(plain.slice(end)) : WRONG.test(tail)) {
        if (isGiven) found.push({ slot, start, end, link: null })
      } else if (link && !slot.untilDone) found.push({ slot, start, end, link: end + link[0].length })
      else continue
      break
    }
  }
  const inside = (a: { start: number; end: number }, b: { start: number; end: number }) =>
    a !== b && a.start >= b.start && a.end <= b.end && a.end - a.start < b.end - b.start
  // Of two that are called alike, the one that is asked for here.
  const isTwin = (a: Mention, b: Mention) => a !== b && a.start === b.start && isAsked(b) && !isAsked(a)
  return found
    .filter(a => !found.some(b => inside(a, b) || (isTwin(a, b) && a.end === b.end)))
    .sort((a, b) => a.start - b.start)
}

/** A person's own words go on to the next named slot at the beginning of a clause; other values end with theirs. */
function endOf(l: Listening, { slot, link, start }: Mention, later: readonly Mention[]): number {
  const { plain } = l.reading
  const own = slot.type === 'text' && link !== null
  const next = later.find(m => !own || OPENING.test(plain.slice(0, m.start)))
  const limit = next?.start ?? plain.length
  if (own) return limit
  const clause = plain.slice(link ?? start).search(/[，。；;,!！?？\n]/u)
  return clause < 0 ? limit : Math.min(limit, (link ?? start) + clause)
}

function clear(slot: Slot): Command {
  return { do: 'clear', slots: [slot.name] }
}

function valueIn(l: Listening, at: At, { slot }: Mention, from: number, to: number): Command | null {
  const { frame, flow } = at
  const text = ownWords(l.reading, from, to).replace(/^[\s，,“"]+|[\s，,。”"]+$/gu, '')
  if (text === '') return clear(slot)
  const set = (values: Readonly<Record<string, Value>>): Command => ({ do: 'set', frame: frame.id, values })
  if (slot.type === 'text') return set({ [slot.name]: text })
  const reading = readPart(l, text, slot.reading === 'past' ? 'overtime' : undefined)
  const pair = flow.pair
  if (pair && (slot === pair.from || slot === pair.to)) {
    if (!reading.time) return null
    const asked = slot === pair.from ? 'from' : 'to'
    const time = readPart(l, inSameWeek(reading.plain, l, at)).time ?? reading.time
    const heard = hearSpan({
      time,
      pair,
      frame,
      world: l.world,
      now: l.now,
      everyDay: countsEveryDay(l, frame, flow),
      asked,
      correcting: false,
    })
    if (heard === null || 'length' in heard) return null
    if ('between' in heard) return { do: 'ask_between', question: heard.between }
    if ('problem' in heard) return { do: 'say', pattern: heard.problem, values: heard.values }
    return { ...set(spanValues(pair, asked, heard)), ...(heard.counted && { counted: heard.counted }) }
  }
  const heard = SLOT_KINDS[slot.type].hear({
    reading,
    slot,
    flow,
    frame,
    world: l.world,
    now: l.now,
    asked: true,
  })
  if (heard === null) return null
  if ('value' in heard) return set({ [slot.name]: heard.value })
  return 'between' in heard
    ? { do: 'ask_between', question: heard.between }
    : { do: 'say', pattern: heard.problem, values: heard.values }
}

/** The start with the end that came along; for the end a single day is enough. */
function spanValues(
  pair: NonNullable<At['flow']['pair']>,
  asked: 'from' | 'to',
  heard: { from?: HalfDay; to?: HalfDay },
): Record<string, Value> {
  const values: Record<string, Value> = {}
  const to = heard.to ?? (asked === 'to' ? heard.from : undefined)
  if (heard.from && (asked === 'from' || heard.to)) values[pair.from.name] = heard.from
  if (to) values[pair.to.name] = to
  return values
}
