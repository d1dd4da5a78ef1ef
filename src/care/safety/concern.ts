import type { Concern } from '../../dialogue/event.ts'
import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { nextNumber } from '../applications/store.ts'
import { askNext, type CallContext } from './call.ts'
import type { Emergency } from './emergency.ts'
import { type Heard, newsOf, type Raised, remembered } from './heard.ts'
import { type How, replyFor } from './reply.ts'
import { type ConcernRow, changeConcern, concernOf, openHeard, sealHeard } from './store.ts'
import { SELF, type Whom } from './whom.ts'

/** Said by the person of himself, so that nothing has to be worked out. */
export const OF_SELF: Whom = { keys: [SELF], group: SELF, sex: '', unsure: false, another: false }

/** What else is known of a text. */
interface Said {
  /** person.ids of who was named in it. */
  named?: readonly string[]
  /** A sudden illness, or what was already done: it has words of its own, and is a call of its own. */
  kind?: Emergency | null
  /** It says where somebody else is, or that he cannot be found. */
  place?: boolean
  /** It was not heard but read, by a human who calls out for the writer. */
  raised?: Raised
}

/** The person it is about, and what a call stands on. */
type About = CallContext & Pick<CareContext, 'person' | 'today'>

/**
 * Despair was heard: the duty contact is told who, where and the telephone number, never the words; the person
 * gets the fixed reply at once, and hears that the contact knows once that is true.
 * @param whoms of whom it was said; each further person is a further call
 * @param key makes the push idempotent: the id of the message
 */
export async function raiseConcern(
  context: About,
  level: Heard['level'],
  whoms: readonly Whom[],
  key: string,
  { named = [], kind = null, place = false, raised }: Said = {},
): Promise<Concern> {
  const { tx, tools, person } = context
  const before = await concernOf(tx, person.id)
  const unreached = before !== null && before.told === null && before.lost !== null
  // Who was spoken to, and despairs once more, is a new call.
  const all = before === null || unreached || before.reached !== null
  const { heard, fresh, known } = await weigh(context, before, level, { whoms, named, kind, all, raised })
  await remember(context, before, level, heard, fresh.length > 0)
  const reply = (how: How, contact: Person | null): Concern => ({
    level,
    reply: replyFor(tools, how, contact, whoms, place ? 'place' : kind),
  })

  if (fresh.length === 0) {
    const known = before?.taker ?? before?.knows ?? before?.contact
    const contact = known ? await tools.directory.byId(tx, known) : null
    return reply(contact ? (before?.told === null ? 'waiting' : 'knows') : 'unreached', contact)
  }
  const graver = before?.level === 'high' && level === 'crisis'
  const more = before && known && !unreached ? (graver ? 'graver' : 'again') : null
  const asked = await askNext(context, person, { key, fresh, more, first: before?.taker ?? null })
  // Who could not be reached a moment ago is asked again, but nobody is promised.
  if (unreached) return reply('unreached', null)
  const asking = more === null ? 'asking' : 'more'
  return reply(asked ? asking : 'alone', asked)
}

/** Everybody despair was heard of, with those a contact is to be called about now, and whether he was about all of them. */
async function weigh(
  { tx, tools, now }: About,
  before: ConcernRow | null,
  level: Heard['level'],
  {
    whoms,
    named,
    kind,
    all,
    raised,
  }: {
    whoms: readonly Whom[]
    named: readonly string[]
    kind: Emergency | null
    all: boolean
    raised: Raised | undefined
  },
): Promise<{ heard: Heard[]; fresh: Whom[]; known: boolean }> {
  let heard = before ? await openHeard(tx, tools, before) : []
  const fresh: Whom[] = []
  let isKnown = true
  for (const whom of whoms) {
    const { news, known } = newsOf(whom, level, heard, now, kind)
    if (!all && news === null) continue
    fresh.push(whom)
    isKnown &&= known !== null
    heard = remembered(whom, level, known, heard, now, { named, kind, raised })
  }
  return { heard, fresh, known: isKnown }
}

/** A denial or a milder word never lowers what is open. */
async function remember(
  { tx, tools, person, now, today }: About,
  before: ConcernRow | null,
  level: Heard['level'],
  heard: readonly Heard[],
  called: boolean,
): Promise<void> {
  const whom = await sealHeard(tx, tools, person.id, heard)
  const anew = { tried: [], told: null, knows: null, taker: null, reached: null, rounds: 0 }
  if (before) {
    await changeConcern(tx, person.id, {
      level: before.level === 'crisis' ? 'crisis' : level,
      times: before.times + 1,
      ...(called ? { whom, ...anew } : {}),
    })
    return
  }
  await tx.db.insert(tx.t.concern).values({
    lane: person.id,
    no: await nextNumber(tx, 'ZB', today),
    level,
    whom,
    since: now,
    asked: now,
    contact: null,
    called: [],
    lost: null,
    times: 1,
    ...anew,
  })
}
