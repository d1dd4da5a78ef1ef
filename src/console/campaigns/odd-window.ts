import { serverNow } from '../api/server-time.ts'

/** A check is booked within some weeks of its notice; what is far from that is asked about once, in days. */
const LONG = 62
const FAR = 120
const DAY = 24 * 3_600_000

/** What is unusual about a window, in words; null where nothing is. Dates as `2026-11-30`. */
export function oddOf({ from, to }: { from: string; to: string }, now = serverNow()): string | null {
  const long = Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1
  if (long > LONG) return `前后一共${long}天`
  const far = Math.round((Date.parse(from) - now) / DAY)
  return far > FAR ? `${far}天以后才开始` : null
}
