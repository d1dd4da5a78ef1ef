import type { Command } from '../command.ts'
import type { Slot } from '../flow.ts'
import { optionsOf } from '../slots/index.ts'
import { holdsSomething } from '../state.ts'
import { aboutOthers } from './about-others.ts'
import { questionIn } from './answers.ts'
import { ASKS } from './asks.ts'
import { clauses, findWord, isWhole, NUMBER } from './bare.ts'
import { CORRECTION, isSlipAlone } from './correction.ts'
import { hearDayOut } from './day-out.ts'
import { CERTAIN, inStory, LONG_FOR_A_WISH } from './in-story.ts'
import { hearLabelled } from './labels.ts'
import { type At, isTask, type Listening, visibleFlows } from './listening.ts'
import { isMoveAlone } from './move.ts'
import { namedAgain } from './named-again.ts'
import { noCause } from './no-cause.ts'
import { refusalOrDelay } from './offers.ts'
import { aboutIn, isOpinion } from './opinions.ts'
import { say } from './say.ts'
import { bestFlow, SURE } from './starts.ts'
import { tooEarly } from './too-early.ts'
import { hearValues } from './values.ts'

const SHORT_QUESTION = 16

/** Where own words are asked for, only what is put as a question or a request is another wish. */
const WANTS = new RegExp(
  `${ASKS.source}|几[天个份]|多少|还[有剩]|在哪|哪[里儿]|^(?:帮我|请|我要|我想)?(?:查|看|打开|撤)`,
  'u',
)

/** One text of the person's own words was asked for: a cause, a circumstance. */
export function hearVerbatim(l: Listening, at: At): Command[] {
  const { asked, frame } = at
  const { plain, yesNo } = l.reading
  if (!asked) return [{ do: 'unknown' }]
  if (asked.skip && isWhole(plain, [asked.skip])) return [{ do: 'skip', slot: asked.name }]
  const offered = refusalOrDelay(l, at)
  if (offered) return offered
  if (asked.whatever && !isPlainAnswer(l)) return namedAgain(l, at) ?? forHuman(l, asked, frame.id)
  const question = questionIn(l, at)
  if (question && !question.rest) return question.tell
  const labelled = hearLabelled(l, at)
  if (labelled.commands.length > 0 && labelled.rest.reading.plain.replace(/\p{P}/gu, '') === '')
    // What is left is a comma, and nobody's story.
    return hearValues(l, { ...at, asked: null }, true)
  if (isSlipAlone(plain) && holdsSomething(frame)) return [{ do: 'no' }]
  const correction = shiftAlone(l, at) ?? pureCorrection(l, at)
  if (correction) return correction
  const again = namedAgain(l, at)
  if (again) return again
  if (yesNo === 'wait' && plain.length <= 8) return [say('wait')]
  const early = tooEarly(l, at)
  if (early) return early
  // A plain yes, a number or a smiley is no cause.
  if (yesNo === 'yes' || yesNo === 'no' || !/\p{L}{2}/u.test(l.reading.text)) return [{ do: 'unknown' }]
  const text = l.reading.text.trim()
  const other = noCause(l, at)
  if (other) return other
  const elsewhere = otherWish(l, at, asked, text)
  if (elsewhere) return elsewhere
  // What takes despair back, or stands while those words are held back, is nobody's cause.
  if (l.state.pending?.kind === 'held_back' || (TAKES_BACK.test(text) && despairedLately(l)))
    return [say('listening')]
  if (asked.max !== null && [...text].length > asked.max) return [say('shorten', { limit: asked.max })]
  return [{ do: 'set', frame: frame.id, values: { [asked.name]: text } }]
}

