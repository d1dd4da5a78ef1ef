import type { Length, Mark, Verb } from '../scan/token.ts'
import type { Clause } from './clauses.ts'
import { onlyPoint, type Piece, type Point, type When } from './when.ts'

/** What a phrase is about, told by the verb nearest to it. */
export type Role = 'leave' | 'overtime' | 'balance' | null

/** A day on which somebody is back: at work (the leave ends the day before) or only home (it is the last day). */
export interface Return {
  point: Point
  included: boolean
}

/** All that a message says of one time: when, how long, what for. */
export interface Phrase {
  at: number
  end: number
  when: When | null
  length: Length | null
  role: Role
  /** Leave is asked for right before it: 想请|下周五. */
  direct: boolean
  /** Nothing is said to be done then: it tells more of the time named before it. */
  bare: boolean
  /** 没来, 补卡 look back; 要加班 looks ahead; null leaves it to the role. */
  tense: 'past' | 'future' | null
  /** 国庆值班: somebody was on duty then, for which comp-time may be taken. */
  duty: boolean
  /** 补班: the day is a make-up workday. */
  makeup: boolean
  /** 27号也请: the day stands beside the one named before it. */
  also: boolean
  /** Rejected: 不是24号. */
  negated: boolean
  /** 12月6日上班: this time may be the end of the leave named before it. */
  isReturn: Return | null
  /** The return that another phrase told. */
  backOn: Return | null
  /** Sentence it stands in, counted from 0. */
  sentence: number
  /** Clause in which it begins, with what that one does in the message. */
  clause: Clause | undefined
}

/**
 * A phrase for every time and every length, each with what the words around it tell. Linear.
 * @param clauses for each character the clause it stands in
 */
export function readPhrases(pieces: readonly Piece[], clauses: readonly Clause[]): Phrase[] {
  const phrases: Phrase[] = []
  const turn = lastTurn(pieces)
  let sentence = 0
  pieces.forEach((piece, i) => {
    if (piece.is === 'stop' && piece.strong) sentence++
    if (piece.is !== 'when' && piece.is !== 'length') return
    const verbs = { after: verbsBeside(pieces, i, 1, clauses), before: verbsBeside(pieces, i, -1, clauses) }
    phrases.push({
      at: piece.at,
      end: piece.end,
      when: piece.is === 'when' ? piece.when : null,
      length: piece.is === 'length' ? piece.length : null,
      role: roleOf(piece, verbs),
      bare: verbs.after.length === 0,
      direct: isDirect(pieces[i - 1], piece.at),
      tense: tenseOf(verbs),
      duty: verbs.after[0] === 'duty',
      makeup: verbs.after[0] === 'makeup',
      also: isAlso(pieces[i + 1], piece.end),
      negated: isReplaced(piece, turn) || isRejected(pieces, i),
      isReturn: returnOf(pieces, i),
      backOn: null,
      sentence,
      clause: clauses[piece.at],
    })
  })
  return phrases
}

/** Verbs on either side of a phrase, up to the next time or sentence, the nearest first. */
interface Verbs {
  after: readonly Verb[]
  before: readonly Verb[]
}

/** Pieces that a verb may stand away from its time; also what keeps the search linear. */
const FARTHEST_VERB = 16

/** A verb of a clause that only tells says nothing of a time outside it: 本来该休息，从九点干到五点. */
function verbsBeside(pieces: readonly Piece[], at: number, step: 1 | -1, clauses: readonly Clause[]): Verb[] {
  const verbs: Verb[] = []
  let stopped = false
  for (let away = 1; away <= FARTHEST_VERB; away++) {
    const piece = pieces[at + step * away]
    if (piece === undefined || piece.is === 'when' || (piece.is === 'stop' && piece.strong)) break
    if (piece.is === 'length' && step === -1) break
    const clause = clauses[piece.at]
    const apart = clause?.told === true && clause !== clauses[pieces[at]?.at ?? 0]
    if (piece.is === 'stop') stopped = true
    // 下午提前离岗，补半天: a length is counted, and a day gone by, by a word of its own clause only.
    const foreign = stopped && piece.is === 'verb' && (piece.verb === 'balance' || piece.verb === 'gone')
    if (piece.is === 'verb' && !foreign && !(apart && piece.verb === 'leave')) verbs.push(piece.verb)
  }
  return verbs
}

