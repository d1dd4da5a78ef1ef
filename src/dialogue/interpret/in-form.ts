import type { Command } from '../command.ts'
import type { Slot } from '../flow.ts'
import { optionsOf } from '../slots/index.ts'
import { mentions } from '../slots/mentions.ts'
import { buttonSaid } from '../slots/words.ts'
import { holdsSomething } from '../state.ts'
import { hearAbsent } from './absent.ts'
import { answerElsewhere, courtesy, questionIn } from './answers.ts'
import { bare, clauses, isWhole } from './bare.ts'
import { CORRECTION, isSlipAlone } from './correction.ts'
import { hearDayOut } from './day-out.ts'
import { tellsElsewhere } from './elsewhere.ts'
import { WRONG_ALONE } from './labels.ts'
import { answersWithNames } from './leave-out.ts'
import { type At, type Listening, readPart } from './listening.ts'
import { addsAtSummary, addsTo } from './more.ts'
import { isMoveAlone } from './move.ts'
import { namedAgain } from './named-again.ts'
import { refusalOrDelay } from './offers.ts'
import { putsVerdictOff, yesToVerdict } from './on-verdict.ts'
import { offersOneDay } from './one-day.ts'
import { isOneMore } from './one-more.ts'
import { hearOnly } from './only.ts'
import { spellPlaces } from './opinions.ts'
import { othersBeside } from './others-beside.ts'
import { declines, isReserved } from './plainly.ts'
import { say } from './say.ts'
import { saysChange } from './says-change.ts'
import { bestFlow, SURE, wishes } from './starts.ts'
import { hearToldAnew } from './told.ts'
import { tooEarly } from './too-early.ts'
import { hearValues, optionAsked, waitsForThat } from './values.ts'

/** A form is open. */
export function inForm(l: Listening, at: At): Command[] {
  const { reading } = l
  const { asked, frame } = at
  if (asked?.skip && (isWhole(reading.plain, [asked.skip]) || isNone(l, asked)))
    return [{ do: 'skip', slot: asked.name }]
  const offered = refusalOrDelay(l, at)
  if (offered) return offered
  const beside = othersBeside(l, at)
  if (beside) return beside
  const changed = changesInstead(l, at)
  if (changed) return [changed]
  const opinions = spellPlaces(l.world, at, reading.text)
  if (opinions !== null) return [{ do: 'start', flow: frame.flow, text: opinions }]
  const more = at.flow.slots.some(s => s.untilDone) ? addsTo(reading.text) : null
  if (more) return [{ do: 'append', text: more }]
  if (putsVerdictOff(l, at)) return [{ do: 'cancel' }]
  if (reading.yesNo === 'wait') return [say('wait')]
  if (holdsSomething(frame) && isSlipAlone(reading.plain)) return [{ do: 'no' }]
  const early = tooEarly(l, at)
  if (early) return early
  const declined = declines(l, at)
  if (declined) return declined
  if (isOneMore(l, at)) return [say('one_more', { title: at.flow.title })]
  const question = answersWithNames(l, at) ? null : questionIn(l, at)
  const tell = question?.tell ?? []
  const said = question ? question.rest : l
  // What is asked of what is confidential is answered first: nobody agrees with the same breath.
  if (!said || (question && at.flow.confidential)) return tell
  const correcting = CORRECTION.test(said.reading.plain)
  const best = bestFlow(said)
  const sure = best !== null && best.p >= SURE
  const isOther = sure && best.flow.id !== frame.flow && best.flow.forOthers !== frame.flow
  const own = isOther && !isWhole(said.reading.plain, best.flow.phrases) && namesOwn(said, at)
  const another = isOther && !correcting && !own && !isAnswer(said, at)
  if (another && (best.p >= PLAINLY || !answersMore(said, at))) return wishes(said).sure

  const absent = hearAbsent(said, at)
  if (absent) return [...absent, ...tell]
  const commands =
    frame.status === 'confirm' ? atConfirm(said, at, correcting) : hearValues(said, at, correcting)
  const story = tellsElsewhere(said, at)
  if (story && commands.every(c => c.do === 'set'))
    return [...commands.map(c => ({ ...c, aloud: true })), story, ...tell]
  if (commands.length > 0) return [...commands, ...tell]
  if (tell.length > 0) return tell
  return otherwise(l, at)
}

