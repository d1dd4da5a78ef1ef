import type { Category } from './category.ts'
import { makeConcepts } from './concepts.ts'
import { makeFeatures, makeScorer, type RiskModel } from './model.ts'
import { type Part, sentencesOf } from './parts.ts'
import { makePlaces } from './patterns.ts'
import type { RiskFile } from './rules-file.ts'

/** What a sentence is about, where that is trouble of some kind. */
export interface About {
  readonly category: Category
  readonly span: Part
  readonly why: string
}

/** What a text is about, danger to oneself aside, and what the models make of that. */
export interface Topic {
  /** How sure they are that it tells of a wish to die, or of a farewell (log-odds). */
  readonly odds: number
  /** Danger to oneself is what they hold for likeliest. */
  readonly self: boolean
  /** The likeliest beside it. */
  readonly category: Category
  /** A word in it makes it grave. */
  readonly grave: boolean
  readonly parts: readonly About[]
}

/** A word of a category counts so much, in log-odds. */
const SIGN = 1.5
/** In doubt a text counts as a report: HR is not to read one, and the other way round costs a telephone number. */
const LEAN = 0.4
/** So sure, a sentence of a text has a category of its own. */
const OWN = 0
/** So sure, it gives its category to a text that is ordinary as a whole, or parts with a report. */
const SURE = 1
/** A sentence by itself says less than the same in a text. */
const ALONE = 0.5

interface Scored {
  readonly span: Part
  readonly danger: number
  readonly category: Category
  readonly odds: number
}

export function makeAbout(file: RiskFile, model: RiskModel): (text: string) => Topic {
  const score = makeScore(file, model)
  const graves = makePlaces(
    file.categories.flatMap(({ id, grave }) => grave.map(pattern => [id as Category, pattern] as const)),
    file.words,
  )
  const whys = new Map<Category, string>(file.categories.map(({ id, why }) => [id, why]))

  return text => {
    const { whole, each } = score(text)
    const category = categoryOf(whole, each, whys)
    const odds = each.reduce((most, { danger }) => Math.max(most, danger - ALONE), whole.danger)
    return {
      odds,
      self: odds >= whole.odds,
      category,
      grave: whys.has(category) && graves(text).some(place => place.of === category),
      parts: partsOf(category, whole, each, whys),
    }
  }
}

/** A text, and each of its sentences where it has several. */
interface Whole {
  readonly whole: Scored
  readonly each: readonly Scored[]
}

/** The models and the words of categories together. The whole is what its sentences are: none is read twice. */
function makeScore(file: RiskFile, model: RiskModel): (text: string) => Whole {
  const { classes } = model
  const scorer = makeScorer(model, makeFeatures(makeConcepts(file)))
  const [self, hint, report] = [
    classes.indexOf('self_harm'),
    classes.indexOf('hint'),
    classes.indexOf('misconduct'),
  ]
  const signs = makePlaces(
    file.categories.flatMap(({ id, signs }) => signs.map(pattern => [classes.indexOf(id), pattern] as const)),
    file.words,
  )
  /** What one sentence weighs, one at a time. */
  const weighed = new Int32Array(classes.length)
  const scored = (span: Part, sums: Int32Array, features: number, named: ReadonlySet<number>): Scored => {
    const odds = scorer.odds(sums, features)
    for (const k of named) odds[k] = (odds[k] ?? 0) + SIGN
    odds[report] = (odds[report] ?? 0) + LEAN
    let best = -1
    for (let k = 0; k < odds.length; k++)
      if (k !== self && k !== hint && (best < 0 || (odds[k] ?? 0) > (odds[best] ?? 0))) best = k
    return {
      span,
      danger: Math.max(odds[self] ?? 0, odds[hint] ?? 0),
      category: classes[best] as Category,
      odds: odds[best] ?? 0,
    }
  }

  return text => {
    const total = new Int32Array(classes.length)
    const all = new Set<number>()
    let features = 0
    const each = sentencesOf(text).map(([from, to]) => {
      weighed.fill(0)
      const size = scorer.add(text, from, to, weighed)
      const named = new Set(signs(text.slice(from, to)).map(place => place.of))
      features += size
      for (const k of named) all.add(k)
      for (let k = 0; k < total.length; k++) total[k] = (total[k] ?? 0) + (weighed[k] ?? 0)
      return scored([from, to], weighed, size, named)
    })
    return { whole: scored([0, text.length], total, features, all), each: each.length > 1 ? each : [] }
  }
}

/** That of the whole, unless it is ordinary and one sentence is surely not. */
function categoryOf(whole: Scored, each: readonly Scored[], whys: ReadonlyMap<Category, string>): Category {
  if (whys.has(whole.category)) return whole.category
  const [surest] = each.filter(s => whys.has(s.category) && s.odds >= SURE).sort((a, b) => b.odds - a.odds)
  return surest?.category ?? whole.category
}

/** In a report, a sentence has to be surely of something else to be told to anybody else. */
function partsOf(
  category: Category,
  whole: Scored,
  each: readonly Scored[],
  whys: ReadonlyMap<Category, string>,
): About[] {
  const part = (of: Category, span: Part): About => ({ category: of, span, why: whys.get(of) ?? '' })
  const needed = category === 'misconduct' ? SURE : OWN
  const own = each.filter(s => whys.has(s.category) && s.odds >= needed)
  if (category === 'misconduct')
    return each.length === 0
      ? [part(category, whole.span)]
      : each.map(s => part(own.includes(s) ? s.category : category, s.span))
  if (own.length > 0) return own.map(s => part(s.category, s.span))
  return whys.has(category) ? [part(category, whole.span)] : []
}
