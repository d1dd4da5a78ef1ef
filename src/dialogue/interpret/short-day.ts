import type { HalfDay } from '../../kernel/half-day.ts'
import { dateOf } from '../../kernel/half-day.ts'
import type { At, Listening } from './listening.ts'
import { readPart } from './listening.ts'

const SAME_DAY = /当天|当日|同一?天|[那这]一?天/u
const PART = /^(?:上午|下午|中午|早上|晚上|傍晚|午后)(?:的?半天)?$/u

/**
 * “26”, “当天”, “下午”: short for a day that the question or the form makes plain. Spelled out, it is read like
 * any other date. Null when the message says nothing of the kind.
 * @returns the message with its day, and whether it is about the end of the stretch
 */
export function spellDay(l: Listening, at: At): { l: Listening; end: boolean } | null {
  const { plain, time } = l.reading
  const { asked, flow, frame } = at
  const wantsDay = asked?.type === 'half_day' || asked?.type === 'date'
  if (wantsDay && /^(?:[1-9]|[12]\d|3[01])$/u.test(plain)) return { l: spelled(l, `${plain}号`), end: false }
  const from = flow.pair && (frame.slots[flow.pair.from.name] as HalfDay | undefined)
  if (from === undefined || from === null) return null
  const day = inWords(from)
  if (SAME_DAY.test(plain)) return { l: spelled(l, plain.replace(SAME_DAY, day)), end: true }
  const [start, end] = time?.span ?? [0, 0]
  if (!PART.test(plain.slice(start, end))) return null
  return { l: spelled(l, plain.slice(0, start) + day + plain.slice(start)), end: false }
}

function spelled(l: Listening, plain: string): Listening {
  return { ...l, reading: readPart(l, plain) }
}

function inWords(half: HalfDay): string {
  const [year, month, day] = dateOf(half).split('-').map(Number)
  return `${year}年${month}月${day}日`
}
