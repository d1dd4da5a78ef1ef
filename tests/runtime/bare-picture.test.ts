import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { barePicture } from '../../src/runtime/pictures/bare-picture.ts'
import {
  BARE_JPEG,
  BARE_PNG,
  BARE_WEBP,
  jpegThatTells,
  pngThatTells,
  webpThatTells,
} from '../support/pictures.ts'

const TOLD = 'taken in the office of the widow'

/** The same picture with very many empty pieces in it. */
function inPieces(picture: Buffer, at: number, piece: string): Buffer {
  const pieces = Buffer.from(piece.repeat(30_000), 'hex')
  const whole = Buffer.concat([picture.subarray(0, at), pieces, picture.subarray(at)])
  if (whole.toString('latin1', 0, 4) === 'RIFF') whole.writeUInt32LE(whole.length - 8, 4)
  return whole
}

describe('what a picture says beside what it shows is taken off, to the byte', () => {
  test.each([
    ['a JPEG keeps which way up it is', jpegThatTells(TOLD), BARE_JPEG()],
    ['a PNG', pngThatTells(TOLD), BARE_PNG()],
    ['a WebP says no more that there is more', webpThatTells(TOLD), BARE_WEBP()],
  ])('%s', (_, told, bare) => {
    expect(told.includes(TOLD)).toBe(true)
    expect(barePicture(told)).toEqual(bare)
    expect(barePicture(bare)).toEqual(bare)
  })
})

describe('what cannot be read to its end is left as it is, and said to be so', () => {
  test.each([
    ['a JPEG that breaks off', jpegThatTells(TOLD).subarray(0, 60)],
    ['a JPEG without an end', BARE_JPEG().subarray(0, -2)],
    ['a PNG that breaks off', pngThatTells(TOLD).subarray(0, 60)],
    ['a WebP that breaks off', webpThatTells(TOLD).subarray(0, 40)],
    ['a GIF', Buffer.from('GIF89a\x01\0')],
    ['a picture of an iPhone', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0')],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['nothing', Buffer.alloc(0)],
    ['a JPEG of more pieces than any camera writes', inPieces(jpegThatTells(TOLD), 2, 'ffc40002')],
    ['a PNG of as many', inPieces(pngThatTells(TOLD), 8, '000000004944415400000000')],
    ['a WebP of as many', inPieces(webpThatTells(TOLD), 12, '5650382000000000')],
  ])('%s', (_, bytes) => {
    expect(barePicture(bytes)).toBeNull()
  })
})

test('whatever bytes come, it ends, and what comes out has nothing more to take off', () => {
  const begun = [jpegThatTells(TOLD), pngThatTells(TOLD), webpThatTells(TOLD)]
  const damaged = fc
    .tuple(fc.constantFrom(...begun), fc.nat(), fc.uint8Array({ maxLength: 8 }))
    .map(([whole, at, bytes]) => {
      const copy = Buffer.from(whole)
      copy.set(bytes.subarray(0, copy.length - (at % copy.length)), at % copy.length)
      return copy
    })
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), bytes => {
      const bare = barePicture(bytes)
      if (bare) expect(barePicture(bare)).toEqual(bare)
    }),
  )
})
