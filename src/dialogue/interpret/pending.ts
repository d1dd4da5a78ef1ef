import { daysBetween } from '../../kernel/half-day.ts'
import { byNumber } from '../slots/choice.ts'
import { buttonsCount, type Pending, type Way } from '../state.ts'
import { bare, isWhole } from './bare.ts'
import { isButton } from './is-button.ts'
import type { Listening } from './listening.ts'

/** Longer messages say something of their own, though they may hold a word of an option. */
const SHORT = 16

/** Which option of an open question a message means: by number, label, word, day, yes or no, or what it is not. */
export function optionMeant(l: Listening, pending: Pending): number | null {
  const { plain } = l.reading
  const { options } = pending
  const at = (option: Way | undefined) => (option ? options.indexOf(option) : null)
  const exact = options.find(o => isWhole(plain, [o.label]) || isWhole(plain, o.words))
  if (exact) return at(exact)
  // “提交” of the form that waits below is no yes to another question; “对” says yes to anything.
  if (l.at && plain.length > 1 && isButton(plain, l.at)) return null
  // Said in one breath with what led to the question, a number or a yes cannot be about it.
  const seen = buttonsCount(l.state)
  const answered = seen ? (byNumber(plain, options) ?? byYesNo(l, options)) : undefined
  if (answered) return at(answered)
  // Among many things that can be done a wish is a wish, though its words are a part of a label.
  if (pending.kind === 'help_kinds' || pending.kind === 'help_group') return null
  // “2小时” where 〔小时〕 is offered tells the hours: it does not ask to be asked for them.
  if (pending.kind === 'which_field' && (l.reading.times.length > 0 || l.reading.numbers.length > 0))
    return null
  // In a story every other word is the person's own.
  if (l.at?.asked?.untilDone || plain.length > SHORT) return null
  return at(
    byRejection(plain, options) ??
      byBeginning(plain, options) ??
      byYear(l, options) ??
      byDay(l, options) ??
      byPart(plain, options) ??
      byWhatDiffers(plain, options),
  )
}

function byYesNo(l: Listening, options: readonly Way[]): Way | undefined {
  const { yesNo } = l.reading
  return yesNo === 'yes' || yesNo === 'no' ? options.find(o => o.yesNo === yesNo) : undefined
}

/** “不是第一个”: of two the other. */
function byRejection(plain: string, options: readonly Way[]): Way | undefined {
  const rejected = /^(?:不是|不要|不选|不)(.+)$/u.exec(bare(plain))?.[1]
  if (!rejected || options.length !== 2) return undefined
  const not = byNumber(rejected, options) ?? options.find(o => bare(o.label).includes(rejected))
  return not && options.find(o => o !== not)
}

/** “11月20日” for 〔11月20日（周五）〕, beside which stands 〔2027年11月20日（周六）〕. */
function byBeginning(plain: string, options: readonly Way[]): Way | undefined {
  const said = bare(plain)
  const beginning = said.length < 3 ? [] : options.filter(o => bare(o.label).startsWith(said))
  return beginning.length === 1 ? beginning[0] : undefined
}

/** “今天” for 〔11月23日（周一）〕: the option that sets the very day the message means. */
function byDay(l: Listening, options: readonly Way[]): Way | undefined {
  const { time } = l.reading
  const day = (time?.start ?? time?.end)?.slice(0, 10)
  if (day === undefined || time?.alt || time?.fuzzy) return undefined
  const setting = options.filter(o => firstDayOf(o) === day)
  return setting.length === 1 && !differInYear(options) ? setting[0] : undefined
}

/**
 * “今年的” where 〔11月20日（周五）〕 and 〔2027年11月20日（周六）〕 are offered; and “就是20号啊”: who says the day once more, and
 * no year, means the nearest, and least of all the one that a day to come would be read as.
 */