/** “我的假批了吗” where a human is being asked for: for him to read. Only the very name of another task may be one. */
function forHuman(l: Listening, asked: Slot, frame: string): Command[] {
  const text = l.reading.text.trim()
  if (asked.max !== null && [...text].length > asked.max) return [say('shorten', { limit: asked.max })]
  const write: Command = { do: 'set', frame, values: { [asked.name]: text } }
  const named = visibleFlows(l.world).find(flow => isWhole(l.reading.plain, flow.phrases))
  if (!named) return [write]
  return isTask(named)
    ? [inStory(l, asked, named, write)]
    : [{ do: 'start', flow: named.id, text: l.reading.text }]
}

/** Why it is asked, a yes, a no, a number, a smiley, a moment to think: none of it is for a human. */
function isPlainAnswer({ reading: { yesNo, text, plain } }: Listening): boolean {
  return (
    /^(?:为什么|为啥|干嘛|凭什么).{0,3}(?:问|写|填|知道)/u.test(plain) ||
    yesNo === 'yes' ||
    yesNo === 'no' ||
    (yesNo === 'wait' && plain.length <= 8) ||
    !/\p{L}{2}/u.test(text)
  )
}

/** How long what unsays despair is heard as that, in hours. */
const LATELY = 2

function despairedLately({ state, world, now }: Listening): boolean {
  if (state.concern === null) return false
  const heard = Temporal.PlainDateTime.from(world.local(state.concern))
  return heard.until(now).total({ unit: 'hours' }) <= LATELY
}

/** A request to do something, where a cause only tells. */
const ASKS_FOR =
  /^(?:再|还要?|另外|顺便)*(?:请?帮我|我要|我想|麻烦)?(?:再|把)?(?:撤|登记|申请|报名|报|取消|查|销|约|补登|续假?[一二两三半\d]|改假)|(?:[撤销]掉?(?:回来?)?|取消)[吧了]?$/u
const LEAVE = /(?:请|休)[^，。；]{0,8}假/u
/** “后天也请”: one more of the same kind. */
const ONE_MORE = /[也再还]要?想?(?:请|休|来)/u

/** “剩下的都批了”: about the others. */
const NEXT_DECISION = /^(?:剩下|其[他余]|别的|另外|下面|都|全)[^，。]{0,6}(?:批|同意|准|驳|通过)/u

/** What makes light of despair, or unsays it. */
const TAKES_BACK = /开玩笑|玩笑话|说着玩|随口说|[别不]用?当真|当我没说|我没事|没事[了啦的]/u

/**
 * A number with a wish, or a short question, is nobody's cause. The very name of another task may be one
 * (“体检”), so that is asked.
 */
function otherWish(l: Listening, at: At, asked: Slot, text: string): Command[] | null {
  const { plain } = l.reading
  // “驳回QJ-…2” while the reason for refusing another is asked for: a decision, and nobody's reason.
  if (isOpinion(l.world, at.flow, plain) && aboutIn(l.world, plain) === 'named')
    return [isHeld(at, plain) ? { do: 'go_on' } : say('one_more', { title: at.flow.title })]
  const other = bestFlow(l)
  if (!other) return null
  // “剩下的都批了” while the reason of a refusal is asked for: the next decision, and nobody's reason.
  const decides = other.flow.slots.some(s => s.optionsFrom) && NEXT_DECISION.test(plain)
  if (other.flow.id === at.frame.flow && decides) return [say('one_more', { title: at.flow.title })]
  if (other.flow.id === at.frame.flow)
    return l.reading.time && plain.length <= SHORT_QUESTION && ONE_MORE.test(plain)
      ? [say('one_more', { title: at.flow.title })]
      : null
  const { flow, p } = other
  const begin: Command = { do: 'start', flow: flow.id, text }
  const named = isWhole(plain, flow.phrases)
  const asksFor = (isTask(flow) || !WANTS.test(plain)) && ASKS_FOR.test(plain)
  // Nothing is lost by asking, and much by a supervisor who reads “…，撤回” as a cause.
  // “下周三请一天年假” amid what somebody applies for help with.
  const dated = flow.pair !== null && l.reading.time !== null && LEAVE.test(plain)
  const wished = (asksFor || dated) && p >= SURE && plain.length <= LONG_FOR_A_WISH
  // “我提前回来了，销假”: the name of another task ends what is told.
  const end = clauses(plain).at(-1) ?? ''
  const ends = p >= SURE && end.length > 1 && isWhole(end, flow.phrases)
  if (((named || ends) && isTask(flow)) || wished)
    return [inStory(l, asked, flow, { do: 'set', frame: at.frame.id, values: { [asked.name]: text } })]
  const plainly = named || (NUMBER.test(plain) && p >= SURE)
  const asks = !isTask(flow) && p >= CERTAIN && plain.length <= SHORT_QUESTION && WANTS.test(plain)
  return plainly || asks ? (aboutOthers(l, flow) ?? [begin]) : null
}

