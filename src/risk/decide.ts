import type { Sign } from './signs.ts'

/** What signs and models come to. */
export interface Verdict {
  readonly danger: 'crisis' | 'high' | 'none'
  readonly urgent: boolean
  readonly ask: boolean
}

/** Less sure than this (log-odds), the models say nothing worth a look. */
export const LEAST = -0.5
/** So sure by themselves, a question is due; with a faint sign, one less. */
const ASK = 0.2
/** With one faint sign so sure, somebody is told; each further family lowers it. */
const TELL = 0
const FAINT = 0.7
const WEAK = 1.7
/** With nothing but a trace, so sure. */
const TRACE = 0.5
/** With nothing but words that are soft, so sure. */
const SOFT = 0.8
/** With one trace and no more, so sure; a single soft word is asked about at most: 阳台 or 交代 stands in ordinary days. */
const ALONE = 1.8

/**
 * A strong sign stands by itself; weak ones, two together or with the models; faint ones and traces, with the models
 * alone. The models by themselves never tell anybody.
 * @param odds how sure the models are (log-odds)
 * @param earlier rules of weak signs in the turns before
 * @param short so few characters that the models know too little to ask or to tell
 */
export function decide(
  signs: readonly Sign[],
  odds: number,
  earlier: readonly string[],
  short: boolean,
): Verdict {
  const rules = (level: Sign['level']) => new Set(signs.filter(s => s.level === level).map(s => s.rule))
  const [weak, faint] = [rules('weak'), rules('faint')]
  const strong = signs.some(s => s.level === 'crisis' || s.level === 'high')
  const together = weak.size === 0 ? weak : weak.union(new Set(earlier))
  const found = weak.size + faint.size
  const needed = TELL - WEAK * weak.size - FAINT * (faint.size - (weak.size > 0 ? 0 : 1))
  const [trace, soft] = [rules('trace').size, rules('soft').size]
  const traced =
    trace + soft >= 2 ? (trace > 0 ? TRACE : SOFT) : trace === 1 ? ALONE : Number.POSITIVE_INFINITY
  const borne =
    together.size >= 2 || (found > (short ? 1 : 0) && odds >= needed) || (!short && odds >= traced)
  if (!strong && !borne)
    return {
      danger: 'none',
      urgent: false,
      ask: weak.size > 0 || rules('past').size > 0 || (!short && odds >= ASK - (faint.size > 0 ? 1 : 0)),
    }
  const grave =
    signs.some(s => s.level === 'crisis') ||
    (borne && signs.some(s => s.becomes === 'crisis' && s.level !== 'high'))
  return { danger: grave ? 'crisis' : 'high', urgent: true, ask: !grave }
}