/** “改成两天”, “改期到12月10号” while it is asked what to take back: it is to be changed, not taken back. */
function changesInstead(l: Listening, { frame }: At): Command | null {
  const offer = [...l.world.flows.values()].find(f => f.withdraw?.flow === frame.flow && f.withdraw.change)
  const change = offer?.withdraw?.change
  if (change === undefined || !saysChange(l)) return null
  return { do: 'start', flow: change, text: l.reading.text }
}

/** Above this a wish is one, whatever of the form its words would fill. */
const PLAINLY = 0.9

/** “我又住院做手术，花了五万” of hardship: what was asked for and more, and hardly a wish for leave. */
function answersMore(l: Listening, at: At): boolean {
  if (!at.asked) return false
  const given = hearValues(l, at, false).flatMap(c => (c.do === 'set' ? Object.keys(c.values) : []))
  return given.includes(at.asked.name) && given.length > 1
}

/** The summary is on the table: yes, no, or a change. */
function atConfirm(l: Listening, at: At, correcting: boolean): Command[] {
  const { reading } = l
  const { confirm } = at.flow
  if (confirm && isWhole(reading.plain, [confirm.yes])) return [{ do: 'yes' }]
  if (confirm && isWhole(reading.plain, [confirm.no])) return [{ do: 'no' }]
  const added = correcting ? null : addsAtSummary(l, at)
  if (added !== null) return [{ do: 'append', text: added }]
  if (/^(?:不是不|没有不)/u.test(reading.plain)) return [say('doubt', { yes: confirm?.yes ?? '' })]
  const commands = hearValues(l, at, correcting)
  if (commands.length > 0) return commands
  const field = namedField(l, at)
  if (field) return field
  const told = hearToldAnew(l, at)
  if (told) return [{ do: 'set', frame: at.frame.id, values: { [told.slot.name]: told.text } }]
  const first = readPart(l, clauses(reading.text)[0] ?? '')
  if (reading.yesNo === 'yes' || (first.yesNo === 'yes' && !isReserved(l, at))) return [{ do: 'yes' }]
  if (reading.yesNo === 'no' || first.yesNo === 'no') return [{ do: 'no' }]
  return reading.yesNo === 'hedge' ? [say('hedge', { yes: confirm?.yes ?? '' })] : []
}

/** Neither an answer nor another wish: time is asked for, the same flow again, a field, a courtesy. */
function otherwise(l: Listening, at: At): Command[] {
  if (l.reading.yesNo === 'hedge') return [say('wait')]
  // “改成两天”, before it is known of which: it waits in the form.
  if (waitsForThat(l, at)) return [{ do: 'go_on' }]
  return (
    offersOneDay(l, at) ??
    yesToVerdict(l, at) ??
    namedAgain(l, at) ??
    namedField(l, at) ??
    (saysWhatIsShown(l, at) ? [{ do: 'go_on' }] : null) ??
    courtesy(l) ??
    answerElsewhere(l) ?? [{ do: 'unknown' }]
  )
}

/** “事由”, “改一下时间”: a field without its new value. */
function namedField(l: Listening, at: At): Command[] | null {
  const { plain } = l.reading
  if (plain.length > 14) return null
  const fix = l.world.patterns.fix.words ?? []
  const wants = fix.some(w => plain.includes(w))
  // A story is begun anew, and lost, only where nothing else is said.
  const names = (s: Slot, noun: string) =>
    plain.includes(noun) && (!s.untilDone || WRONG_ALONE.test(plain.replace(noun, '')))
  const slot = given(at).find(s => s.nouns.some(noun => names(s, noun)))
  if (!slot || !(wants || isWhole(plain, slot.nouns))) return null
  if (isStanding(plain, slot, at)) return [{ do: 'go_on' }]
  return [{ do: 'clear', slots: [slot.name] }]
}

/** “隐名”, “改成隐名” where 隐名 stands, which is a noun of its field too. */
function isStanding(plain: string, slot: Slot, { frame }: At): boolean {
  const stands = optionsOf(slot, frame).find(o => o.value === frame.slots[slot.name])?.label
  return stands !== undefined && isWhole(plain.replace(/^.{0,4}(?:改成?|改为|换成|用)/u, ''), [stands])
}

/** Fields that have an answer, if only that it comes later. */
function given({ flow, frame }: At): Slot[] {
  return flow.slots.filter(
    s => s.from === 'person' && (s.name in frame.slots || frame.skipped.includes(s.name)),
  )
}

