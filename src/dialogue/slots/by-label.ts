import type { SlotOption } from '../flow.ts'
import { NUMBER } from '../interpret/bare.ts'

/**
 * “2小时的”, “年假那份”: the only one of several things of which all that is named stands in its label (a label has its parts
 * between blanks: number, name, kind, day, length).
 */
export function byLabel(plain: string, options: readonly SlotOption[]): SlotOption | undefined {
  const parts = options.map(({ label }) =>
    label.split(' ').filter(part => part.length > 1 && !NUMBER.test(part)),
  )
  const named = [...new Set(parts.flat())].filter(part => isNamed(plain, part))
  if (named.length === 0) return undefined
  const holding = options.filter((_, i) => named.every(part => parts[i]?.includes(part)))
  return holding.length === 1 ? holding[0] : undefined
}

/** Not “2小时” of “12小时的”. */
function isNamed(plain: string, part: string): boolean {
  return new RegExp(String.raw`(?<![\d.十百])${RegExp.escape(part)}(?:的|那[份个条张])`, 'u').test(plain)
}
