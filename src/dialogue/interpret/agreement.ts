import { bare, clauses } from './bare.ts'
import { type Listening, readPart } from './listening.ts'

/** How somebody agrees who is asked for something: in which word, and whether it can be nothing else. */
interface Agreement {
  readonly word: string
  readonly plainly: boolean
}

/** “行，去吧”, “可以，先把稿子交了”: a yes, and a few words with it; “准”. */
export function agreement(l: Listening): Agreement | null {
  const { text, times } = l.reading
  if (GRANTS.test(bare(text))) return { word: bare(text), plainly: true }
  const [first = '', ...rest] = clauses(text)
  const few = rest.length > 0 && rest.join('').length <= FEW && times.length === 0
  const agrees = few && readPart(l, first).yesNo === 'yes'
  return agrees ? { word: bare(first), plainly: WISHES_WELL.test(rest.join('')) } : null
}

const FEW = 10

/** Said by nobody who only tells that he has seen it. */
const GRANTS = /^(?:我|同意)?[准批](?:假|吧|的|啦|咯)*$/u

/** “好好休息”, “注意安全”, “去吧”: whoever says that with a yes lets somebody go. */
const WISHES_WELL = /休息|安全|身体|保重|照顾|放心|去吧|早[点日]?[回好]|玩得|养[好病]|顺利/u
