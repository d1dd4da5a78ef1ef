import { fill } from '../../dialogue/format.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Emergency } from './emergency.ts'
import { EMERGENCY, SAFETY, type SafetyFile, WHOM } from './policy.ts'
import { SELF, type Whom } from './whom.ts'

/**
 * How it stands with the one who is told: being called just now, or once more; called a while ago, knows; or nobody could
 * be reached, or there is nobody.
 */
export type How = 'asking' | 'more' | 'waiting' | 'knows' | 'unreached' | 'alone'

/** The fixed reply in the words that are true: nobody is said to know before the push has really reached him. */
export function replyFor(
  tools: Tools,
  how: How,
  contact: Person | null,
  whoms: readonly Whom[],
  kind: Emergency | 'place' | null = null,
): string {
  const policy = tools.policy(SAFETY)
  // Where it may be the writer himself, it is he who is spoken to.
  const other = whoms.length > 0 && whoms.every(whom => !whom.keys.includes(SELF))
  const them = other ? themOf(whoms, tools.policy(WHOM).groups) : ''
  if (kind !== null) return emergencyReply(tools, how, contact, kind, { other, them })
  if (!contact) return other ? fill(policy.reply_other_alone, { them }) : replyAlone(policy, how)
  const values = { ...contactValues(tools, contact), them }
  return fill(other ? otherWords(policy, how) : ownWords(policy, how), values)
}

/** How the fixed texts call a contact: {duty}, {who} with what he is, {pronoun}, {phone}. */
export function contactValues(tools: Tools, contact: Person) {
  const policy = tools.policy(SAFETY)
  const pronoun =
    contact.sex === '男' || contact.sex === '女' ? policy.pronouns[contact.sex] : policy.pronouns.other
  const duty = titleOf(contact)
  const who = fill(contact.roles.includes('handler') ? policy.stand_in : policy.on_duty, { duty })
  return { duty, who, pronoun, phone: contact.mobile ?? policy.no_phone }
}

/** First what to do this minute, then how it stands with who is called. */
function emergencyReply(
  tools: Tools,
  how: How,
  contact: Person | null,
  kind: Emergency | 'place',
  { other, them }: { other: boolean; them: string },
): string {
  const { replies, told, place, reach } = tools.policy(EMERGENCY)
  const nobody = contact === null || how === 'alone' || how === 'unreached'
  const values = contact === null ? { phone: tools.policy(SAFETY).no_phone } : contactValues(tools, contact)
  if (kind === 'place') {
    const known = fill(nobody ? reach.nobody : reach[how === 'knows' ? 'knows' : 'waiting'], values)
    return fill(place, { ...values, them, reach: known })
  }
  const after = how === 'alone' ? '' : fill(told[nobody ? 'nobody' : how === 'more' ? 'asking' : how], values)
  return fill(replies[kind][other ? 'other' : 'self'], { them, told: after })
}

function ownWords(policy: SafetyFile, how: How): string {
  if (how === 'knows') return policy.reply_again
  // What was asked with the first call is not asked again.
  if (how === 'more') return policy.reply_more
  return how === 'waiting' ? policy.reply_waiting : (policy.reply[0] ?? '')
}

function otherWords(policy: SafetyFile, how: How): string {
  if (how === 'knows') return policy.reply_other_again
  if (how === 'more') return policy.reply_other_more
  return how === 'waiting' ? policy.reply_other_waiting : policy.reply_other
}

/** Nobody is on duty, or nobody on duty could be reached. */
function replyAlone(policy: SafetyFile, how: How): string {
  return how === 'unreached' ? policy.reply_unreached : policy.reply_alone
}

function themOf(whoms: readonly Whom[], groups: Readonly<Record<string, string>>): string {
  const [group, ...more] = new Set(whoms.map(whom => whom.group))
  return groups[more.length > 0 || group === undefined ? 'other' : group] ?? groups['other'] ?? ''
}
