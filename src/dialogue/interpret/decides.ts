import type { Flow } from '../flow.ts'
import { bare, clauses } from './bare.ts'
import { isTask, type Listening, readPart, visibleFlows } from './listening.ts'
import { aboutIn, holdsOpinion, isOpinion, withComma } from './opinions.ts'
import { bestFlow } from './starts.ts'

/** “不行”, “那不行”: whoever decides has a reason for it, which may be anything (“那天有检查”). */
const NO = /^[这那]?不/u

/** Who goes on about himself, or asks. */
const OWN = /我|咱|[?？]|[吗呢]$/u

/** So likely, something else is wished for; of what is told in confidence half of it is enough. */
const [WISHED, CONFIDED] = [0.95, 0.5]

/**
 * “陈小雨、吴敏的同意”, “驳回，人手不够”: it begins with nothing but an opinion, and whom or which place in a list it is about.
 * No recogniser knows the names of a house; the flow that holds such an opinion does the rest. An opinion about nobody
 * is one of those who decide alone.
 */
export function flowDecidedIn(l: Listening): Flow | null {
  const { world } = l
  const { plain } = l.reading
  const found = visibleFlows(world).filter(flow => {
    if (!holdsOpinion(flow, plain)) return false
    const [first = '', ...more] = clauses(withComma(world, flow, plain))
    if (!isOpinion(world, flow, first)) return false
    if (aboutIn(world, first) !== 'open') return true
    const decides = flow.listed.some(role => world.me.roles.includes(role))
    if (!decides || more.length === 0) return false
    return flow.phrases.includes(bare(first)) || (NO.test(bare(first)) && isReason(l, more.join('，')))
  })
  // “同意” answers a colleague's question too: an errand of the menu comes before what is only ever asked for.
  const open = found.filter(flow => !flow.hidden)
  const [only, other] = open.length > 0 ? open : found
  return other ? null : (only ?? null)
}

/** “不行，心里难受，想找人说说” would tell a subordinate what nobody was to hear, and refuse him for it. */
function isReason(l: Listening, text: string): boolean {
  const other = bestFlow({ ...l, reading: readPart(l, text) })
  const wished =
    other && (other.flow.confidential ? other.p >= CONFIDED : isTask(other.flow) && other.p >= WISHED)
  return !OWN.test(text) && !wished
}
