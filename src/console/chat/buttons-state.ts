import type { Entry } from './entry.ts'

/** How the buttons of a message look. */
export interface ButtonsState {
  readonly live: boolean
  /** What was chosen of them. */
  readonly chosen: string | null
}

/**
 * Buttons with a card number answer the one question that is open: anything said since, or a newer card, makes
 * them outdated. Buttons without one stand for themselves (同意 QJ-…) until one of them was said.
 * @param later what came after the message, in order
 */
export function buttonsState(entry: Entry, later: readonly Entry[]): ButtonsState {
  const says = new Set(entry.buttons.flatMap(b => [b.say, b.label]))
  const mine = later.filter(e => e.from === 'person' && !e.recalled)
  if (entry.card === null) {
    const chosen = mine.find(e => says.has(e.text))?.text ?? null
    return { live: chosen === null, chosen }
  }
  const [next] = mine
  const newer = later.some(e => e.from === 'bot' && e.card !== null)
  const tapped = mine.find(e => e.card === entry.card)
  const chosen = tapped?.text ?? (next && says.has(next.text) ? next.text : null)
  return { live: !next && !newer, chosen }
}
