import { type Channel, isPersonal } from '../kernel/channel.ts'
import type { Storage } from '../storage/storage.ts'
import type { Address, Directory } from './directory.ts'
import type { Due } from './outbox.ts'

export interface ReachParts {
  readonly storage: Storage
  readonly channels: ReadonlyMap<string, Channel>
  readonly directory: Directory
}

/** Where a row of the outbox is sent as things stand now: it may have waited for days. */
export interface Reach {
  /** @returns null where its person is nowhere to be reached */
  now(row: Due): Promise<Address | null>
  /** Where it goes when it cannot be sent on a personal platform; null where there is no such address. */
  instead(row: Due): Promise<Address | null>
}

/**
 * To work goes what was meant for a contact that is not the person's any more, for a channel that is there no more,
 * and what was written for a personal platform when more was allowed there than is now.
 */
export function openReach({ storage, channels, directory }: ReachParts): Reach {
  function isThere({ channel: name }: Due): boolean {
    const channel = channels.get(name)
    return channel !== undefined && !channel.gone?.()
  }

  /** What the words are about is not asked: they were written by what was decided then. */
  function isStillAllowed({ channel, off }: Due): boolean {
    const before = off ?? []
    return [...directory.off(channel)].every(topic => before.includes(topic))
  }

  async function atWork({ lane }: Due): Promise<Address | null> {
    const person = await storage.read(tx => directory.byId(tx, lane))
    return person && directory.workAddress(person)
  }

  return {
    async now(row) {
      if (!isPersonal(row.channel) || isStranger(row)) return row
      const mayStay = isThere(row) && directory.isStill(row.lane, row) && isStillAllowed(row)
      return mayStay ? row : atWork(row)
    },
    instead: async row => (isPersonal(row.channel) && !isStranger(row) ? atWork(row) : null),
  }
}

/** A fixed answer to whoever is nobody of ours. */
function isStranger({ lane, channel, contact }: Due): boolean {
  return lane === `${channel}:${contact}`
}
