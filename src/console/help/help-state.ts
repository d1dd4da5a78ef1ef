import type { HelpLine } from '../api/shapes.ts'
import { wordFor } from '../words/codes.ts'

/** Where a request for a human stands, and with whom. */
export function helpState({ status, mine, handler }: Pick<HelpLine, 'status' | 'mine' | 'handler'>): string {
  if (status !== 'taken') return wordFor('help', status)
  if (mine) return '我接了'
  return handler === null ? wordFor('help', status) : `${handler}接了`
}
