import { MOST_PIECES } from './most-pieces.ts'
import { orientationOf, turned } from './orientation.ts'

const START = 0xd8
const END = 0xd9
const SCAN = 0xda
const APP_EXIF = 0xe1
const APP_ADOBE = 0xee
/** Tables, frames and the scan itself; of what applications and people add (APPn, COM) nothing. */
const NEEDED = new Set([0xdb, 0xdc, 0xdd, SCAN, ...range(0xc0, 0xcf)])

/**
 * Keeps the segments of a JPEG that are needed to draw it: which way up it is, and how its colours were mixed, are said
 * anew. What stands behind its end is no part of it.
 */
export function bareJpeg(jpeg: Buffer): Buffer | null {
  if (jpeg[0] !== 0xff || jpeg[1] !== START) return null
  const kept: Buffer[] = [jpeg.subarray(0, 2)]
  for (let at = 2, n = 0; at + 1 < jpeg.length && n < MOST_PIECES; n++) {
    if (jpeg[at] !== 0xff) return null
    const marker = jpeg[at + 1] ?? 0
    // Any number of these may stand before a marker.
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === END) return Buffer.concat([...kept, jpeg.subarray(at, at + 2)])
    const end = segmentEnd(jpeg, at)
    if (end === null) return null
    const segment = jpeg.subarray(at, end)
    if (NEEDED.has(marker)) kept.push(segment)
    if (marker === APP_EXIF) kept.push(turned(orientationOf(segment.subarray(4))))
    if (marker === APP_ADOBE && isAdobe(segment)) kept.push(segment)
    at = end
    if (marker !== SCAN) continue
    const next = scanEnd(jpeg, at)
    kept.push(jpeg.subarray(at, next))
    at = next
  }
  return null
}

function segmentEnd(jpeg: Buffer, at: number): number | null {
  if (at + 4 > jpeg.length) return null
  const length = jpeg.readUInt16BE(at + 2)
  return length < 2 || at + 2 + length > jpeg.length ? null : at + 2 + length
}

/** Fourteen bytes by which a reader knows what colours its numbers are. */
function isAdobe(segment: Buffer): boolean {
  return segment.length === 16 && segment.toString('latin1', 4, 9) === 'Adobe'
}

/** Packed points go on until a marker that is none of theirs: FF00 is a byte FF, FFD0 to FFD7 let one begin anew. */
function scanEnd(jpeg: Buffer, from: number): number {
  for (let at = jpeg.indexOf(0xff, from); at >= 0; at = jpeg.indexOf(0xff, at + 1)) {
    const marker = jpeg[at + 1] ?? 0
    if (marker !== 0 && !(marker >= 0xd0 && marker <= 0xd7)) return at
  }
  return jpeg.length
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, n) => from + n)
}
