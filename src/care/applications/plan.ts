import { eq } from 'drizzle-orm'
import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { superiorsOf } from '../people/superiors.ts'
import { APPROVALS } from './policy.ts'
import {
  type Asked,
  type ChainRule,
  type Circle,
  candidatesFor,
  chainFor,
  type Link,
  ruleFor,
} from './rules.ts'

/** Who decides a request, in order, and who is filed with. */
export interface Chain {
  readonly approvers: readonly Link<Person>[]
  readonly copies: readonly Person[]
}

export type Around = Pick<CareContext, 'tx' | 'tools'>

/**
 * The chain of a request that is about to be handed in, by the table in force.
 * @param author who writes it, where that is somebody else; he does not decide it
 * @returns null where there are too few people to decide it: then nothing may be taken in
 */
export async function planChain(
  around: Around,
  applicant: Person,
  asked: Asked,
  author: Person = applicant,
): Promise<Chain | null> {
  const found = ruleFor(around.tools.policy(APPROVALS), asked, applicant.rank)
  const roles = [...found.approve, ...(found.file ?? [])].flatMap(a => (typeof a === 'string' ? [] : a.roles))
  const all = asked.forHr ? [...roles, HR] : roles
  const circle = await circleAround(around, applicant, [applicant.id, author.id], all)
  return chainFor(asked.forHr ? checkedToo(found, circle) : found, circle)
}

/** HR decides last; where HR is nobody, or nobody but who asks, the next one up does, if there is one. */
function checkedToo(rule: ChainRule, circle: Circle<Person>): ChainRule {
  const isThere = candidatesFor(`role:${HR}`, circle, undefined).length > 0
  return { ...rule, approve: [...rule.approve, isThere ? { roles: [HR] } : 'above'] }
}

const HR = 'hr'

/**
 * Who it is now that a step of a chain has come: whoever was found the same way today. The supervisor of today
 * decides, not the one of the day it was handed in; who has left is followed by the next one up.
 * @param step how he was found, and who it was then
 * @param before who decided before him
 * @returns null where there is nobody
 */
export async function presentOf(
  around: Around,
  step: { readonly person: string; readonly found: string },
  about: { applicant: Person; barred: readonly string[]; before: Person | null },
): Promise<Person | null> {
  const { applicant, barred, before } = about
  const then = barred.includes(step.person) ? null : await around.tools.directory.byId(around.tx, step.person)
  if (step.found === ADDED) return then ?? (await nextUp(around, step.person, barred))
  const roles = step.found.startsWith('role:') ? step.found.slice(5).split(',') : []
  const circle = await circleAround(around, applicant, barred, roles, before)
  const candidates = candidatesFor(step.found, circle, before ?? undefined)
  if (roles.length > 0 && then && candidates.some(person => person.id === then.id)) return then
  return candidates[0] ?? null
}

/** How somebody was found whom an approver named himself (加签). */
export const ADDED = 'added'

async function nextUp(
  { tx, tools }: Around,
  gone: string,
  barred: readonly string[],
): Promise<Person | null> {
  const { person } = tx.t
  const [row] = await tx.db
    .select({ userid: person.userid, supervisor: person.supervisor })
    .from(person)
    .where(eq(person.id, gone))
  const above = row ? await superiorsOf(tx, tools.directory, row) : []
  return above.find(one => !barred.includes(one.id)) ?? null
}

/** Gathers the people whom the rules may ask for. */
async function circleAround(
  { tx, tools }: Around,
  applicant: Person,
  barred: readonly string[],
  roles: readonly string[],
  before: Person | null = null,
): Promise<Circle<Person>> {
  const { directory } = tools
  const withRole = new Map<string, readonly Person[]>()
  for (const role of roles) withRole.set(role, await directory.withRole(tx, role))
  const above = new Map<string, readonly Person[]>()
  for (const person of [applicant, ...(before ? [before] : []), ...[...withRole.values()].flat()]) {
    if (above.has(person.id)) continue
    const superiors = await superiorsOf(tx, directory, person)
    above.set(person.id, superiors)
    superiors.forEach((one, i) => {
      if (!above.has(one.id)) above.set(one.id, superiors.slice(i + 1))
    })
  }
  return {
    applicant,
    barred,
    superiors: person => above.get(person.id) ?? [],
    withRole: role => withRole.get(role) ?? [],
  }
}
