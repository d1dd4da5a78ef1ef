import type { FileRef } from '../dialogue/value.ts'
import type { Channel } from '../kernel/channel.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import type { Arrival } from './arrival.ts'
import type { Attachments, SealedFile } from './attachments.ts'
import { realKind } from './file-kind.ts'
import type { Log } from './log.ts'
import { barePicture } from './pictures/bare-picture.ts'

/** An arrival whose files are at hand: written, and not yet recorded. */
export interface Prepared {
  readonly arrival: Arrival
  /** Records the files in the transaction of the turn that hears of them: they stay or go with it. */
  record(tx: Tx, now: number): Promise<void>
  /** There was no such turn. */
  drop(): Promise<void>
}

/** Does what a turn must not wait for: fetching files. An arrival whose files cannot be had says so. */
export type Prepare = (arrival: Arrival) => Promise<Prepared>

/** Larger files are never fetched into memory; the flow's own limit is smaller. */
const LARGEST = 25_000_000

export function preparer(
  storage: Storage,
  attachments: Attachments,
  channels: ReadonlyMap<string, Channel>,
  log: Log,
): Prepare {
  return async arrival => {
    const { what, from, lane } = arrival
    const channel = from && channels.get(from.channel)
    if (what.type !== 'files' || what.stored || !channel) return { arrival, record: nothing, drop: nothing }
    const stored: FileRef[] = []
    const written: SealedFile[] = []
    const drop = async () => {
      for (const sealed of written) await attachments.unwrite(sealed)
    }
    try {
      for (const file of what.files) {
        const bytes = await channel.fetch(file.ref)
        if (bytes.length > LARGEST) {
          stored.push({ id: '', kind: file.kind, bytes: bytes.length })
          continue
        }
        const real = { ...file, kind: realKind(file.kind, bytes) }
        // Nobody who looks at a paper needs to know where it was photographed (个人信息保护法 art. 6).
        const bare = real.kind === 'image' ? barePicture(bytes) : null
        const sealed = await storage.transaction(tx => attachments.seal(tx, lane, real, bare ?? bytes))
        written.push(sealed)
        await attachments.write(sealed)
        const { id, kind } = sealed
        stored.push({ id, kind, bytes: sealed.bytes, message: arrival.id, ...(bare ? {} : { traces: true }) })
      }
    } catch {
      log.warn({ lane, event: arrival.id }, 'file.not_fetched')
      await drop()
      return { arrival, record: nothing, drop: nothing }
    }
    return {
      arrival: { ...arrival, what: { ...what, stored } },
      async record(tx, now) {
        for (const sealed of written) await attachments.record(tx, lane, sealed, now)
      },
      drop,
    }
  }
}

async function nothing(): Promise<void> {}
