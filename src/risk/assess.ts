import type { RiskFile } from './rules-file.ts'

/** How grave a text is, and who should know. */
export interface Assessment {
  readonly level: 'crisis' | 'high' | 'none'
  /** The safe reply is due, and a human must look. */
  readonly urgent: boolean
  /** One direct question is due: in danger to life there is no time for it, one weak sign alone deserves it. */
  readonly ask: boolean
  /** Also those of one weak sign, which by itself is no level. */
  readonly reasons: readonly Reason[]
}

/** Why: the rule, in words, and the very place. */
export interface Reason {
  readonly rule: string
  readonly why: string
  readonly quote: string
  /** In the text as it was given to `assess`. */
  readonly span: readonly [number, number]
}

/** A text in, an assessment out. Pure. @param plain normalised text */
export type Assess = (plain: string) => Assessment

/** Longest text looked at; no platform brings a longer message. */
const LONGEST = 20_000

const NOTHING: Assessment = { level: 'none', urgent: false, ask: false, reasons: [] }

export function makeAssess(file: RiskFile): Assess {
  const exceptions = file.exceptions.map(p => new RegExp(p, 'gu'))
  const frames = file.frames.map(p => new RegExp(p, 'u'))
  const families = file.families.map(f => ({ ...f, patterns: f.patterns.map(p => new RegExp(p, 'gu')) }))
  const excepted = anyOf(file.exceptions)
  const listed = anyOf(file.families.flatMap(f => f.patterns))

  return plain => {
    const start = plain.slice(0, LONGEST)
    const text = excepted.test(start)
      ? exceptions.reduce((masked, e) => masked.replace(e, found => '　'.repeat(found.length)), start)
      : start
    if (!listed.test(text)) return NOTHING
    const framed = frames.some(f => f.test(text))
    const hits = families.flatMap(family =>
      family.patterns.flatMap(pattern =>
        [...text.matchAll(pattern)].map(match => ({ family, pattern, at: match.index, quote: match[0] })),
      ),
    )
    const own = hits.some(h => h.family.own)
    const heard = framed && !own ? [] : hits
    const reasons = heard.map(h => ({
      rule: h.family.id,
      why: h.family.why,
      quote: plain.slice(h.at, h.at + h.quote.length),
      span: [h.at, h.at + h.quote.length] as const,
    }))
    const levels = new Set(heard.map(h => h.family.level))
    // Two weak signs together are one strong one.
    const weak = new Set(heard.filter(h => h.family.level === 'weak').map(h => h.pattern)).size
    const level = levels.has('crisis') ? 'crisis' : levels.has('high') || weak >= 2 ? 'high' : 'none'
    return {
      level,
      urgent: level !== 'none',
      ask: level === 'high' || (level === 'none' && weak > 0),
      reasons,
    }
  }
}

/** One look that tells whether any of many patterns is there: nearly always, none is. */
function anyOf(patterns: readonly string[]): RegExp {
  return new RegExp(patterns.map(p => `(?:${p})`).join('|') || '(?!)', 'u')
}
