import type { Concern } from '../../dialogue/event.ts'
import { fill } from '../../dialogue/format.ts'
import type { Person } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { dutyOf } from '../people/duty.ts'
import { askNext } from './call.ts'
import type { Unanswered } from './emergency.ts'
import { EMERGENCY } from './policy.ts'
import { contactValues } from './reply.ts'
import { type ConcernRow, changeConcern } from './store.ts'

/** Userids of who is named in a text. Nothing is asked of the database. */
export function namesIn({ tools }: EffectContext, plain: string): string[] {
  return tools.directory.named(plain).map(({ userid }) => userid)
}

/**
 * The person in danger says that the contact's telephone is not answered: the next one is called at once, unless
 * somebody else is being called or sees to it already.
 * @param named userids of who is named in it
 * @param others whether the call was about somebody else
 * @returns null where it is not the contact's telephone
 */
export async function callInstead(
  context: EffectContext,
  open: ConcernRow | null,
  is: Unanswered,
  { named, others }: { named: readonly string[]; others: boolean },
): Promise<Concern | null> {
  const { tx, tools, person, key } = context
  const { directory } = tools
  // Closed by a human, it is called anew only where he wishes it.
  if (!open)
    return is === 'named' ? null : answerOf(context, others, 'before', await dutyOf(tx, directory, person))
  const called = await Promise.all(open.called.map(id => directory.byId(tx, id)))
  const meant = called.filter(one => one !== null && named.includes(one.userid)).map(one => one?.id)
  if (meant.length === 0 && (named.length > 0 || is === 'named' || (is === 'bare' && others))) return null
  const isMeant = (id: string) => meant.length === 0 || meant.includes(id)
  const answer = (reach: 'knows' | 'waiting' | 'nobody' | 'all_told', contact: Person | null) =>
    answerOf(context, others, reach, contact)

  if (open.taker !== null && !isMeant(open.taker))
    return answer('knows', await directory.byId(tx, open.taker))
  if (open.taker === null && open.contact !== null && !isMeant(open.contact))
    return answer('waiting', await directory.byId(tx, open.contact))
  const left = open.told === null ? 'nobody' : 'all_told'
  // Everybody was called, and they are called anew by themselves.
  if (open.taker === null && open.contact === null) return answer(left, null)
  if (open.taker !== null) await changeConcern(tx, person.id, { taker: null, reached: null })
  const next = await askNext(context, person, { key })
  return answer(next ? 'waiting' : left, next)
}

function answerOf(
  { tools }: EffectContext,
  others: boolean,
  how: 'knows' | 'waiting' | 'before' | 'nobody' | 'all_told',
  contact: Person | null,
): Concern {
  const { unanswered, reach } = tools.policy(EMERGENCY)
  const words = how === 'all_told' ? unanswered.all_told : reach[contact ? how : 'nobody']
  const known = contact ? fill(words, contactValues(tools, contact)) : words
  return { level: 'high', reply: fill(others ? unanswered.other : unanswered.self, { reach: known }) }
}
