import type { Category } from './category.ts'
import { makeConcepts } from './concepts.ts'
import { makeFeatures, type RiskModel, scorer } from './model.ts'
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
  const scored = makeScored(file, model)
  const graves = makePlaces(
    file.categories.flatMap(({ id, grave }) => grave.map(pattern => [id as Category, pattern] as const)),
    file.words,
  )
  const whys = new Map<Category, string>(file.categories.map(({ id, why }) => [id, why]))

  return text => {
    const whole = scored(text, [0, text.length])
    const sentences = sentencesOf(text)
    const each = sentences.length > 1 ? sentences.map(span => scored(text, span)) : []
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

/** The models and the words of categories together, for one part of a text. */
function makeScored(file: RiskFile, model: RiskModel): (text: string, span: Part) => Scored {
  const score = scorer(model, makeFeatures(makeConcepts(file)))
  const { classes } = model
  const [self, hint] = [classes.indexOf('self_harm'), classes.indexOf('hint')]
  const signs = makePlaces(
    file.categories.flatMap(({ id, signs }) => signs.map(pattern => [classes.indexOf(id), pattern] as const)),
    file.words,
  )
  return (text, span) => {
    const odds = score(text, ...span)
    for (const k of new Set(signs(text.slice(...span)).map(place => place.of)))
      odds[k] = (odds[k] ?? Number.NEGATIVE_INFINITY) + SIGN
    const danger = Math.max(odds[self] ?? Number.NEGATIVE_INFINITY, odds[hint] ?? Number.NEGATIVE_INFINITY)
    let best = -1
    for (let k = 0; k < classes.length; k++)
      if (k !== self && k !== hint && (best < 0 || (odds[k] ?? 0) > (odds[best] ?? 0))) best = k
    return { span, danger, category: classes[best] as Category, odds: odds[best] ?? 0 }
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
