import { titleOf } from '../../kernel/person.ts'
import type { Deciding } from './kind.ts'
import type { KindOf, Mine } from './my-turn.ts'
import { hrOf } from './tell-hr.ts'

/**
 * He would agree, and the roster has nobody who decides after him: it stays with him. The applicant learns why it does
 * not go on, and HR, whose roster it is, what to mend; each once.
 * @returns what he is told who wanted to agree
 */
export async function tellNoLeader(
  context: Deciding,
  kindOf: KindOf,
  { found, applicant }: Mine,
): Promise<{ text: string }> {
  const { tools, person, push } = context
  const { no, step } = found
  const kind = kindOf(found)
  const brief = kind.quiet ? '' : await kind.brief(context, found)
  const about = {
    key: `no_leader/${no}/${step}`,
    values: { no, brief, approver: titleOf(person) },
  }
  await push(applicant, kind.quiet ? 'nobody_next_quietly' : 'nobody_next', about)
  for (const hr of await hrOf(context, found)) await push(hr, 'nobody_next_hr', about)
  return { text: tools.text('decided_nobody', { no }) }
}
