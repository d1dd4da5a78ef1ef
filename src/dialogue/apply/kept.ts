import type { Concern } from '../event.ts'
import type { Frame } from '../state.ts'
import { addLine, topFlow, update, type Working, words } from '../working.ts'

/** More of them in one form only say the same. */
const MOST = 16

/** Remembers of the story at hand that these very words of it stand sealed for readers already. */
export function markKept(w: Working, { kept }: Concern): void {
  const current = topFlow(w)
  if (!kept || !current?.flow.slots.some(slot => slot.untilDone)) return
  const { frame } = current
  update(w, { ...frame, kept: [...(frame.kept ?? []), w.event.id].slice(-MOST) })
}

/**
 * Where it was just said that what was told is gone: not so of words that stand sealed.
 * @param event the message alone that is gone; none = all of the form
 */
export function sayKept(w: Working, { kept = [] }: Frame, event?: string): void {
  if (event === undefined ? kept.length > 0 : kept.includes(event)) addLine(w, words(w, 'kept_sealed'))
}
