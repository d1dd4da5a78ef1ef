import type { Tools } from '../../runtime/context.ts'

/**
 * The year that a question about annual leave is about: “2027年”, “去年”, where it names a whole one; else this year, also
 * for “到年底”.
 * @param day @param until the first and the last day that were named
 */
export function yearAsked(today: string, day: string | undefined, until: string | undefined): number {
  const year = day?.slice(0, 4)
  const isWhole = day === `${year}-01-01` && until === `${year}-12-31`
  return Number(isWhole ? year : today.slice(0, 4))
}

/** “2027年的”; nothing for this year. */
export function yearWords(tools: Pick<Tools, 'text'>, year: number, today: string): string {
  return year === Number(today.slice(0, 4)) ? '' : tools.text('leave_of_year', { year })
}
