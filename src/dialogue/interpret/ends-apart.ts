import { NO_TIME, type TimeReading } from '../../kernel/reading.ts'
import { type At, type Listening, readPart } from './listening.ts'

/**
 * “我下周出差，让李娜代批到周五”: one clause tells from when, another till when. Both are taken where the form says that
 * what is told beside it begins with it (`apart`).
 * @returns null where the message names no such two ends
 */
export function endsApart(l: Listening, { flow, asked }: At): TimeReading | null {
  const { plain, times } = l.reading
  const till = TILL.exec(plain)
  const last = times.at(-1)
  if (!flow.pair?.from.apart || asked !== null || !till || !last?.end) return null
  // Only where the last time is the one that “到” leads to.
  if (last.span[1] <= till.index) return null
  // “请李娜代批到周五”: from now on.
  const today = l.now.slice(0, 10)
  const before = readPart(l, plain.slice(0, till.index)).time ?? { ...NO_TIME, start: today }
  if (!before.start || before.start >= last.end || before.negated) return null
  return { ...before, kind: 'range', end: last.end, endPart: last.endPart, amount: null, unit: null }
}

const TILL = /[到至](?=[^到至]*$)/u
