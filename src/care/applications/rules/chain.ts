import type { ApproverRule, ChainRule } from './table.ts'

/** Somebody who may decide, as the rules know him. */
export interface Somebody {
  readonly id: string
  readonly unit: string
}

/** The people around a request. */
export interface Circle<P extends Somebody> {
  readonly applicant: P
  /** Who may not decide it: whom it is for, and who wrote it. person.id */
  readonly barred: readonly string[]
  /** Everybody above somebody, nearest first; who has left is not among them. */
  superiors(of: P): readonly P[]
  /** Who has a role, in the order people are always named in. */
  withRole(role: string): readonly P[]
}

/** Somebody in a chain, and how he was found there. */
export interface Link<P> {
  readonly person: P
  /** supervisor | above | unit_head | role:<role>,<role>… | added */
  readonly found: string
}

/**
 * Who decides, in order, and who is filed with. Nobody who is barred, nobody twice; where nobody is above any more the
 * chain ends with the highest there is.
 * @returns null where there are fewer than the rule wants: then nothing may be taken in
 */
export function chainFor<P extends Somebody>(
  rule: ChainRule,
  circle: Circle<P>,
): { approvers: Link<P>[]; copies: P[] } | null {
  const approvers = approversFrom(rule.approve, circle, [], rule.least ?? 1)
  if (!approvers) return null
  const copies: P[] = []
  for (const wanted of rule.file ?? []) {
    const [copy] = candidatesFor(foundOf(wanted), circle, approvers.at(-1)?.person)
    if (copy && ![...approvers.map(a => a.person), ...copies].some(p => p.id === copy.id)) copies.push(copy)
  }
  return { approvers, copies }
}

/** Tries who comes first, then the next, until the rest of the chain is there too. */
function approversFrom<P extends Somebody>(
  [wanted, ...rest]: readonly ApproverRule[],
  circle: Circle<P>,
  before: readonly Link<P>[],
  least: number,
): Link<P>[] | null {
  if (wanted === undefined) return before.length >= least ? [...before] : null
  const found = foundOf(wanted)
  const candidates = candidatesFor(found, circle, before.at(-1)?.person)
  // Somebody who decides already is not asked twice, and nobody is asked in his place.
  const [first] = candidates
  if (!first || before.some(link => link.person.id === first.id))
    return approversFrom(rest, circle, before, least)
  for (const person of candidates) {
    if (before.some(link => link.person.id === person.id)) continue
    const whole = approversFrom(rest, circle, [...before, { person, found }], least)
    if (whole) return whole
  }
  return null
}

/**
 * Who it can be, best first.
 * @param found how somebody is found, as a link keeps it
 * @param before who decides before him
 */
export function candidatesFor<P extends Somebody>(
  found: string,
  circle: Circle<P>,
  before: P | undefined,
): P[] {
  const { applicant, barred } = circle
  return everybodyFor(found, circle, before ?? applicant).filter(person => !barred.includes(person.id))
}

function everybodyFor<P extends Somebody>(found: string, circle: Circle<P>, before: P): readonly P[] {
  const { applicant, superiors, withRole } = circle
  if (found === 'supervisor') return superiors(applicant)
  if (found === 'above') return superiors(before)
  if (found === 'unit_head') {
    const above = superiors(applicant)
    const head = above.findLastIndex(person => person.unit === applicant.unit)
    return above.slice(Math.max(0, head))
  }
  if (!found.startsWith(ROLE)) return []
  const people = found.slice(ROLE.length).split(',').flatMap(withRole)
  const near = people.filter(person => person.unit === applicant.unit)
  return [...new Set([...near, ...people])]
}

const ROLE = 'role:'

function foundOf(wanted: ApproverRule): string {
  return typeof wanted === 'string' ? wanted : ROLE + wanted.roles.join(',')
}