/** A time is told by what is done after it (周六加班), a length by what stands before it (请三天). */
function roleOf({ is }: Piece, { after, before }: Verbs): Role {
  if (is === 'length' && before[0] === 'balance') return 'balance'
  const verbs = is === 'length' ? [...before, ...after] : [...after, ...before]
  const verb = verbs.find(each => each === 'overtime' || each === 'leave' || each === 'comp')
  return verb === undefined ? null : verb === 'overtime' ? 'overtime' : 'leave'
}

function isDirect(before: Piece | undefined, at: number): boolean {
  return before?.is === 'verb' && before.verb === 'leave' && before.end === at
}

function isAlso(after: Piece | undefined, end: number): boolean {
  return after?.is === 'mark' && after.mark === 'also' && after.at - end <= 1
}

function tenseOf({ after, before }: Verbs): Phrase['tense'] {
  if (after.includes('planned') || before[0] === 'planned') return 'future'
  const gone = after.includes('done') || after.includes('gone') || before[0] === 'gone'
  return gone ? 'past' : null
}

/**
 * 不是24号, 24号不行, 不请三天. A word or two may stand between (不是说24号). Of 明天不行后天起 the first day is rejected, and
 * the second takes its place.
 */
function isRejected(pieces: readonly Piece[], at: number): boolean {
  const [first, before, piece, after] = [pieces[at - 2], pieces[at - 1], pieces[at], pieces[at + 1]]
  if (piece === undefined) return false
  const ofFirst = first?.is === 'when' && piece.is === 'when' && isNear(first, before, 'failing', 1)
  return (
    isNear(piece, before, 'not', 2) ||
    (isNear(piece, before, 'failing', 0) && !ofFirst) ||
    isNear(piece, after, 'failing', 1)
  )
}

function isNear(piece: Piece, other: Piece | undefined, mark: Mark, gap: number): boolean {
  return (
    other?.is === 'mark' && other.mark === mark && piece.at - other.end <= gap && other.at - piece.end <= gap
  )
}

/** Where a message takes something back, and what it puts in its place. */
type Turn = { at: number; by: 'when' | 'length' } | null

/** 周三加班三小时，其实是四小时: a new length replaces lengths only, a new time whatever was said before it. */
function isReplaced(piece: Piece, turn: Turn): boolean {
  return turn !== null && piece.end <= turn.at && (turn.by === 'when' || piece.is === 'length')
}

/** 把24号改成25号, 后天，不，大后天: the last turn; what is said before it no longer holds. */
function lastTurn(pieces: readonly Piece[]): Turn {
  let turn: Turn = null
  pieces.forEach((piece, i) => {
    if (piece.is !== 'mark' || piece.mark !== 'instead') return
    const next = pieces.slice(i + 1, i + 5).find(({ is }) => is === 'when' || is === 'length')
    if ((next?.is === 'when' || next?.is === 'length') && next.at - piece.end <= 8)
      turn = { at: piece.at, by: next.is }
  })
  return turn
}

/** 12月6日上班, 周五回来. */
function returnOf(pieces: readonly Piece[], at: number): Return | null {
  const [piece, after] = [pieces[at], pieces[at + 1]]
  if (piece?.is !== 'when' || after?.is !== 'verb' || after.at - piece.end > 3) return null
  const point = onlyPoint(piece.when)
  if (point === null || (after.verb !== 'back' && after.verb !== 'return')) return null
  return { point, included: after.verb === 'return' }
}

/** Whether a message takes comp-time: overtime named in it is then the reason, not the matter. */
export function takesComp(pieces: readonly Piece[]): boolean {
  return pieces.some(piece => piece.is === 'verb' && piece.verb === 'comp')
}