/** Whether the number in a text is the one that the form is about. */
function isHeld({ flow, frame }: At, plain: string): boolean {
  const no = NUMBER.exec(plain)?.[0].toUpperCase()
  return no !== undefined && flow.slots.some(s => s.optionsFrom !== null && frame.slots[s.name] === no)
}

/**
 * “不对，是后天”, “算了，同意吧”, “下周一” where a cause was asked: nothing but words that take back, a day, or an
 * option of another slot. Nobody means these as a cause, and a decision must not turn into its opposite.
 */
function pureCorrection(l: Listening, at: At): Command[] | null {
  const { plain, time } = l.reading
  if (plain.length > LONG_FOR_A_WISH) return null
  // “昨天加班到半夜” tells, and “那天不行” says why: neither names a day for this form, which may have none: “改到8号吧”.
  const hasDay = at.flow.slots.some(({ type }) => type === 'half_day' || type === 'date')
  const names = hasDay && time && time.kind !== 'overtime' && !time.negated
  const day = names ? plain.slice(...time.span) : ''
  const option = otherOption(plain, at)
  if (day === '' && option === '') return null
  // “明天不行后天起吧”: the day that does not do says no more.
  const refused = l.reading.times.filter(({ negated }) => negated).map(({ span }) => plain.slice(...span))
  const said = [day, option, ...refused].reduce((left, part) => left.replace(part, ''), plain)
  const rest = said.replace(TAKING_BACK, '')
  // “那续一天半”: the name of the form at hand says nothing more.
  const leftover = [...rest].filter(sign => !at.flow.title.includes(sign)).join('')
  if (leftover.length > (CORRECTION.test(plain) ? 4 : 0)) return null
  const commands = hearValues(l, { ...at, asked: null }, true)
  if (commands.length > 0) return commands
  // “半天”, where that half stands: nothing new, and no cause either.
  return leftover === '' && option === '' && time?.kind !== 'amount' ? [{ do: 'go_on' }] : null
}

/** “往后挪一天”, “26号不休了” where a cause was asked. */
function shiftAlone(l: Listening, at: At): Command[] | null {
  const other = visibleFlows(l.world).some(f => f !== at.flow && l.reading.plain.includes(f.title))
  if (other || !(isMoveAlone(l, at) || hearDayOut(l, at))) return null
  const commands = hearValues(l, { ...at, asked: null }, true)
  return commands.length > 0 ? commands : null
}

const TAKING_BACK =
  /不对|不行|不成|错了|哦不|不是|等等|更正|还是|我是说|算了|改成|改到|改为|改用|换成|那就|开始|[那就是吧从起了的请呢吗，。,.！!？?\s]/gu

/** The name of an option that a choice of this form does not hold yet; any word for it where something is taken back. */
function otherOption(plain: string, { flow, frame }: At): string {
  const others = flow.slots.flatMap(slot =>
    slot.type === 'choice' && slot.name in frame.slots
      ? optionsOf(slot, frame).filter(o => o.value !== frame.slots[slot.name])
      : [],
  )
  const names = others.flatMap(o => (CORRECTION.test(plain) ? o.words : [o.label]))
  return findWord(plain, names)?.word ?? ''
}
