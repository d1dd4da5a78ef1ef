import type { Slot } from '../flow.ts'
import { bare, clauses } from './bare.ts'
import type { At, Listening } from './listening.ts'
import { readPart } from './listening.ts'

/** “再加一句：谢谢你们”, “补充：还有一件事”: it still belongs to the story. */
const MORE =
  /^(?:我?(?:还要|还想|要|想)?(?:再|还)?(?:加|补|补充|说)(?:上|充)?(?:一?[句点条段])?[：:，,]|补充(?:一[句点下])?[：:，,\s])\s*(\S[\s\S]*)$/u

/** “对了，还有一点，我想换岗”: no yes, though it begins like one. */
const AFTERTHOUGHT =
  /^(?:[嗯对好是哦啊]|好的|是的|对的)?[，,、\s]*(?:对了|还有|另外|忘了说|忘说了|差点忘了?|还想说|再说一[句点件])(?:一[点件个条句](?:事)?)?[：:，,、\s]*(\S[\s\S]*)$/u

/** “还有，上周的也没批”, and not “还有几天年假”. */
const AND_THEN =
  /^(?:[嗯对好是哦啊]|好的)?[，,、\s]*(?:对了|还有|另外|再?补充|忘了说|忘说了|差点忘了?|再[说补加]一[句点])(?:一[点件个条句]事?)?[：:，,、\s]+\S/u

/** A message this long tells something. */
const TELLS = 16
const LITTLE = 4
/** “谢谢你们”, and not “谢谢你们愿意听我讲这些”. */
const SHORT = 6

/** What a message adds to a story that was said to be over, where it says so; its own words. */
export function addsTo(text: string): string | null {
  return MORE.exec(text.trim())?.[1] ?? null
}

/**
 * What the sentence that begins a story tells already: “补充：还有一件事” the rest, “我不想干了，想找人聊聊” the whole.
 * Null where it is nothing but the wish.
 */
export function toldFirst(text: string, { asksFor }: Slot): string | null {
  const added = addsTo(text)
  if (added !== null || !asksFor) return added
  const tells = (part: string) => bare(part).length >= LITTLE && !asksFor.some(word => part.includes(word))
  return clauses(text).some(tells) ? text.trim() : null
}

/** Whether a message begins as one that goes on with what was said before it. */
export function goesOn(text: string): boolean {
  return AND_THEN.test(text.trim())
}

/**
 * What a message adds at the summary of a story: more of the person's own words must never be read as a yes, which
 * cannot be taken back, nor as a choice, and never be lost.
 */
export function addsAtSummary(l: Listening, { flow }: At): string | null {
  if (!flow.slots.some(s => s.untilDone)) return null
  const { text } = l.reading
  const rest = AFTERTHOUGHT.exec(text.trim())?.[1]
  if (rest !== undefined) return isTold(l, rest, flow.confirm?.yes, LITTLE) ? text.trim() : null
  return isTold(l, text, flow.confirm?.yes, TELLS) ? text.trim() : null
}

/** Whether something is left of it beside a yes, a no and thanks. */
function isTold(l: Listening, text: string, yes: string | undefined, least: number): boolean {
  const thanks = l.world.patterns.thanks.words ?? []
  const left = clauses(text).filter(part => {
    const { yesNo, plain } = readPart(l, part)
    const agrees = yesNo !== null || (yes !== undefined && plain.includes(yes))
    const thanked = plain.length <= SHORT && thanks.some(word => plain.includes(word))
    return !agrees && !thanked
  })
  return bare(left.join('')).length >= least
}
