import { serverNow } from '../api/server-time.ts'

/** Where a check stands, in words; booked it can be before its first day. Dates as `2026-11-30`. */
export function campaignState(
  { from, closed }: { from: string; closed: boolean },
  now = serverNow(),
): '结束了' | '未开始' | '进行中' {
  if (closed) return '结束了'
  return Date.parse(`${from}T00:00`) > now ? '未开始' : '进行中'
}
