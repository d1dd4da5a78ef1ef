import { lookup } from '../../runtime/declare.ts'
import { ASPECTS, policyAnswer } from './policy-answers.ts'

export const policyLookups = {
  /** What the rules say of a kind of leave, or of work beside it, to me. */
  policy_in_short: lookup(
    { with: { kind: 'choice' }, returns: { text: 'text' } },
    async (context, { kind }) => ({
      text: await policyAnswer(context, kind, null),
    }),
  ),

  /** The same of one aspect of annual leave or comp-days: `days`, `carry`, `pay` or `lost`. */
  policy_of: lookup(
    { with: { kind: 'choice', about: 'choice' }, returns: { text: 'text' } },
    async (context, { kind, about }) => ({
      text: await policyAnswer(context, kind, ASPECTS.find(one => one === about) ?? null),
    }),
  ),
}
