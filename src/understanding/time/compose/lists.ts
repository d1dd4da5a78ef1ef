import type { Clause } from './clauses.ts'
import { type Piece, type Stretch, touches, type WhenPiece } from './when.ts'

/**
 * Times joined into lists: 周一、周三, 3号5号, 周三或周四, and parts of one day: 上午和下午. Linear.
 * @param clauses for each character the clause it stands in
 */
export function joinLists(pieces: readonly Piece[], text: string, clauses: readonly Clause[]): Piece[] {
  const joined: Piece[] = []
  for (let i = 0; i < pieces.length; ) {
    const piece = pieces[i]
    if (piece === undefined) break
    const list =
      piece.is === 'when' && piece.when.edge === null
        ? listFrom(pieces, i, piece, text, clauses)
        : { piece, next: i + 1 }
    joined.push(list.piece)
    i = list.next
  }
  return joined
}

function listFrom(
  pieces: readonly Piece[],
  at: number,
  first: WhenPiece,
  text: string,
  clauses: readonly Clause[],
): { piece: Piece; next: number } {
  const stretches = [...first.when.stretches]
  const rejected = isRejected(pieces[at - 1])
  let [next, end, choice] = [at + 1, first.end, false]
  for (;;) {
    const link = linkAt(pieces, next, text, rejected)
    const member = pieces[link === 'none' ? next : next + 1]
    const attached = touches(pieces, next, text) && (link === 'none' || touches(pieces, next + 1, text))
    if (member?.is !== 'when' || member.when.edge !== null || !attached) break
    // 军训到30号，31号我去接: what a story ends with and a wish begins with are no list.
    if (clauses[first.at]?.told && !clauses[member.at]?.told) break
    const [left, right] = [stretches.at(-1), member.when.stretches[0]]
    if (left === undefined || right === undefined) break
    const halves = link === 'word' ? bothParts(left, right) : null
    if (halves !== null) stretches.splice(-1, 1, halves)
    else if (areAlike(left, right, link)) stretches.push(...member.when.stretches)
    else break
    const word = pieces[next]
    choice ||= word?.is === 'mark' && word.mark === 'or'
    end = member.end
    next += link === 'none' ? 1 : 2
  }
  return { piece: { is: 'when', at: first.at, end, when: { stretches, edge: null, choice } }, next }
}

type Link = 'word' | 'comma' | 'none'

/** What stands between two members. 不要明天，后天: there the comma divides the rejected from the meant. */
function linkAt(pieces: readonly Piece[], at: number, text: string, rejected: boolean): Link {
  const piece = pieces[at]
  if (piece?.is === 'mark' && (piece.mark === 'and' || piece.mark === 'or')) return 'word'
  return piece?.is === 'stop' && !rejected && text[piece.at] === ',' ? 'comma' : 'none'
}

function isRejected(before: Piece | undefined): boolean {
  return before?.is === 'mark' && before.mark === 'not'
}

/** Two members of one list are both days, or both longer stretches. */
function areAlike({ from, to }: Stretch, right: Stretch, link: Link): boolean {
  const [a, b] = [(to ?? from)?.day, right.from?.day]
  if (a == null || b == null) return false
  // 国庆中秋假期 is one holiday with two names.
  if (link === 'none' && a.is === 'festival' && b.is === 'festival') return false
  // 7月20号到22号这三天, 年后初八到初十: the one tells of the other.
  if (link === 'none' && b.is === 'run' && b.today) return false
  if (link !== 'word' && (a.is === 'flank') !== (b.is === 'flank')) return false
  // 改到11月12号，5号我上班: behind a comma days of the month rise, or the next month begins.
  const bare = link === 'comma' && a.is === 'date' && b.is === 'date' && b.month === null
  if (bare && b.day <= a.day && !(a.day >= 28 && b.day <= 3)) return false
  return (a.is === 'period') === (b.is === 'period')
}

/** 上午和下午: from the one part to the other. */
function bothParts(left: Stretch, right: Stretch): Stretch | null {
  if (left.from?.part == null || left.to !== null || right.from?.part == null || right.to !== null)
    return null
  return right.from.day === null && right.from.clock === null ? { from: left.from, to: right.from } : null
}
