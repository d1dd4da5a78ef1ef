import type { Answer, Request } from '../event.ts'
import type { Flow, Slot } from '../flow.ts'
import type { Frame } from '../state.ts'
import type { Story } from '../value.ts'
import { addLine, flowOf, topFlow, update, type Working, words } from '../working.ts'
import { sayKept } from './kept.ts'

/** How many of the last messages can be taken back. */
const RECENT = 20
/** The state counts pieces one by one and must stay small. */
const MOST_PIECES = 1_000
const NOTHING: Story = { pieces: [], length: 0, recent: [], named: false }

/**
 * One more message of the story at hand: kept outside the state, counted in it.
 * @param reply how it is said that it was heard
 */
export function* append(
  w: Working,
  text: string,
  reply: 'received' | 'heard_first' = 'received',
): Generator<Request, void, Answer> {
  const count = yield* tell(w, text, w.event.id)
  // The reply to despair says already that the person can go on.
  if (count === null || (w.event.type === 'text' && w.event.concern)) return
  addLine(w, words(w, reply, {}, count - 1))
}

/**
 * “写进去，还是另外办？” was answered by neither: nothing that a person wrote may be lost, so it is written in.
 * A form that is given up takes it along.
 */
export function* keepUndecided(w: Working): Generator<Request, void, Answer> {
  const { pending } = w.state
  const undecided = pending?.options.flatMap(o => o.commands).find(c => c.do === 'append')
  if (!pending || undecided?.do !== 'append' || pending.frame !== storyAt(w)?.frame.id) return
  w.state = { ...w.state, pending: null }
  const count = yield* tell(w, undecided.text, pending.event ?? w.event.id)
  if (count !== null) addLine(w, words(w, 'kept_undecided'))
}

/** Forgets words about which nothing was decided yet. False when the message led to no such question. */
export function forgetUndecided(w: Working, event: string): boolean {
  const { pending } = w.state
  if (pending?.event !== event || !pending.options.some(o => o.commands.some(c => c.do === 'append')))
    return false
  w.state = { ...w.state, pending: null }
  return true
}

/** @returns how many pieces there are now; null when there was no room, which is said */
function* tell(w: Working, text: string, event: string): Generator<Request, number | null, Answer> {
  const at = storyAt(w)
  if (!at) return null
  const { frame, slot, story } = at
  const length = [...text].length
  const room = (slot.max ?? Number.POSITIVE_INFINITY) - story.length
  if (story.pieces.length >= MOST_PIECES || room <= 0) return full(w, words(w, 'story_full'))
  if (length > room) return full(w, words(w, 'shorten', { limit: room }))
  // Never of what was told before: after a story was begun anew, or a step was taken back, a number would come twice.
  const piece = `${w.event.fresh}/${story.pieces.length + 1}`
  yield { do: 'keep', id: piece, text }
  write(w, frame, slot, {
    pieces: [...story.pieces, piece],
    length: story.length + length,
    recent: [...story.recent, { event, piece, length }].slice(-RECENT),
    named: story.named || (w.world.me.name !== '' && text.includes(w.world.me.name)),
  })
  return story.pieces.length + 1
}

function full(w: Working, line: string): null {
  addLine(w, line)
  return null
}

/** “说完了”. */
export function finish(w: Working): void {
  const at = storyAt(w)
  if (!at) return
  const { frame, flow, slot } = at
  if (at.story.pieces.length === 0)
    return addLine(w, words(w, holdsFiles(frame, flow) ? 'only_files' : 'nothing_told'))
  update(w, { ...frame, skipped: [...frame.skipped, slot.name], touched: w.event.at })
}

/** What is in them nobody knows: a word must go with them. */
function holdsFiles(frame: Frame, { slots }: Flow): boolean {
  return slots.some(slot => slot.type === 'file' && frame.slots[slot.name] !== undefined)
}

/** “删掉刚才那句”: the piece that was told last goes; with none left, there is nothing to hand over any more. */
export function forgetLast(w: Working): void {
  const at = storyAt(w)
  const last = at?.story.recent.at(-1)
  if (!at || !last || !forgetPiece(w, last.event)) return addLine(w, words(w, 'nothing_told'))
  addLine(w, words(w, 'erased_last'))
  sayKept(w, at.frame, last.event)
}

/** Forgets the piece that a message became. False when it became none. */
export function forgetPiece(w: Working, event: string, of = topFlow(w)?.frame): boolean {
  const at = storyIn(w, of)
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

function storyAt(w: Working): StoryAt | null {
  return storyIn(w, topFlow(w)?.frame)
}

interface StoryAt {
  frame: Frame
  flow: Flow
  slot: Slot
  story: Story
}

function storyIn(w: Working, frame: Frame | undefined): StoryAt | null {
  const flow = frame && flowOf(w, frame)
  const slot = flow?.slots.find(s => s.untilDone)
  if (!frame || !flow || !slot) return null
  return { frame, flow, slot, story: (frame.slots[slot.name] as Story | undefined) ?? NOTHING }
}

/** What was told changes what was shown: the summary is left. */
function write(w: Working, frame: Frame, slot: Slot, story: Story): void {
  const slots = { ...frame.slots, [slot.name]: story }
  update(w, { ...frame, slots, status: 'fill', edit: frame.edit + 1, touched: w.event.at, nudged: 0 })
}
