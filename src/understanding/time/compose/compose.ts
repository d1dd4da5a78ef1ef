import { promote } from '../scan/promote.ts'
import type { Token } from '../scan/token.ts'
import { tokenize } from '../scan/tokenize.ts'
import { readClauses } from './clauses.ts'
import { drawEdges } from './edges.ts'
import { joinPhrases } from './join.ts'
import { joinLists } from './lists.ts'
import { type Phrase, readPhrases, takesComp } from './phrase.ts'
import { gatherPoints } from './points.ts'
import { joinSpans } from './spans.ts'

/** What a text says of times, before anybody knows which days are meant. */
export interface Composition {
  phrases: Phrase[]
  /** Days and hours that no calendar has. */
  impossible: Extract<Token, { is: 'invalid' }>[]
  /** Comp-time is taken in it. */
  comp: boolean
}

/**
 * From compact text to phrases, one small grammar after the other. Each step looks at neighbours only, so the
 * whole is linear, and each hands on a list that can be read by itself.
 */
export function compose(text: string): Composition {
  const tokens = promote(tokenize(text), text)
  const points = gatherPoints(tokens, text)
  const spans = joinSpans(points, text)
  const clauses = readClauses(tokens, text)
  const lists = joinLists(spans, text, clauses)
  const pieces = drawEdges(lists, text)
  return {
    phrases: joinPhrases(readPhrases(pieces, clauses)).filter(phrase => isAsked(phrase, text)),
    impossible: pieces.filter(piece => piece.is === 'invalid'),
    comp: takesComp(pieces),
  }
}

/** What may follow a length that answers a question: 三天吧, 两小时左右就够了。 */
const ANSWER_END =
  /(?:左右|上下|以上|吧|了|的|呢|啊|哈|哦|整|就?够了?|就?行了?|就?成|就回来?|就?可以[吗了]?|好吗|就好了?|行吗)*(?:$|[,。!?;~、\s()])/uy

/** What may stand before months or years that answer how long: 改成一个月, 再续两个月, 一共半年. */
const SAYS_HOW_LONG = /(?:改[成为到]|换成|那就|再[加请休续延]?|[多少][请休]|延长|续假?|一共|总共|共)$/u

/** A length alone counts where its sentence speaks of leave or overtime, or where it ends the clause as an answer. */
function isAsked({ when, length, role, at, end }: Phrase, text: string): boolean {
  if (when !== null || role !== null || length === null) return true
  const long = length.unit === 'month' || length.unit === 'year'
  if (long && at > 0 && !SAYS_HOW_LONG.test(text.slice(0, at))) return false
  ANSWER_END.lastIndex = end
  return ANSWER_END.test(text)
}
