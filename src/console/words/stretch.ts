import { day } from './times.ts'

/** Days, both included, as `2026-11-30`; '' = not said. */
interface Days {
  readonly from: string
  readonly to: string
}

const DAY = 24 * 3_600_000

/** `11月25日到11月27日，共3天` */
export function stretchWords({ from, to }: Days): string {
  if (from === to) return day(from)
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1
  return `${day(from)}到${day(to)}，共${days}天`
}

/** What is wrong with two dates that are both there or both not; null where nothing is. */
export function stretchFault({ from, to }: Days): string | null {
  if ((from === '') !== (to === '')) return '两个日期要么都填，要么都空着。'
  return to < from ? '结束的日期比开始的早，请改一个。' : null
}
