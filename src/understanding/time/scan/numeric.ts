import { scanNumeral } from '../../numeral.ts'
import { clockToken } from './clock.ts'
import { dayOfMonth, monthTokens, quarterToken, shortDate, writtenDate, yearTokens } from './dates.ts'
import { lengthToken } from './length.ts'
import type { Token } from './token.ts'

/**
 * The tokens that begin with the number at `at`: dates, days of the month, hours, lengths, or a bare number.
 * `told` says whether a day or part of day stands right before. Null where no number begins.
 */
export function numericTokens(text: string, at: number, told: boolean): readonly Token[] | null {
  const written = writtenDate(text, at)
  if (written !== null) return [written]
  const number = scanNumeral(text, at)
  if (number === null) return null
  const several = yearTokens(text, at, number) ?? monthTokens(text, at, number)
  if (several !== null) return several
  const one =
    quarterToken(text, at, number) ??
    dayOfMonth(text, at, number, told) ??
    clockToken(text, at, number, told) ??
    lengthToken(text, at, number) ??
    shortDate(text, at)
  return [one ?? { is: 'number', at, end: number.end, value: number.whole ? number.value : Number.NaN }]
}
