import type { Flow } from '../dialogue/flow.ts'
import type { State } from '../dialogue/state.ts'
import { ANYWHERE, topicsOf as aboutWhat, isOff, type Place } from '../dialogue/world.ts'
import { isPersonal } from '../kernel/channel.ts'
import type { Person } from '../kernel/person.ts'
import type { Sensitive } from '../kernel/sensitive.ts'
import type { Tx } from '../storage/storage.ts'
import type { Arrival } from './arrival.ts'
import type { Address, Directory } from './directory.ts'

/** Where a notice may go: `work` = never to a personal platform, a topic = only where that one is allowed. */
export type Privacy = 'work' | Sensitive

export type PrivacyOf = (notice: string) => Privacy | undefined

/** What is spoken of wherever the thing is that has this number; nothing for what is no secret anywhere. */
export type TopicsOf = (tx: Tx, no: string) => Promise<readonly Sensitive[]>

/** Where a conversation is held that goes on on this channel. */
export function placeOf(directory: Directory, channel: string): Place {
  return isPersonal(channel) ? { personal: true, off: directory.off(channel) } : ANYWHERE
}

/**
 * Whether a notice may be pushed there.
 * @param kept where it may go by itself
 * @param about what that is about which it names; asked for personal platforms alone
 */
export async function mayGo(
  directory: Directory,
  { channel }: Address,
  kept: Privacy | undefined,
  about: () => Promise<readonly Sensitive[]>,
): Promise<boolean> {
  if (!isPersonal(channel)) return true
  if (kept === 'work') return false
  const off = directory.off(channel)
  if (off.size === 0) return true
  return [...(kept ? [kept] : []), ...(await about())].every(topic => !off.has(topic))
}

/**
 * Where a turn is held that nobody began just now: where the person last spoke, unless what the conversation is about,
 * or what he is told, must not be spoken of there.
 */
export function whereNow(
  directory: Directory,
  person: Person,
  address: Address,
  about: {
    state: State
    told: readonly Arrival[]
    flows: ReadonlyMap<string, Flow>
    privacyOf: PrivacyOf
  },
): Address {
  const { channel } = address
  if (!isPersonal(channel)) return address
  const place = placeOf(directory, channel)
  const isKept = ({ flow: id, slots }: State['stack'][number]) => {
    const flow = about.flows.get(id)
    return flow && isOff({ ...flow, sensitive: aboutWhat(flow, slots) }, place)
  }
  const isToldAtWork = ({ what }: Arrival) => {
    // A talk with a colleague is held where 心里话 may be.
    const kept = what.type === 'colleague' ? 'confidential' : undefined
    const told = what.type === 'told' ? about.privacyOf(what.notice) : kept
    return told !== undefined && told !== 'work' && place.off.has(told)
  }
  return about.state.stack.some(isKept) || about.told.some(isToldAtWork)
    ? directory.workAddress(person)
    : address
}

/** Whether two events can be one turn: what is said at work is not answered on a personal platform. */
export function inOnePlace(a: Arrival, b: Arrival): boolean {
  return isFromPersonal(a) === isFromPersonal(b)
}

function isFromPersonal({ from }: Arrival): boolean {
  return from !== null && isPersonal(from.channel)
}
