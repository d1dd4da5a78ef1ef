import type { FileRef } from '../dialogue/value.ts'

type Kind = FileRef['kind']

/**
 * What a file really is: one that calls itself a picture or a PDF, by its name or by its sender's word, is believed
 * only as far as its first bytes say so. Anything else is taken at its word, since nothing opens it.
 */
export function realKind(claimed: Kind, bytes: Uint8Array): Kind {
  if (claimed !== 'image' && claimed !== 'pdf') return claimed
  // Nothing to look at: a file without bytes is refused for that.
  if (bytes.length === 0) return claimed
  if (isPdf(bytes)) return 'pdf'
  return pictureType(bytes) === null ? 'other' : 'image'
}

/** What a browser calls it, by its first bytes. */
export function mediaType(bytes: Uint8Array): string {
  return isPdf(bytes) ? 'application/pdf' : (pictureType(bytes) ?? 'application/octet-stream')
}

function pictureType(bytes: Uint8Array): string | null {
  return PICTURES.find(([, begins]) => begins(bytes))?.[0] ?? null
}

/** Readers of PDF look for its mark in the first kilobyte. */
function isPdf(bytes: Uint8Array): boolean {
  return latin(bytes, 0, 1_024).includes('%PDF-')
}

const starts =
  (...mark: number[]) =>
  (bytes: Uint8Array) =>
    mark.every((byte, at) => bytes[at] === byte)

/** What telephones and scanners write: JPEG, PNG, GIF, BMP, both TIFF, WebP, AVIF and HEIC. */
const PICTURES: readonly (readonly [type: string, begins: (bytes: Uint8Array) => boolean])[] = [
  ['image/jpeg', starts(0xff, 0xd8, 0xff)],
  ['image/png', starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['image/gif', bytes => /^GIF8[79]a/.test(latin(bytes, 0, 6))],
  ['image/bmp', bytes => latin(bytes, 0, 2) === 'BM' && bytes.length > 26],
  ['image/tiff', starts(0x49, 0x49, 0x2a, 0x00)],
  ['image/tiff', starts(0x4d, 0x4d, 0x00, 0x2a)],
  ['image/webp', bytes => /^RIFF.{4}WEBP/s.test(latin(bytes, 0, 12))],
  ['image/avif', bytes => /^.{4}ftypavi[fs]/s.test(latin(bytes, 0, 12))],
  ['image/heic', bytes => /^.{4}ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1)/s.test(latin(bytes, 0, 12))],
]

function latin(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString('latin1')
}
