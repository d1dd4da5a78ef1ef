import { keyBox } from '../keys/key-box.ts'
import type { CaseWhole } from './shapes.ts'

/**
 * Seals a text to a case, with the case and the place inside, as the server does with the person's own.
 * @param by who wrote it, for the other readers
 */
export function sealForCase(file: CaseWhole, text: string, by: string): Promise<string> {
  const position = Math.max(-1, ...file.messages.map(m => m.position)) + 1
  return keyBox.seal(file.recipient, JSON.stringify({ case: file.id, position, text, by }))
}
