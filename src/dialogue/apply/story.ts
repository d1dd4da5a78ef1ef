import type { Answer, Request } from '../event.ts'
import type { Flow, Slot } from '../flow.ts'
import type { Frame } from '../state.ts'
import type { Story } from '../value.ts'
import { addLine, topFlow, update, type Working, words } from '../working.ts'

/** How many of the last messages can be taken back. */
const RECENT = 20
/** The state counts pieces one by one and must stay small. */
const MOST_PIECES = 1_000
const NOTHING: Story = { pieces: [], length: 0, count: 0, recent: [], named: false }

/** One more message of the story at hand: kept outside the state, counted in it. */
export function* append(w: Working, text: string): Generator<Request, void, Answer> {
  const at = storyAt(w)
  if (!at) return
  const { frame, slot, story } = at
  const length = [...text].length
  const room = (slot.max ?? Number.POSITIVE_INFINITY) - story.length
  if (story.pieces.length >= MOST_PIECES || room <= 0) return addLine(w, words(w, 'story_full'))
  if (length > room) return addLine(w, words(w, 'shorten', { limit: room }))
  const piece = `${frame.id}/${story.count + 1}`
  yield { do: 'keep', id: piece, text }
  write(w, frame, slot, {
    pieces: [...story.pieces, piece],
    length: story.length + length,
    count: story.count + 1,
    recent: [...story.recent, { event: w.event.id, piece, length }].slice(-RECENT),
    named: story.named || (w.world.me.name !== '' && text.includes(w.world.me.name)),
  })
  // The reply to despair says already that the person can go on.
  if (w.event.type === 'text' && w.event.concern) return
  addLine(w, words(w, 'received', {}, story.pieces.length))
}

/** “说完了”. */
export function finish(w: Working): void {
  const at = storyAt(w)
  if (!at) return
  if (at.story.pieces.length === 0) return addLine(w, words(w, 'nothing_told'))
  const { frame, slot } = at
  update(w, { ...frame, skipped: [...frame.skipped, slot.name], touched: w.event.at })
}

/** Forgets the piece that a message became. False when it became none. */
export function forgetPiece(w: Working, event: string): boolean {
  const at = storyAt(w)
  const found = at?.story.recent.find(r => r.event === event)
  if (!at || !found) return false
  const { frame, slot, story } = at
  w.forgotten.push(found.piece)
  const pieces = story.pieces.filter(p => p !== found.piece)
  // With nothing left it is to be told again, though “说完了” was said.
  const skipped = pieces.length === 0 ? frame.skipped.filter(s => s !== slot.name) : frame.skipped
  write(w, { ...frame, skipped }, slot, {
    ...story,
    pieces,
    length: story.length - found.length,
    recent: story.recent.filter(r => r !== found),
  })
  return true
}

function storyAt(w: Working): { frame: Frame; flow: Flow; slot: Slot; story: Story } | null {
  const current = topFlow(w)
  const slot = current?.flow.slots.find(s => s.untilDone)
  if (!current || !slot) return null
  return { ...current, slot, story: (current.frame.slots[slot.name] as Story | undefined) ?? NOTHING }
}

/** What was told changes what was shown: the summary is left. */
function write(w: Working, frame: Frame, slot: Slot, story: Story): void {
  const slots = { ...frame.slots, [slot.name]: story }
  update(w, { ...frame, slots, status: 'fill', edit: frame.edit + 1, touched: w.event.at, nudged: 0 })
}
