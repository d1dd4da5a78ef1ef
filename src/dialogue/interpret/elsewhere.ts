import type { Command } from '../command.ts'
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
  const places = flow.slots.filter(s => s.verbatim && !s.untilDone && s.told === null && s.when === null)
  const [place] = places
  if (!place || places.length > 1 || place.name in frame.slots || asked?.type !== 'choice') return null
  if ([...plain].length < TELLS || /[?？]|[吗呢么]$/u.test(plain)) return null
  return { do: 'set', frame: frame.id, values: { [place.name]: text.trim() } }
}
