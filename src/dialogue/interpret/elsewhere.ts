import type { Command } from '../command.ts'
import type { Flow, Slot } from '../flow.ts'
import { clauses } from './bare.ts'
import type { At, Listening } from './listening.ts'

/** Shorter messages are slips, not stories. */
const TELLS = 12

/**
 * “老婆化疗半年，花了十五万” where the kind of hardship was asked for: no answer, yet what the form wants to know. It
 * becomes its own words, which the person sees before anything is handed in, rather than being lost. Only where
 * the form has one place for a story, still empty and not led to by words of its own.
 */
export function tellsElsewhere(l: Listening, { flow, frame, asked }: At): Command | null {
  const { text, plain } = l.reading
  const place = placeIn(flow)
  if (ASKS.test(plain)) return null
  if (asked?.type === 'money') return tellsBeside(text, { flow, frame })
  if (!place || place.name in frame.slots || asked?.type !== 'choice' || [...plain].length < TELLS)
    return null
  return { do: 'set', frame: frame.id, values: { [place.name]: text.trim() } }
}

/**
 * “我爱人得了重病，家里欠了二十多万，想申请困难补助”: what the sentence that begins a form tells beside its wish. It is not
 * asked for again, the person sees it in the summary.
 */
export function tellsWithWish(text: string, { flow, frame }: Omit<At, 'asked'>): Command | null {
  const place = placeIn(flow)
  const wish = place?.asksFor
  if (!place || place.name in frame.slots || !wish) return null
  const told = clauses(text).filter(part => !wish.some(word => part.includes(word)))
  const story = told.join('，')
  if ([...story].length < TELLS || ASKS.test(text.trim())) return null
  return { do: 'set', frame: frame.id, values: { [place.name]: story }, aloud: true }
}

const ASKS = /[?？]|[吗呢么]$/u

/** “肝癌，中期，花了二十多万” where the sum is asked for: what is beside it goes on with the story. */
function tellsBeside(text: string, { flow, frame }: Omit<At, 'asked'>): Command | null {
  const place = placeIn(flow)
  const before = place && frame.slots[place.name]
  const parts = clauses(text)
  const beside = parts.filter(part => !SUM.test(part))
  if (!place || typeof before !== 'string' || beside.length === parts.length) return null
  if ([...beside.join('')].length < LITTLE) return null
  return { do: 'set', frame: frame.id, values: { [place.name]: [before, ...beside].join('，') } }
}

const SUM = /[\d零一二两三四五六七八九十百千万几]/u
const LITTLE = 4

/** The one place that a form has for a story, not led to by words of its own. */
function placeIn(flow: Flow): Slot | null {
  const places = flow.slots.filter(s => s.verbatim && !s.untilDone && s.told === null && s.when === null)
  return places.length === 1 ? (places[0] ?? null) : null
}
