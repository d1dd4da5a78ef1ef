import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { type Chain, planChain } from '../applications/plan.ts'

/** Who sees a hardship request first, and who has the last word. */
export interface Officers {
  readonly chain: Chain
  readonly officer: Person
  readonly leader: Person
}

/**
 * Who checks a hardship request and who decides it, by `approvals.yaml`: never somebody it is about or who wrote it.
 * Null while there are too few: then nothing may be taken in.
 */
export async function officersFor(
  around: Pick<CareContext, 'tx' | 'tools'>,
  { person, author }: { person: Person; author: Person },
): Promise<Officers | null> {
  const asked = { kind: 'hardship', of: '', halfDays: 0, leavesCity: false } as const
  const chain = await planChain(around, person, asked, author)
  const [officer, leader] = [chain?.approvers.at(0)?.person, chain?.approvers.at(-1)?.person]
  return chain && officer && leader ? { chain, officer, leader } : null
}
