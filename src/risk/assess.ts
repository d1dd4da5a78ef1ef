import { type About, makeAbout } from './about.ts'
import type { Category } from './category.ts'
import { decide, LEAST, type Verdict } from './decide.ts'
import { makeFold } from './fold.ts'
import { makeFrames } from './frames.ts'
import type { RiskModel } from './model.ts'
import { makeRespelled } from './respell.ts'
import type { RiskFile } from './rules-file.ts'
import { shippedModel } from './shipped.ts'
import { makeFindSigns, makeFindTraces, type Sign } from './signs.ts'

/** How grave a text is, what it is about, and who should know. */
export interface Assessment {
  /** Danger to life is crisis or high; anything else is high where a human should look on the same day. */
  readonly level: 'crisis' | 'high' | 'medium' | 'none'
  /** Danger to life alone: what the safe reply, the duty contact and the clock go by. */
  readonly danger: 'crisis' | 'high' | 'none'
  readonly category: Category
  /** The safe reply is due, and a human must look. */
  readonly urgent: boolean
  /** One direct question is due: in danger to life there is no time for it, one weak sign alone deserves it. */
  readonly ask: boolean
  /** Also those of one weak sign, which by itself is no level. */
  readonly reasons: readonly Reason[]
  /** Weak signs, by their rules: two of them in one conversation are one strong sign. */
  readonly weak: readonly string[]
  /** What there is in a text beside danger to life, sentence by sentence. */
  readonly parts: readonly About[]
}

/** Why: the rule, in words, and the very place. */
export interface Reason {
  readonly rule: string
  readonly why: string
  readonly quote: string
  /** In the text as it was given to `assess`. */
  readonly span: readonly [number, number]
}

/**
 * A text in, an assessment out. Pure, total.
 * @param plain normalised text
 * @param earlier rules of the weak signs in the turns before (`weak` of their assessments)
 */
export type Assess = (plain: string, earlier?: readonly string[]) => Assessment

/** Longest text looked at; no platform brings a longer message. */
const LONGEST = 20_000
/** Of so few characters the models know too little to ask or to tell. */
const SHORT = 8

export function makeAssess(file: RiskFile, model: RiskModel = shippedModel()): Assess {
  const fold = makeRespelled(file, makeFold(file.characters))
  const frames = makeFrames(file)
  const findSigns = makeFindSigns(file, frames)
  const findTraces = makeFindTraces(file, frames)
  const about = makeAbout(file, model)

  return (plain, earlier = []) => {
    const { text, at } = fold(plain.slice(0, LONGEST))
    const place = (n: number): number => (at === null ? n : (at[n] ?? plain.length))
    const spanOf = (from: number, to: number): [number, number] => [place(from), place(to - 1) + 1]
    const found = findSigns(text)
    const topic = about(text)
    const alone = found.signs.length === 0 && found.doubt === 0 && topic.odds >= LEAST
    const { signs, doubt } = alone ? findTraces(text) : found
    const odds = topic.odds - doubt
    const verdict = decide(signs, odds, earlier, text.length < SHORT)
    const named = verdict.urgent || (verdict.ask && topic.self) ? 'self_harm' : topic.category
    const reasons = told(signs, verdict).map(({ rule, why, from, to }) => {
      const span = spanOf(from, to)
      return { rule, why, quote: plain.slice(...span), span }
    })
    return {
      ...verdict,
      level: verdict.danger !== 'none' ? verdict.danger : levelOf(named, topic.grave),
      category: named,
      reasons,
      weak: [...new Set(signs.filter(s => s.level === 'weak').map(s => s.rule))],
      parts: topic.parts.map(part => ({ ...part, span: spanOf(...part.span) })),
    }
  }
}

const SLIGHT: ReadonlySet<Sign['level']> = new Set(['faint', 'trace', 'soft'])

/** What is given as a reason: faint signs only where nothing plainer was found, and somebody is told or asked. */
function told(signs: readonly Sign[], { urgent, ask }: Verdict): readonly Sign[] {
  const plain = signs.filter(sign => !SLIGHT.has(sign.level))
  return plain.length > 0 || !(urgent || ask) ? plain : signs
}

function levelOf(category: Category, grave: boolean): Assessment['level'] {
  if (category === 'venting' || category === 'business') return 'none'
  return grave ? 'high' : 'medium'
}
