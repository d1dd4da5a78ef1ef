import type { Clock } from '../../kernel/clock.ts'

/** In a room the way to the private chat is shown once in so long, ms: nobody can make the bot fill it. */
const EVERY = 10 * 60_000

/** Whether a room may be answered now; the question counts as the answer. */
export function pointers(clock: Clock): (room: string) => boolean {
  const pointed = new Map<string, number>()
  return room => {
    const now = clock.now()
    for (const [other, at] of pointed) if (now - at >= EVERY) pointed.delete(other)
    if (pointed.has(room)) return false
    pointed.set(room, now)
    return true
  }
}
