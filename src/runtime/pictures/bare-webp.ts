import { MOST_PIECES } from './most-pieces.ts'

/** Name and length before what a chunk holds. */
const HEAD = 8
const NEEDED = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF'])
/** In the flags of VP8X: there is a colour profile, EXIF, XMP. */
const SAYS_MORE = 0x20 | 0x08 | 0x04

/** Keeps the chunks of a WebP that are needed to draw it. */
export function bareWebp(webp: Buffer): Buffer | null {
  if (webp.toString('latin1', 0, 4) !== 'RIFF' || webp.toString('latin1', 8, 12) !== 'WEBP') return null
  const whole = HEAD + webp.readUInt32LE(4)
  if (whole > webp.length) return null
  const kept: Buffer[] = []
  for (let at = 12, n = 0; at + HEAD <= whole; n++) {
    const length = webp.readUInt32LE(at + 4)
    // An odd one is followed by a byte that stands for nothing.
    const end = at + HEAD + length + (length % 2)
    if (end > webp.length || n >= MOST_PIECES) return null
    const name = webp.toString('latin1', at, at + 4)
    if (NEEDED.has(name))
      kept.push(name === 'VP8X' ? sayingNoMore(webp.subarray(at, end)) : webp.subarray(at, end))
    at = end
  }
  if (kept.length === 0) return null
  const body = Buffer.concat([Buffer.from('WEBP'), ...kept])
  const head = Buffer.from('RIFF\0\0\0\0')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

function sayingNoMore(chunk: Buffer): Buffer {
  const copy = Buffer.from(chunk)
  copy[HEAD] = (copy[HEAD] ?? 0) & ~SAYS_MORE
  return copy
}
