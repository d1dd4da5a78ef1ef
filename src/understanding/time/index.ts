import { isDate } from '../../kernel/half-day.ts'
import { NO_TIME, type ReadContext, type TimeReading } from '../../kernel/reading.ts'
import { fromIso } from '../calendar/epoch-day.ts'
import { amountReading } from './amount.ts'
import { compose } from './compose/compose.ts'
import { lendMonth } from './compose/lend-month.ts'
import type { Phrase } from './compose/phrase.ts'
import { type Candidate, composite, isYear } from './composite.ts'
import { nearestDays } from './invalid.ts'
import { readingOf, refuse } from './reading.ts'
import { viewOf } from './scan/view.ts'

/** What one text says of time: every expression by itself, and the one reading of the whole. */
export interface Times {
  each: readonly TimeReading[]
  whole: TimeReading
}

/**
 * Both readings of a normalised text at once. Dates are ISO, hours add `THH:MM`, `end` is inclusive, spans count
 * in `plain`. Days that do not exist come as kind `none` with `invalid`. Pure and total (a `ref` that is no date
 * gives nothing); linear in the text.
 */
export function timesOf(plain: string, ctx: ReadContext): Times {
  const { candidates, comp } = readAll(plain, ctx)
  return {
    each: candidates.map(({ reading }) => reading),
    whole: meant(candidates, comp, plain),
  }
}

/** 今年…欠了20万: a sum of money says more than a year that nothing is done in. */
function meant(candidates: readonly Candidate[], comp: boolean, plain: string): TimeReading {
  const time = composite(candidates, comp)
  const [only] = candidates
  const yearAlone = candidates.length === 1 && only?.role === null && isYear(only.phrase)
  const amount = time === null || yearAlone ? amountReading(plain) : null
  return time === null ? (amount ?? NO_TIME) : amount?.unit === '元' ? amount : time
}

/** Every time expression of a normalised text, in order. */
export function readTimes(plain: string, ctx: ReadContext): readonly TimeReading[] {
  return timesOf(plain, ctx).each
}

/**
 * The one reading of a whole message: what is asked for, not what is rejected or only mentioned. An amount
 * (money, people, percent) where no time is said; kind `none` where there is nothing.
 */
export function readTime(plain: string, ctx: ReadContext): TimeReading {
  return timesOf(plain, ctx).whole
}

/** Text → phrases (compose) → readings, each on its place in the text. `comp`: comp-time is taken in it. */
function readAll(plain: string, ctx: ReadContext): { candidates: Candidate[]; comp: boolean } {
  if (!isDate(ctx.ref.slice(0, 10))) return { candidates: [], comp: false }
  const view = viewOf(plain)
  const { phrases, impossible, comp } = compose(view.text)
  const ref = fromIso(ctx.ref)
  const candidates: Candidate[] = lendMonth(phrases, ref).map(phrase => {
    const told = inContext(phrase, ctx)
    return { role: told.role, phrase: told, reading: readingOf(told, view.text, ctx) }
  })
  for (const { nearest, at, end } of impossible) {
    const days = 'month' in nearest ? nearestDays(nearest, ref) : nearest
    candidates.push({ role: null, phrase: null, reading: refuse(view.text, days, { at, end }) })
  }
  candidates.sort((a, b) => a.reading.span[0] - b.reading.span[0])
  return { candidates: candidates.map(each => ({ ...each, reading: placed(each.reading, view) })), comp }
}

/** A bare answer to a question about overtime is about overtime. */
function inContext(phrase: Phrase, { kind }: ReadContext): Phrase {
  return kind === 'overtime' && phrase.role === null ? { ...phrase, role: 'overtime' } : phrase
}

/** The reading with its span counted in the normalised text instead of the compact one. */
function placed(reading: TimeReading, { starts, ends }: ReturnType<typeof viewOf>): TimeReading {
  const [at, end] = reading.span
  return { ...reading, span: [starts[at] ?? 0, ends[end - 1] ?? 0] }
}
