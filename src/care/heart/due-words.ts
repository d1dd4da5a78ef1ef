import { formatDate } from '../../dialogue/format.ts'
import { localTime } from '../../kernel/clock.ts'
import type { Tools } from '../../runtime/context.ts'

/** A due time as people read it: `11月24日（周二）17:00`. */
export function formatDue(due: number, tools: Tools, today: string): string {
  const local = localTime(due, tools.zone)
  return `${formatDate(local.slice(0, 10), tools.words(), today)}${local.slice(11)}`
}
