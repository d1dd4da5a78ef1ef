import { inArray } from 'drizzle-orm'
import type { Message as Said } from '../dialogue/compose.ts'
import type { Answer, Request } from '../dialogue/event.ts'
import { turn } from '../dialogue/turn.ts'
import type { Value } from '../dialogue/value.ts'
import type { Message } from '../kernel/channel.ts'
import { localDate } from '../kernel/clock.ts'
import { Refusal } from '../kernel/faults.ts'
import type { Person } from '../kernel/person.ts'
import type { Tx } from '../storage/storage.ts'
import type { Alarm } from './alarm.ts'
import type { Arrival } from './arrival.ts'
import type { CareArea } from './care-area.ts'
import type { EffectContext, Tools } from './context.ts'
import { type Effect, LATER, type Lookup } from './declare.ts'
import type { Dialogues } from './dialogues.ts'
import type { Address } from './directory.ts'
import { asksHidden, type Hides, hidesIn, withoutHidden } from './elsewhere.ts'
import { eventsOf, type Guard } from './events-of.ts'
import type { Done } from './inbox.ts'
import type { Fate, Outbox } from './outbox.ts'
import { type PrivacyOf, placeOf, type TopicsOf, whereNow } from './privacy.ts'
import { pusher } from './push.ts'
import { schedule } from './timers.ts'
import { type TurnLibrary, worldOf } from './world-of.ts'

/** What turns stand on. */
export interface TurnParts {
  readonly tools: Tools
  readonly outbox: Outbox
  readonly dialogues: Dialogues
  readonly areas: readonly CareArea[]
  readonly guard: Guard
  readonly alarm: Alarm
  readonly privacyOf: PrivacyOf
  readonly topicsOf: TopicsOf
  /** Does an errand once the transaction is durable. */
  soon(tx: Tx, errand: string, about: string): Promise<void>
  /** The loaded flow files; a reload swaps the whole. */
  library(): TurnLibrary
}

/**
 * Runs one turn of a lane inside a transaction: state, business rows, outbox and timers are written together.
 * @param arrivals what waited, in order; each is one event
 */
export async function runTurn(
  tx: Tx,
  parts: TurnParts,
  person: Person,
  arrivals: readonly Arrival[],
  now: number,
): Promise<Done> {
  const { tools, outbox } = parts
  const last = arrivals.at(-1)
  if (!last) throw new Error('A turn needs an event.')
  const library = parts.library()
  const stored = await parts.dialogues.load(tx, person.id)
  const fates: Fate[] = []
  const from = arrivals.findLast(arrival => arrival.from)?.from ?? null
  const said = from ?? (await addressNow(tx, tools, person, stored.address))
  const about = { state: stored.state, told: arrivals, flows: library.flows, privacyOf: parts.privacyOf }
  const to = from ?? whereNow(tools.directory, person, said, about)
  const place = placeOf(tools.directory, to.channel)
  const hides = hidesIn(tx, place, parts.topicsOf)
  const context = {
    ...contextOf(tx, parts, person, now),
    whenSaid: (fate: Fate) => void fates.push(fate),
    ...(hides ? { hides } : {}),
  }
  const events = await eventsOf(arrivals, context, parts, stored.state)
  const world = worldOf(tools, library, person, place)

  const effects: string[] = []
  const run = turn(stored.state, events, world)
  let step = run.next()
  while (!step.done) {
    const request = step.value
    if (request.do === 'run') effects.push(request.name)
    step = run.next(await answer(request, parts, context))
  }
  const turned = step.value

  const drafted = sendable(turned.message, stored.lost ? library.patterns.lost.say : undefined)
  const message = drafted && { ...drafted, text: await parts.guard.told(context, drafted.text) }
  if (message) {
    const key = `turn/${last.id}`
    await outbox.put(
      tx,
      {
        key,
        lane: person.id,
        channel: to.channel,
        contact: to.contact,
        message,
        reply: from?.reply ?? null,
        onSent: null,
        fates,
      },
      now,
    )
  }
  await parts.dialogues.save(tx, person.id, stored.rev, turned.state, {
    ...said,
    wakeAt: turned.wakeAt,
    now,
  })
  if (turned.forgotten.length > 0) await forget(tx, tools, turned.forgotten)
  for (const code of turned.alerts) await parts.alarm(tx, code, person.id, now)
  if (stored.lost) await parts.alarm(tx, 'dialogue_lost', person.id, now)
  return { rev: stored.rev + 1, commands: turned.commands.join(' '), effects: effects.join(' ') }
}

