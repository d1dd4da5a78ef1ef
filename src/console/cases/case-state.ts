import { wordFor } from '../words/codes.ts'
import type { CaseLine } from './shapes.ts'

/** Where a case stands: while it is not answered, who deals with it. */
export function caseState({ status, mine, handler }: Pick<CaseLine, 'status' | 'mine' | 'handler'>): string {
  if (status !== 'open' || (!mine && handler === null)) return wordFor('status', status)
  return mine ? '我接了' : `${handler}接了`
}

/** Nothing is to be done with it any more. */
export function isOver({ status }: Pick<CaseLine, 'status'>): boolean {
  return status === 'closed' || status === 'withdrawn'
}