function byYear(l: Listening, options: readonly Way[]): Way | undefined {
  const { plain, time } = l.reading
  if (!differInYear(options) || plain.length > SHORT_DAY) return undefined
  const year = yearIn(plain, Number(l.now.slice(0, 4)))
  const isOf = (o: Way) => firstDayOf(o)?.startsWith(`${year}`) === true
  if (year !== null) return options.find(o => isOf(o) !== plain.startsWith('不'))
  const day = time?.start?.slice(0, 10)
  const offered = options.flatMap(o => firstDayOf(o) ?? [])[0]
  const told = plain.includes('月') ? 5 : 8
  const again = day !== undefined && offered?.slice(told) === day.slice(told)
  const apart = (o: Way) => Math.abs(daysBetween(l.now.slice(0, 10), firstDayOf(o) ?? ''))
  return again ? options.toSorted((a, b) => apart(a) - apart(b))[0] : undefined
}

/** Longer ones say more than which day. */
const SHORT_DAY = 10

/** Whether what is offered is one day of several years. */
function differInYear(options: readonly Way[]): boolean {
  const days = options.map(firstDayOf)
  return days.length > 1 && days.every(day => day !== null && day.slice(5) === days[0]?.slice(5))
}

function yearIn(plain: string, now: number): number | null {
  const said = /(\d{4})年|([去今明])年/u.exec(plain)
  if (!said) return null
  return said[1] === undefined ? now + '去今明'.indexOf(said[2] ?? '') - 1 : Number(said[1])
}

function firstDayOf(option: Way): string | null {
  const values = option.commands.flatMap(c => (c.do === 'set' ? Object.values(c.values) : []))
  const [day] = values.filter(v => typeof v === 'string' && /^\d{4}-\d{2}-\d{2}[ap]?$/.test(v)).sort()
  return typeof day === 'string' ? day.slice(0, 10) : null
}

/** A word of one option alone, or a part of its label (“下周一” of “下周一 11月30日（周一）”). */
function byPart(plain: string, options: readonly Way[]): Way | undefined {
  const partly = options.filter(o => o.words.some(w => isMostly(plain, w)) || contains(plain, o.label))
  return partly.length === 1 ? partly[0] : undefined
}

/** “街道办的张伟”, “街道办那个” of 〔张伟 样例街道办 科员〕〔张伟 样例城投公司 职员〕: by what the others have not. */
function byWhatDiffers(plain: string, options: readonly Way[]): Way | undefined {
  const words = options.map(o => o.label.split(' ').map(bare))
  const shared = (words[0] ?? []).filter(word => words.every(list => list.includes(word)))
  if (shared.length === 0) return undefined
  const without = shared.reduce((said, word) => said.replace(word, ''), bare(plain))
  const rest = without.replace(POINTING, '')
  if (rest.length < 2) return undefined
  const meant = options.filter((_, i) =>
    words[i]?.some(word => !shared.includes(word) && (word.includes(rest) || rest.includes(word))),
  )
  return meant.length === 1 ? meant[0] : undefined
}

/** What points and says nothing of whom: 在…的那个, 是…的那位. */
const POINTING = /^(?:就是|是|在|要)|(?:那边|那个|这个|那位|这位|那|这|个|位|的|吧)+$/gu

/** How much may stand around a word that is the answer: “那就先请假吧”. More is a wish with values of its own. */
const AROUND = 5

function isMostly(plain: string, word: string): boolean {
  return plain.includes(word) && !denies(plain, word) && bare(plain).length - bare(word).length <= AROUND
}

function contains(plain: string, label: string): boolean {
  const [short, long] = [bare(plain).replace(/[的吧那个]$/u, ''), bare(label)]
  if (short.length < 2 || short.length > 12) return false
  return long.includes(short) || (short.includes(long) && !denies(short, long))
}

/** “先不请假” names 请假, and does not choose it. */
function denies(said: string, word: string): boolean {
  return /(?<!要)[不别]$/u.test(said.slice(0, said.indexOf(word)))
}
