import { and, desc, eq, gt, gte } from 'drizzle-orm'
import type { Concern } from '../../dialogue/event.ts'
import { fill } from '../../dialogue/format.ts'
import type { CareContext, EffectContext } from '../../runtime/context.ts'
import { dutyOf } from '../people/duty.ts'
import { raiseConcern } from './concern.ts'
import { emergenciesOf, whomOf } from './ears.ts'
import type { Found, Still } from './emergency.ts'
import { keepsWords } from './keeps-words.ts'
import { EMERGENCY, WHOM } from './policy.ts'
import { contactValues, replyFor } from './reply.ts'
import { type ConcernRow, concernOf, openHeard } from './store.ts'
import { callInstead, namesIn } from './unanswered.ts'
import { SELF, type Whom } from './whom.ts'

/** So long after a call a short word is heard in its light, also where somebody has closed it, ms. */
const LATELY = 24 * 3_600_000

/**
 * What is said after somebody was called, and would be nothing by itself: the place or the urge is a new alarm, “it is
 * my friend” another one, “don’t tell anybody” is answered truly.
 * @param plain normalised text
 * @returns null where nobody was called lately, or it is nothing of that
 */
export async function hearAfter(context: EffectContext, plain: string): Promise<Concern | null> {
  const ears = emergenciesOf(context.tools)
  const found = ears.stillIn(plain)
  const rings = found === null || found.is === 'missing' ? ears.unansweredIn(plain) : null
  const named = rings ? namesIn(context, plain) : []
  const unanswered = rings === 'named' && named.length === 0 ? null : rings
  // “一个人在家” is also where somebody is who cannot be found; that, only where another is looked for.
  const back = found && found.is !== 'missing' ? null : ears.backIn(plain)
  const worse = !found && !back && ears.worseIn(plain)
  if (!found && !back && !worse && !unanswered) return null
  const open = await concernOf(context.tx, context.person.id)
  if (open && worse) return takesEffect(context, open)
  if (!open && !(await calledLately(context))) return null
  if (worse) return fallsIll(context, plain)
  const others = await othersHeard(context, open)
  if (unanswered) {
    const instead = await callInstead(context, open, unanswered, { named, others: others.length > 0 })
    if (instead) return instead
  }
  if (back && (!found || others.length === 0)) return answerBack(context, open, others.length > 0, back)
  // A contact’s telephone that nobody answers is no such thing.
  if (!found || (found.is === 'missing' && others.length === 0)) return null
  const level = found.is === 'corrected' ? 'high' : 'crisis'
  const whoms = whomMeant(context, plain, found, others)
  if (found.is === 'swallowed') return raiseConcern(context, level, whoms, context.key, { kind: 'taken' })
  const place = found.is !== 'corrected' && !whoms.some(({ keys }) => keys.includes(SELF))
  return raiseConcern(context, level, whoms, context.key, { place })
}

/** Pills, a wound or gas that a contact was called about: what to do is said once more. */
async function takesEffect(context: EffectContext, open: ConcernRow): Promise<Concern | null> {
  const { tx, tools, key } = context
  const done = (await openHeard(tx, tools, open)).filter(({ kind }) => kind && kind !== 'medical').at(-1)
  if (!done?.kind) return null
  const group = done.keys.includes(SELF) ? SELF : 'other'
  const whom: Whom = { keys: done.keys, sex: done.sex, group, unsure: done.unsure, another: false }
  return raiseConcern(context, 'crisis', [whom], key, { kind: done.kind })
}

/**
 * A human has closed it, and what it was about is known no more: whoever has taken something feels it hours later, and
 * is called about as somebody who fell ill.
 */
function fallsIll(context: EffectContext, plain: string): Promise<Concern> {
  const whoms = whomOf(context.tools)(plain, [
    { rule: 'medical', why: '', quote: '', span: [0, plain.length] },
  ])
  return raiseConcern(context, 'crisis', whoms, context.key, { kind: 'medical' })
}

/** Whom it is about; where nobody is named, whoever was spoken of before. */
function whomMeant(
  { tools }: EffectContext,
  plain: string,
  { is, span }: Found<Still>,
  others: readonly Whom[],
): Whom[] {
  if (is === 'missing') return [...others]
  // Who puts it right names another after himself.
  const rule = is === 'corrected' ? 'third' : is
  const whoms = whomOf(tools)(plain, [{ rule, why: '', quote: '', span }])
  const ofSelf = whoms.every(({ keys }) => keys.includes(SELF))
  const saysI = new RegExp(tools.policy(WHOM).self, 'u').test(plain)
  return ofSelf && others.length > 0 && !saysI ? [...others] : whoms
}

/** Those despair was heard of, where it was never of the writer himself. */
async function othersHeard({ tx, tools }: CareContext, open: ConcernRow | null): Promise<Whom[]> {
  const heard = open ? await openHeard(tx, tools, open) : []
  if (heard.some(({ keys }) => keys.includes(SELF))) return []
  return heard.map(({ keys, sex }) => ({ keys, sex, group: 'other', unsure: false, another: false }))
}

/** The answer to what is said against help: who was told, of what alone, and what is kept. */
async function answerBack(
  { tx, tools, person }: EffectContext,
  open: ConcernRow | null,
  other: boolean,
  id: string,
): Promise<Concern> {
  const { back, states, reach, kept } = tools.policy(EMERGENCY)
  const known = open?.taker ?? open?.knows ?? open?.contact
  const contact = known ? await tools.directory.byId(tx, known) : await dutyOf(tx, tools.directory, person)
  const words = back.find(one => one.id === id)
  if (!contact || !words) return { level: 'high', reply: replyFor(tools, 'unreached', null, []) }
  const values = contactValues(tools, contact)
  const now = stateOf(open)
  const said = {
    ...values,
    state: fill(states[now], values),
    reach: fill(reach[now], values),
    kept: (await keepsWords(tx, tools, person.id)) ? kept : '',
  }
  return { level: 'high', reply: fill(other ? words.other : words.self, said) }
}

function stateOf(open: ConcernRow | null): 'knows' | 'waiting' | 'before' | 'nobody' {
  if (!open) return 'before'
  if (open.told !== null || open.taker !== null) return 'knows'
  return open.contact === null ? 'nobody' : 'waiting'
}

/** No more of the newest lines of the audit log are looked through. */
const LOOKED_AT = 20_000

/** Whether somebody was called about this person lately: what was closed leaves no other trace. */
async function calledLately({ tx, person, now }: CareContext): Promise<boolean> {
  const { audit } = tx.t
  const [last] = await tx.db.select({ seq: audit.seq }).from(audit).orderBy(desc(audit.seq)).limit(1)
  const ofHim = and(eq(audit.about, person.id), eq(audit.action, 'duty.called'))
  const recent = and(gt(audit.seq, (last?.seq ?? 0) - LOOKED_AT), gte(audit.at, now - LATELY))
  const rows = await tx.db.select({ seq: audit.seq }).from(audit).where(and(recent, ofHim)).limit(1)
  return rows.length > 0
}
