import { NO_TIME, type NumberReading, type TimeReading } from '../../kernel/reading.ts'
import { readNumbers } from '../numbers.ts'

/** The amount that a message without a time states: 3万元, 35人, 15%, or a number that is the whole message. */
export function amountReading(plain: string): TimeReading | null {
  const numbers = readNumbers(plain)
  const [first] = numbers
  const amount = numbers.find(({ unit }) => unit !== null) ?? (numbers.length === 1 ? first : undefined)
  if (amount === undefined || (amount.unit === null && !isAnswer(plain, amount))) return null
  return { ...NO_TIME, kind: 'amount', amount: amount.value, unit: amount.unit, span: amount.span }
}

/** Past this a bare number is a telephone or a document. */
const LARGEST_ANSWER = 1e8
/** 一二三四五, 七七八八: figures, not amounts. */
const FIGURES = /^[零〇一二两三四五六七八九]{3,}$/u
const AROUND_ANSWER = /^(?:一?共|总共|大概|大约|约|差不多|有|就|是|左右|吧|个|的|[,。.!\s]){0,8}$/u

/** A number without a unit is an amount only where it is the whole message: 大概三十来, 一个半. */
function isAnswer(plain: string, { value, span: [from, to] }: NumberReading): boolean {
  const [before, after] = [plain.slice(0, from), plain.slice(to)]
  if (value >= LARGEST_ANSWER || before.length + after.length > 12 || FIGURES.test(plain.slice(from, to)))
    return false
  return AROUND_ANSWER.test(before + after)
}
