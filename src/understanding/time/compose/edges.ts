import type { Mark } from '../scan/token.ts'
import { type Edge, type Piece, touches, type WhenPiece } from './when.ts'

/** Times given the edge that the words around them say: 从…起, …前, 截止…, …为止. Linear. */
export function drawEdges(pieces: readonly Piece[], text: string): Piece[] {
  const drawn: Piece[] = []
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]
    if (piece === undefined) break
    if (piece.is !== 'when') {
      drawn.push(piece)
      continue
    }
    const lead = touches(pieces, i, text) ? markOf(pieces[i - 1]) : null
    const tail = touches(pieces, i + 1, text) ? markOf(pieces[i + 1]) : null
    const edge = piece.when.edge ?? (isOpen(piece) ? edgeOf(lead, tail) : null)
    drawn.push({ ...piece, when: { ...piece.when, edge } })
    if (tail !== null && edgeOf(null, tail) !== null) i++
  }
  return drawn
}

function markOf(piece: Piece | undefined): Mark | null {
  return piece?.is === 'mark' ? piece.mark : null
}

/** A span with both ends said has no open edge. */
function isOpen({ when }: WhenPiece): boolean {
  return when.stretches.every(stretch => stretch.to === null)
}

function edgeOf(lead: Mark | null, tail: Mark | null): Edge | null {
  if (tail === 'before' || tail === 'by' || lead === 'by') return 'before'
  if (tail === 'since' || tail === 'after' || lead === 'from') return 'since'
  return tail === 'until' || tail === 'ended' || tail === 'around' ? tail : null
}
