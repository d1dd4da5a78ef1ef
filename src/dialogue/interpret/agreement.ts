import { bare, clauses } from './bare.ts'
import { type Listening, readPart } from './listening.ts'

/** How somebody agrees who is asked for something: in which word, and whether it can be nothing else. */
interface Agreement {
  readonly word: string
  readonly plainly: boolean
}

/**
 * “行，去吧”, “可以，先把稿子交了”: a yes, and a few words with it; “准”; “批了，好好休息”.
 * @param surely only what can be nothing else, whatever the words beside it may sound like
 */
export function agreement(l: Listening, surely = false): Agreement | null {
  const { text, times } = l.reading
  if (GRANTS.test(bare(text))) return { word: bare(text), plainly: true }
  const [first = '', ...rest] = clauses(text)
  const few = rest.length > 0 && rest.join('').length <= FEW && times.length === 0
  if (!few || (surely && !rest.every(part => WELL.test(part)))) return null
  const plainly = WISHES_WELL.test(rest.join(''))
  const grants = plainly && GRANTS.test(bare(first))
  return grants || readPart(l, first).yesNo === 'yes' ? { word: bare(first), plainly } : null
}

const FEW = 10

/** Said by nobody who only tells that he has seen it. */
const GRANTS = /^(?:(?:我|同意|照)?[准批](?:假|吧|的|了|啦|咯)*|(?:那|你|就)*去吧|我没意见)$/u

/** “好好休息”, “注意安全”, “去吧”: whoever says that with a yes lets somebody go. */
const WISHES_WELL = /休息|安全|身体|保重|照顾|放心|去吧|早[点日]?[回好]|玩得|养[好病]|顺利|小心/u

/** And nothing else: “身体不舒服” is about oneself. */
const WELL =
  /^(?:[你您那就也一路]|可要|要|上|多)*(?:注意|好好|保重|小心|安心|放心|休息|照顾好|早[点日]?[回好康]|去吧)/u
