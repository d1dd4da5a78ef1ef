/** Repairs that every flow that holds the floor must be seen to survive. */
export const PATTERNS = [
  'cancel',
  'undo',
  'repeat',
  'help',
  'digression',
  'stale tap',
  'wrong media',
  'restart',
  'file change',
  'too long',
  'human',
  'wait',
  'why',
  'despair',
  'secret',
] as const

export type Pattern = (typeof PATTERNS)[number]

/** What was expected of one flow, and what was seen. */
export class Book {
  readonly expected = new Set<string>()
  readonly seen = new Set<string>()
  readonly cells = new Set<Pattern>()

  expect(item: string): () => void {
    this.expected.add(item)
    return () => void this.seen.add(item)
  }
}
