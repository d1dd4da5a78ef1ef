import { weightier } from './clauses.ts'
import type { Phrase } from './phrase.ts'

/** 下周一请三天, 请三天，下周一开始: a length joins the time right before it, else the time after it. Linear. */
export function joinLengths(phrases: readonly Phrase[]): Phrase[] {
  const joined: Phrase[] = []
  const asides: Phrase[] = [] // lengths of a story, or taken back: they stand between nobody
  let waiting: Phrase | null = null // a length that no time has taken yet
  let lent: Lent | null = null
  for (const [i, phrase] of phrases.entries()) {
    const last = joined.at(-1)
    const ofTime = phrase.when === null && last?.when != null && !leadsTo(phrase, phrases[i + 1], last)
    if (lent !== null && last === lent.made && isItsBeginning(phrase)) {
      joined[joined.length - 1] = lent.told
      joined.push(withLength(phrase, lent.length))
      lent = null
    } else if (ofTime && last.length === null && belongs(phrase, last)) {
      const made = {
        ...last,
        length: phrase.length,
        end: phrase.end,
        role: last.role ?? phrase.role,
        clause: weightier(last.clause, phrase.clause),
      }
      joined[joined.length - 1] = made
      lent = phrase.clause === last.clause ? null : { told: last, length: phrase, made }
    } else if (ofTime && hoursOfOvertime(phrase, last)) {
      joined[joined.length - 1] = { ...last, length: phrase.length, end: phrase.end, role: 'overtime' }
    } else if (phrase.when === null && (phrase.negated || isOfStory(phrase))) {
      asides.push(phrase)
    } else if (phrase.when !== null && waiting !== null && belongs(waiting, phrase)) {
      if (last === waiting) joined.pop()
      joined.push(withLength(phrase, waiting))
      waiting = null
    } else {
      joined.push(phrase)
      // 补休一天，用20号加班的，休6号: a time that is something else's leaves the length to the next.
      if (phrase.when === null) waiting = phrase.role === 'balance' ? null : phrase
      else if (phrase.role !== 'overtime') waiting = null
    }
  }
  return [...joined, ...asides].sort((a, b) => a.at - b.at)
}

/** 上午评审，完了请半天，下午: a length out of another clause than the time before it is told by the time behind it. */
function leadsTo(length: Phrase, next: Phrase | undefined, last: Phrase): boolean {
  const behind = next?.when != null && next.at - length.end <= 1 && next.bare
  return behind && length.role === 'leave' && length.clause !== last.clause && length.at - last.end > 1
}

/** A time of one clause that took the length of another. */
interface Lent {
  told: Phrase
  length: Phrase
  made: Phrase
}

/** 后天出殡，请丧假三天，从今天起: a beginning told behind a length is the length's own. */
function isItsBeginning({ when, length, clause }: Phrase): boolean {
  return when?.edge === 'since' && length === null && !clause?.told
}

/** A time with the length that was told before it. */
function withLength(time: Phrase, { length, at, role, clause }: Phrase): Phrase {
  return { ...time, length, at, role: time.role ?? role, clause: weightier(time.clause, clause) }
}

/** 周末两天在社区值守，加班16个小时: the hours say how long, the days only when. */
function hoursOfOvertime({ length, role }: Phrase, last: Phrase): boolean {
  return length?.unit === 'hour' && role === 'overtime' && last.length?.unit === 'day' && last.when !== null
}

/** Words beside a length that its clause may have and still say nothing of its own: 一共三天, 连休三天. */
const WORDS_BESIDE = 3

function isOfStory({ clause, role, at, end }: Phrase): boolean {
  if (clause === undefined || clause.told || clause.wish || clause.size === 0) return clause?.told === true
  return role === null && clause.size - (end - at) > WORDS_BESIDE
}

function belongs(length: Phrase, time: Phrase): boolean {
  const days = length.length?.unit === 'day' && length.role !== 'balance' && !length.clause?.told
  if (days && length.at > time.at && length.end < time.end) return true // 下周有两天培训，周二周三
  // 医生说要卧床一周，我先请到周五: a length out of a story is no length of the wish.
  if (isOfStory(length) && length.clause !== time.clause) return false
  if (length.role === 'balance' || length.negated !== time.negated) return false
  return length.role === null || time.role === null || length.role === time.role
}
