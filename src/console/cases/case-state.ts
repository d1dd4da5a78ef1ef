import { wordFor } from '../words/codes.ts'
import type { CaseLine } from './shapes.ts'

/** Where a case stands: while it is not answered, who deals with it. */
export function caseState({
  status,
  mine,
  given,
  handler,
}: Pick<CaseLine, 'status' | 'mine' | 'given' | 'handler'>): string {
  if (status !== 'open' || (!mine && handler === null)) return wordFor('status', status)
  if (given) return mine ? '交给你了，还没接' : `交给${handler}了，还没接`
  return mine ? '我接了' : `${handler}接了`
}

/** Nothing is to be done with it any more. */
export function isOver({ status }: Pick<CaseLine, 'status'>): boolean {
  return status === 'closed' || status === 'withdrawn'
}
