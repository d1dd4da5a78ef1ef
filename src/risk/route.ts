import type { Assessment, Reason } from './assess.ts'
import type { Category } from './category.ts'

/** Who hears of something: `discipline` means not HR; the person is told where such a report belongs. */
export type Route = 'duty' | 'hr' | 'discipline' | 'none'

/** A reason, and who hears of it. */
export interface Routed extends Omit<Reason, 'quote'> {
  readonly to: Route
}

/** Who hears of the gravest part of a text. */
export function routeOf({ urgent, category }: Pick<Assessment, 'urgent' | 'category'>): Route {
  return urgent ? 'duty' : routeOfCategory(category)
}

/**
 * Every part of a text and who hears of it: words of danger, then what else there is, sentence by sentence. A
 * report and what stands beside it are never handed to the same.
 */
export function routed({
  urgent,
  reasons,
  parts,
}: Pick<Assessment, 'urgent' | 'reasons' | 'parts'>): Routed[] {
  const danger = reasons.map(
    ({ rule, why, span }): Routed => ({ rule, why, span, to: urgent ? 'duty' : 'none' }),
  )
  const rest = parts
    .filter(({ span }) => !urgent || !reasons.some(r => r.span[0] < span[1] && span[0] < r.span[1]))
    .map(({ category, span, why }): Routed => ({ rule: category, why, span, to: routeOfCategory(category) }))
  return [...danger, ...rest]
}

function routeOfCategory(category: Category): Route {
  if (category === 'misconduct') return 'discipline'
  return category === 'business' || category === 'venting' ? 'none' : 'hr'
}