/** “没有”, “都行”, where several could be named: none of them. */
function isNone({ reading }: Listening, { type }: Slot): boolean {
  return type === 'multi' && (reading.yesNo === 'no' || reading.yesNo === 'hedge')
}

/** Whether the message is plainly about this form, whatever else its words may mean. */
function isAnswer(l: Listening, at: At): boolean {
  const [first = '', ...more] = clauses(l.reading.text)
  const opens = more.length > 0 && coversAsked({ ...l, reading: readPart(l, first) }, at)
  return (
    opens ||
    coversAsked(l, at) ||
    optionAsked(l, at) !== null ||
    opensWithCue(l, at) ||
    settlesPending(l, at) ||
    changesTime(l, at) ||
    isMoveAlone(l, at) ||
    hearOnly(l, at) !== null ||
    hearDayOut(l, at) !== null
  )
}

/**
 * “检查督查”: one of the form's own choices, any of several that are asked for (“不给林主任看”), people where people are
 * asked for or each stands with his hours (“张三是4小时”), though the words may be a wish too.
 */
function namesOwn({ reading: { plain }, world }: Listening, { flow, frame, asked }: At): boolean {
  const people = world.people(plain).filter(p => p.userid !== world.me.userid)
  const listed = flow.slots.some(s => s.type === 'shares' && s.name in frame.slots)
  if ((asked?.type === 'people' || listed) && people.length > 0) return true
  if (asked?.type === 'multi' && mentions(plain, optionsOf(asked, frame)).length > 0) return true
  const choices = flow.slots.filter(s => s.type === 'choice' && s.from === 'person')
  return choices.some(s => optionsOf(s, frame).some(o => isWhole(plain, [o.label])))
}

/** “7小时” where it is asked from when the night's work began: nothing but a time, of the form that the question is about. */
function settlesPending({ state: { pending }, reading: { plain, time } }: Listening, { frame }: At): boolean {
  return pending?.frame === frame.id && time !== null && isJust(plain, plain.slice(...time.span))
}

/** “就一天”, “16点到20点” at the summary: nothing but a time, where the form has one. */
function changesTime({ reading }: Listening, { flow, frame }: At): boolean {
  const [time, other] = reading.times
  if (frame.status !== 'confirm' || !time || other) return false
  const timed = flow.slots.some(s => s.type === 'date' || s.type === 'half_day')
  return timed && isJust(reading.plain, reading.plain.slice(...time.span))
}

/** “是因为我妈住院”: a cause, told before it was asked for. */
function opensWithCue({ reading }: Listening, { flow }: At): boolean {
  return flow.slots.some(s => s.type === 'text' && s.cues.some(cue => reading.plain.startsWith(cue)))
}

/** Whether the message is just what was asked for: one of the options, or a day and nothing else. */
function coversAsked(l: Listening, { asked, frame }: At): boolean {
  if (!asked) return false
  const { plain, time } = l.reading
  const options = optionsOf(asked, frame)
  // “撤回”, “算了，不撤了”: the very button may be a wish too.
  if (asked.type === 'yes_no' && buttonSaid(plain, asked) !== null) return true
  if (options.some(o => isWhole(plain, [o.label]) || isWhole(plain, o.words))) return true
  // 从上午九点到下午五点 says how many hours.
  const timed = asked.type === 'date' || asked.type === 'half_day' || asked.type === 'number'
  // “明天补休一天” names a day of the calendar, which is no number of hours.
  const counts = asked.type !== 'number' || time?.kind !== 'date' || Boolean(time.start?.includes('T'))
  return (
    timed && counts && time !== null && time.kind !== 'overtime' && isJust(plain, plain.slice(...time.span))
  )
}

/** “就一天” of a summary that shows one day: nothing new, and nothing that was not understood. */
function saysWhatIsShown({ reading: { plain, time } }: Listening, { frame, flow }: At): boolean {
  return (
    frame.status === 'confirm' &&
    flow.pair !== null &&
    time !== null &&
    time.kind !== 'overtime' &&
    isJust(plain, plain.slice(...time.span))
  )
}

/** The words of a time, give or take a “那就…吧” or a “从”. */
function isJust(plain: string, said: string): boolean {
  return isWhole(plain, [said]) || bare(plain).length - bare(said).length <= 1
}
