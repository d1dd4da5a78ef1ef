import { Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'

/** Files on their way from the page to the road, in memory only. */
export interface Uploads {
  /** @throws Fault FILE_TOO_LARGE when too much waits to be fetched */
  keep(bytes: Uint8Array): string
  /** @throws Fault PLATFORM_REFUSED when it is gone */
  fetch(ref: string): Uint8Array
}

/** Most bytes held at once. */
const ROOM = 64_000_000

/**
 * A file stays a while after it was fetched, since a turn that failed fetches it again; fetched ones make room
 * first, and one that nobody has fetched yet is never dropped.
 */
export function openUploads(room = ROOM): Uploads {
  const files = new Map<string, { bytes: Uint8Array; fetched: boolean }>()
  let held = 0

  function makeRoom(wanted: number): void {
    for (const [ref, { bytes, fetched }] of files) {
      if (held + wanted <= room) return
      if (!fetched) continue
      files.delete(ref)
      held -= bytes.length
    }
    if (held + wanted > room) throw new Fault('FILE_TOO_LARGE')
  }

  return {
    keep(bytes) {
      makeRoom(bytes.length)
      const ref = randomId()
      files.set(ref, { bytes, fetched: false })
      held += bytes.length
      return ref
    },
    fetch(ref) {
      const file = files.get(ref)
      if (!file) throw new Fault('PLATFORM_REFUSED')
      file.fetched = true
      return file.bytes
    },
  }
}
