import type { FileRef } from '../dialogue/value.ts'
import type { Channel } from '../kernel/channel.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Storage } from '../storage/storage.ts'
import type { Arrival } from './arrival.ts'
import type { Attachments } from './attachments.ts'
import type { Log } from './log.ts'

/** Does what a turn must not wait for: fetching files. An arrival whose files cannot be had says so. */
export type Prepare = (arrival: Arrival) => Promise<Arrival>

/** Larger files are never fetched into memory; the flow's own limit is smaller. */
const LARGEST = 25_000_000

export function preparer(
  storage: Storage,
  attachments: Attachments,
  channels: ReadonlyMap<string, Channel>,
  clock: Clock,
  log: Log,
): Prepare {
  return async arrival => {
    const { what, from, lane } = arrival
    const channel = from && channels.get(from.channel)
    if (what.type !== 'files' || what.stored || !channel) return arrival
    const stored: FileRef[] = []
    try {
      for (const file of what.files) {
        const bytes = await channel.fetch(file.ref)
        if (bytes.length > LARGEST) {
          stored.push({ id: '', kind: file.kind, bytes: bytes.length })
          continue
        }
        const sealed = await storage.transaction(tx => attachments.seal(tx, lane, file, bytes))
        await attachments.write(sealed)
        stored.push(await storage.transaction(tx => attachments.record(tx, lane, sealed, clock.now())))
      }
      return { ...arrival, what: { ...what, stored } }
    } catch {
      log.warn({ lane, event: arrival.id }, 'file.not_fetched')
      return { ...arrival, what: { type: 'unreadable' } }
    }
  }
}
