import { halfDay } from '../../kernel/half-day.ts'
import type { TimeReading } from '../../kernel/reading.ts'
import type { Command } from '../command.ts'
import { countsEveryDay } from '../counted.ts'
import type { Slot } from '../flow.ts'
import type { SlotTypeName } from '../slot-file.ts'
import { byDates } from '../slots/by-day.ts'
import { eachHalf } from '../slots/each-half.ts'
import { optionsOf, SLOT_KINDS } from '../slots/index.ts'
import { lengthOf } from '../slots/length.ts'
import { namesIn } from '../slots/named.ts'
import { hearSpan, type SpanHeard } from '../slots/span.ts'
import type { Value } from '../value.ts'
import { isWhole } from './bare.ts'
import { withoutDeathDay } from './bereaved.ts'
import { hearCued } from './cues.ts'
import type { DayOut } from './day-out.ts'
import { endsApart } from './ends-apart.ts'
import { hearFollowing } from './follows.ts'
import { Gathered } from './gathered.ts'
import { ofHalvedDay } from './halved-day.ts'
import { hearLabelled } from './labels.ts'
import { type At, type Listening, readPart } from './listening.ts'
import { mixesOpinions } from './mixed.ts'
import { apartFromOneself } from './oneself.ts'
import { keepPlain } from './plainly.ts'
import { namesBareDay, ofSameMonth } from './same-month.ts'
import { namesBareWeekday, ofSameWeek } from './same-week.ts'
import { say } from './say.ts'
import { hearShift, saysShift } from './shift.ts'
import { spellDay } from './short-day.ts'
import { isAboutOne, standing } from './standing.ts'
import { bestFlow, SURE } from './starts.ts'
import { hearTold } from './told.ts'

/**
 * Every value in a message at once. Each step takes its words out of the message: slots by their names
 * (“事由：…”), the person's own words after a cue (“因为…”), then dates, then what else is plain enough to take.
 * @param correcting the person takes something back: “不对，是后天”
 * @returns one batch of values, and at most one question back
 */
export function hearValues(said: Listening, at: At, correcting: boolean): Command[] {
  const apart = apartFromOneself(said, at)
  const heard = (l: Listening) => keepPlain(said, at, hearRest(l, at, correcting))
  return apart ? [...heard(apart.rest), apart.told] : heard(said)
}

function hearRest(l: Listening, at: At, correcting: boolean): Command[] {
  const tapped = optionAsked(l, at)
  if (tapped) return [{ do: 'set', frame: at.frame.id, values: tapped }]
  // Not even a cue for a reason is heard then.
  if (mixesOpinions(l, at, l.reading.plain)) return [say('one_opinion')]
  const labelled = hearLabelled(l, at)
  const cued = hearCued(labelled.rest, at)
  const gathered = new Gathered(at)
  for (const command of labelled.commands) gathered.add(command)
  for (const [slot, value] of cued.values) gathered.take(slot, { value })
  const days = withoutDeathDay(cued.rest)
  hearDates(days, at, correcting, gathered)
  hearOthers(days, at, correcting, gathered)
  hearCause(cued.rest, at, correcting, gathered)
  const following = hearFollowing(cued.rest, at, gathered.values)
  if (following) gathered.take(following.slot, { value: following.text })
  return gathered.commands()
}

/** The very label of an option of what is asked, whatever dates or names are in it; or the dates of one. */
export function optionAsked({ reading }: Listening, { asked, frame }: At): Record<string, Value> | null {
  if (asked?.type !== 'choice' || asked.optionsFrom === null) return null
  const options = optionsOf(asked, frame)
  const option = options.find(o => isWhole(reading.plain, [o.label])) ?? byDates(reading, options)
  return option ? { [asked.name]: option.value } : null
}