/** Where he was last, as long as that is still his. */
async function addressNow(
  tx: Tx,
  { directory }: Tools,
  person: Person,
  last: Address | null,
): Promise<Address> {
  return last && directory.isStill(person.id, last) ? last : directory.addressOf(tx, person)
}

/** What effects and the guard stand on at one moment of one person's conversation. */
export function contextOf(tx: Tx, parts: TurnParts, person: Person, now: number): EffectContext {
  const { tools, outbox } = parts
  return {
    tx,
    now,
    today: localDate(now, tools.zone),
    person,
    tools,
    key: '',
    push: pusher(tx, now, {
      directory: tools.directory,
      notices: () => parts.library().notices,
      outbox,
      privacyOf: parts.privacyOf,
      topicsOf: parts.topicsOf,
    }),
    alarm: parts.alarm,
    whenSaid: () => {},
    later: (job, about, at) => schedule(tx, job, about, at),
    forgetConversation: () => {},
    soon: (errand, about) => parts.soon(tx, errand, about),
  }
}

/** Buttons of a dialogue say their label, with the card's number. @param first said before everything else */
function sendable(said: Said | null, first: string | readonly string[] | undefined): Message | null {
  const text = [first ?? [], said?.text ?? []].flat().join('\n')
  if (text === '') return null
  return {
    text,
    buttons: (said?.buttons ?? []).map(label => ({ label, say: label })),
    card: said?.card ?? null,
    ...(said?.inWords ? { inWords: true } : {}),
  }
}

async function answer(request: Request, parts: TurnParts, context: EffectContext): Promise<Answer> {
  const { tx, person, tools } = context
  switch (request.do) {
    case 'lookup':
      return lookUp(lookupNamed(parts, request.name), context, request.with)
    case 'run':
      return runEffect(effectNamed(parts, request.name), { ...context, key: request.key }, request.with)
    case 'keep': {
      const body = await tools.vault.seal(tx, person.id, `piece.body:${request.id}`, request.text)
      await tx.db.insert(tx.t.piece).values({ id: request.id, lane: person.id, body, created: context.now })
      return undefined
    }
    case 'relay':
      await runEffect(effectNamed(parts, 'help.relay'), context, {
        text: request.text,
        ended: request.ended,
      })
      return undefined
  }
}

/** What must not be spoken of here is not found, and what is left out of a list is counted. */
async function lookUp(
  lookup: Lookup,
  context: EffectContext,
  input: Readonly<Record<string, Value>>,
): Promise<Answer> {
  const { hides } = context
  if (!hides) return { value: await lookup.run(context, input) }
  if (await asksHidden(hides, input)) return { value: null, left: 1 }
  const hidden = new Set<string>()
  const counting: Hides = async no => {
    const is = await hides(no)
    if (is) hidden.add(no)
    return is
  }
  const found = await lookup.run({ ...context, hides: counting }, input)
  const value = await withoutHidden(counting, found)
  return { value, left: hidden.size }
}

/** An effect that refuses leaves nothing behind; one that throws something else makes the whole turn fail. */
async function runEffect(
  effect: Effect,
  context: EffectContext,
  input: (Request & { do: 'run' })['with'],
): Promise<Answer> {
  let forget = false
  const forgetConversation = () => {
    forget = true
  }
  try {
    const result = await context.tx.savepoint(() => effect.run({ ...context, forgetConversation }, input))
    if (result === LATER) return { state: 'sent', quiet: true }
    return forget ? { state: 'done', result, forget } : { state: 'done', result }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { state: 'refused', reason: error.reason, values: error.values }
  }
}

function lookupNamed(parts: TurnParts, name: string): Lookup {
  for (const area of parts.areas) if (area.lookups[name]) return area.lookups[name]
  throw new Error(`There is no look-up “${name}”; the loader should have refused the flow.`)
}

function effectNamed(parts: TurnParts, name: string): Effect {
  for (const area of parts.areas) if (area.effects[name]) return area.effects[name]
  throw new Error(`There is no effect “${name}”; the loader should have refused the flow.`)
}

/** Files and story pieces that nobody needs any more. */
async function forget(tx: Tx, tools: Tools, ids: readonly string[]): Promise<void> {
  await tools.attachments.forget(tx, ids)
  await tx.db.delete(tx.t.piece).where(inArray(tx.t.piece.id, [...ids]))
}
