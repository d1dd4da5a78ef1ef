import { MOST_PIECES } from './most-pieces.ts'

const MARK = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Length, name and check sum around what a chunk holds. */
const AROUND = 12
/** What is needed to draw it, also where it moves. Texts, times, EXIF, profiles and whatever is not known go. */
const NEEDED = new Set('IHDR PLTE tRNS gAMA cHRM sRGB sBIT bKGD IDAT acTL fcTL fdAT IEND'.split(' '))

/** Keeps the chunks of a PNG that are needed to draw it. What stands behind its end is no part of it. */
export function barePng(png: Buffer): Buffer | null {
  if (!png.subarray(0, MARK.length).equals(MARK)) return null
  const kept: Buffer[] = [MARK]
  for (let at = MARK.length, n = 0; at + AROUND <= png.length && n < MOST_PIECES; n++) {
    const end = at + AROUND + png.readUInt32BE(at)
    if (end > png.length) return null
    const name = png.toString('latin1', at + 4, at + 8)
    if (NEEDED.has(name)) kept.push(png.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return null
}