function hearDates(l: Listening, at: At, correcting: boolean, gathered: Gathered): void {
  const { pair } = at.flow
  if (!pair || gathered.has(pair.from) || gathered.has(pair.to)) return
  if (asksEnough(l)) return gathered.add({ do: 'say', pattern: 'enough' })
  const shifted = hearShift(l, at)
  if (shifted) return takeShift(shifted, pair, gathered)
  // Counted from what is not known yet: it is heard once that is.
  if (waitsForThat(l, at)) return
  const near = ofSameMonth(ofSameWeek(l, at), at)
  const spelled = spellDay(near, at)
  const said = endsApart(l, at) ?? (spelled?.l ?? near).reading.time
  if (!said) return
  const meant = ofHalvedDay(said, l, at)
  const time: TimeReading = pair.from.either ? { ...meant, alt: null, fuzzy: false, needs: [] } : meant
  const asked = spelled?.end || at.asked === pair.to ? 'to' : at.asked === pair.from ? 'from' : null
  const { frame } = at
  const everyDay = countsEveryDay(l, frame, at.flow)
  const hearing = { time, pair, frame, world: l.world, now: l.now, everyDay, asked, correcting } as const
  const heard = eachHalf(hearing, l.reading.plain) ?? hearSpan(hearing)
  takeSpan(heard, pair, gathered)
  const open = heard && 'between' in heard && !heard.sure && !(pair.from.name in frame.slots)
  if (open) gathered.length = lengthOf(time) ?? undefined
  const from = gathered.values[pair.from.name]
  if (typeof from === 'string' && !gathered.has(pair.to) && SAME_DAY.test(l.reading.plain))
    gathered.values[pair.to.name] = halfDay(from.slice(0, 10), 'p')
}

/** “周六去杭州，当天回来”: it ends on the day on which it begins. */
const SAME_DAY = /(?:当天|当日|当晚|一天|一日)(?:就|能|要|内|之内|晚上|下午|晚)*(?:来回|往返|回|返)/u

/**
 * “往后挪一天”, “改到28号”, “改到周四” of something that was handed in: what it comes to is known only once it is known which
 * one is meant. A day that is asked for is taken as it is.
 */
export function waitsForThat(l: Listening, at: At): boolean {
  const { plain } = l.reading
  const bare = () => at.asked !== at.flow.pair?.from && (namesBareDay(plain) || namesBareWeekday(plain))
  return isAboutOne(at) && !standing(l, at) && (saysShift(l) || bare())
}

/** “3天够吗，路上来回要两天”: asked whether it is enough, nobody has said how many. A day named beside it counts. */
function asksEnough({ reading: { plain, times } }: Listening): boolean {
  return (
    /够[吗么不]|够不够|够用吗/u.test(plain) &&
    times.length > 0 &&
    times.every(time => time.start === null && time.end === null)
  )
}

function takeShift(shifted: DayOut, pair: { from: Slot; to: Slot }, gathered: Gathered): void {
  if ('between' in shifted) return gathered.add({ do: 'ask_between', question: shifted.between })
  if ('command' in shifted) return gathered.add(shifted.command)
  gathered.values[pair.from.name] = shifted.from
  gathered.values[pair.to.name] = shifted.to
}

function takeSpan(heard: SpanHeard, pair: { from: Slot; to: Slot }, gathered: Gathered): void {
  if (heard === null) return
  if ('length' in heard) gathered.add({ do: 'length', ...heard.length })
  else if ('between' in heard) {
    gathered.add({ do: 'ask_between', question: heard.between })
    if (heard.sure?.from) gathered.values[pair.from.name] = heard.sure.from
  } else if ('problem' in heard) gathered.add({ do: 'say', pattern: heard.problem, values: heard.values })
  else {
    if (heard.note) gathered.add({ do: 'say', pattern: heard.note })
    if (heard.halved) gathered.halved = true
    gathered.counted = heard.counted
    if (heard.from) gathered.values[pair.from.name] = heard.from
    if (heard.to) gathered.values[pair.to.name] = heard.to
  }
}

/** A cause told beside something else, or that is all the message says. */
function hearCause(l: Listening, at: At, correcting: boolean, gathered: Gathered): void {
  const opening = at.asked === null && at.frame.status === 'fill'
  const told = correcting ? null : hearTold(l, at)
  if (!told || gathered.has(told.slot) || !(opening || gathered.any() || told.whole)) return
  gathered.take(told.slot, { value: told.text })
}

