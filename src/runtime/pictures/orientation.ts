const EXIF = 'Exif\0\0'
const ORIENTATION = 0x0112
const ENTRY = 12

/** Which way up a picture is shown, 2–8 as EXIF counts; 1, as it lies, where that is not said. @param exif from its name on */
export function orientationOf(exif: Buffer): number {
  if (exif.toString('latin1', 0, EXIF.length) !== EXIF) return 1
  const tiff = exif.subarray(EXIF.length)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const two = (at: number) =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  if (tiff.length < 8) return 1
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let n = 0; n < two(first); n++) {
    const at = first + 2 + n * ENTRY
    if (two(at) !== ORIENTATION) continue
    const said = two(at + 8)
    return said >= 1 && said <= 8 ? said : 1
  }
  return 1
}

/** A segment that says this and nothing else; empty where there is nothing to say. */
export function turned(orientation: number): Buffer {
  if (orientation === 1) return Buffer.alloc(0)
  const segment = Buffer.from(
    `\xff\xe1\0\x22${EXIF}MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01`,
    'latin1',
  )
  return Buffer.concat([segment, Buffer.from([0, orientation, 0, 0, 0, 0, 0, 0])])
}
