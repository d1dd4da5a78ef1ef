/** How a request for a human stands. */
export type Standing = 'open' | 'taken' | 'closed'

/** Who may read a request: whoever could take it while it is open, then only the one who has. */
export function mayRead(request: { status: string; handler: string | null }, actor: string): boolean {
  return request.status === 'open' || request.handler === actor
}

/** Who may answer and close it: the one who has taken it. */
export function mayAnswer(request: { status: string; handler: string | null }, actor: string): boolean {
  return request.status === 'taken' && request.handler === actor
}
