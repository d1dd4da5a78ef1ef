import { formatSpan } from '../../dialogue/format.ts'
import type { Option } from '../../dialogue/value.ts'
import type { Tools } from '../../runtime/context.ts'
import type { LeaveRow } from './store.ts'

/** A leave to choose: its number, kind and dates, and the days by which it may be named. */
export function leaveOption(
  tools: Pick<Tools, 'text' | 'words'>,
  today: string,
  { no, kind, from, to }: Pick<LeaveRow, 'no' | 'from' | 'to'> & { kind: string },
): Option {
  const dates = formatSpan(from, to, tools.words(), today)
  return { value: no, label: `${no} ${tools.text(`kind_${kind}`)} ${dates}`, days: { from, to } }
}