/** What several days of work, or several people's each, take the place of. */
const INSTEAD: Readonly<Partial<Record<SlotTypeName, ReadonlySet<SlotTypeName>>>> = {
  shifts: new Set(['date', 'number', 'clock']),
  shares: new Set(['people', 'number', 'clock']),
}

function hearOthers(l: Listening, at: At, correcting: boolean, gathered: Gathered): void {
  const { pair, slots } = at.flow
  const spelled = spellDay(l, at)?.l ?? l
  const each = slots.find(s => INSTEAD[s.type] !== undefined)
  const told = each && !gathered.has(each) ? hearOne(l, at, each, false) : null
  if (each) gathered.take(each, told)
  // Each has its hours, or is asked for them: what one alone would be asked for is not heard of them.
  const several = each && (told !== null || gathered.has(each) || each.name in at.frame.slots)
  for (const slot of slots) {
    if (slot === each || (several && INSTEAD[each.type]?.has(slot.type))) continue
    if (gathered.has(slot) || slot === pair?.from || slot === pair?.to || slot.from !== 'person') continue
    const asked = slot === at.asked
    const isDay = slot.type === 'date' || slot.type === 'half_day'
    // The clock goes with the hours: whoever gives them anew gives it anew, or none.
    const follows = slot.type === 'clock' && slots.some(s => s.type === 'number' && gathered.has(s))
    const open = isOpen(l, at, slot, correcting) && (correcting || !isOfAnother(l, at, slot))
    if (asked || follows || (SLOT_KINDS[slot.type].eager && open))
      gathered.take(slot, hearOne(isDay ? spelled : l, at, slot, asked))
    hearNames(l, at, slot, gathered)
  }
}

/** “去杭州” chose 省内: the city is said with it. Of another choice that names none, the city of before is not known. */
function hearNames(l: Listening, { flow, frame }: At, slot: Slot, gathered: Gathered): void {
  const filled = slot.fills === null ? undefined : flow.slot.get(slot.fills)
  const chosen = gathered.values[slot.name]
  if (!filled || chosen === undefined || gathered.has(filled)) return
  const value = namesIn(l.reading.plain, slot, l.world.words.and)
  if (value !== null) gathered.take(filled, { value })
  else if (filled.name in frame.slots && chosen !== frame.slots[slot.name])
    gathered.add({ do: 'clear', slots: [filled.name] })
}

/** “春节我还想出国” where a journey to 上海 stands: a place that is not named is no other place for this one. */
function isOfAnother(l: Listening, { frame }: At, slot: Slot): boolean {
  const { plain } = l.reading
  const filled = slot.fills !== null && slot.name in frame.slots && slot.fills in frame.slots
  const whole = isWhole(
    plain,
    slot.options.flatMap(o => o.words),
  )
  return filled && !whole && namesIn(plain, slot, l.world.words.and) === null
}

/**
 * Whether a slot may be filled by a passing remark: it is empty, or something is being changed, or a choice is
 * named anew with the whole wish (“我想明天请一天年假” while 事假 is being filled in).
 */
function isOpen(l: Listening, { frame, asked }: At, slot: Slot, correcting: boolean): boolean {
  if (!(slot.name in frame.slots) || correcting || frame.status === 'confirm') return true
  // “吴敏的退回补充” while it is asked which one: said of that one, whatever was said of another before.
  if (asked?.optionsFrom && slot.type === 'choice') return true
  if (l.state.pending?.frame === frame.id) return true
  const best = slot.type === 'choice' ? bestFlow(l) : null
  return best !== null && best.flow.id === frame.flow && best.p >= SURE
}

function hearOne(l: Listening, { frame, flow }: At, slot: Slot, asked: boolean) {
  const reading = slot.reading === 'past' ? readPart(l, l.reading.plain, 'overtime') : l.reading
  return SLOT_KINDS[slot.type].hear({ reading, slot, flow, frame, world: l.world, now: l.now, asked })
}
