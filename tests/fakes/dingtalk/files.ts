import { randomUUID } from 'node:crypto'
import type { Clock } from './clock.ts'

interface Coded {
  bytes: Uint8Array
  until: number
}

interface Uploaded {
  type: string
  fileName: string
  bytes: Uint8Array
}

/** Files on their way: from people to the bot by download code, from the bot to people by media id. */
export interface Files {
  /** A downloadCode for these bytes. */
  code(bytes: Uint8Array): string
  /** The path of a signed URL for a code; `undefined` = the code is unknown or expired. */
  signed(code: string): string | undefined
  fetch(path: string): Uint8Array | undefined
  /** Every code given out so far is void. */
  expire(): void
  upload(file: Uploaded): string
  media(mediaId: string): Uploaded | undefined
}

const URL_TTL_MS = 15 * 60_000

export function createFiles(clock: Clock, codeTtlMs: number): Files {
  const codes = new Map<string, Coded>()
  const links = new Map<string, Coded>()
  const uploads = new Map<string, Uploaded>()
  const alive = (one: Coded | undefined) =>
    one !== undefined && clock.elapsed() < one.until ? one : undefined
  return {
    code(bytes) {
      const code = `mIof${randomUUID().replaceAll('-', '')}==`
      codes.set(code, { bytes, until: clock.elapsed() + codeTtlMs })
      return code
    },
    signed(code) {
      const file = alive(codes.get(code))
      if (file === undefined) return undefined
      const path = `/files/${randomUUID()}.file`
      links.set(path, { bytes: file.bytes, until: clock.elapsed() + URL_TTL_MS })
      return path
    },
    fetch: path => alive(links.get(path))?.bytes,
    expire() {
      codes.clear()
    },
    upload(file) {
      const mediaId = `@lADP${randomUUID().replaceAll('-', '')}`
      uploads.set(mediaId, file)
      return mediaId
    },
    media: mediaId => uploads.get(mediaId),
  }
}
