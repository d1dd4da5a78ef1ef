import type { Aid } from '../event.ts'
import { addLine, type Working } from '../working.ts'

/** Of the same help nobody is told again within this time, ms. */
const ONCE_IN = 2 * 3_600_000

/** Says what help there is. False where that was said a while ago, unless it may be said again. */
export function speakOfAid(w: Working, { id, say }: Aid, mayRepeat: boolean): boolean {
  const { aided } = w.state
  if (!mayRepeat && aided?.id === id && w.event.at - aided.at < ONCE_IN) return false
  w.state = { ...w.state, aided: { id, at: w.event.at }, misses: 0 }
  w.commands.push('say')
  addLine(w, say)
  return true
}
