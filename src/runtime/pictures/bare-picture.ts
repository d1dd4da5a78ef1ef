import { bareJpeg } from './bare-jpeg.ts'
import { barePng } from './bare-png.ts'
import { bareWebp } from './bare-webp.ts'

/**
 * A picture without what it says beside what it shows: where, when, with what and by whom it was taken (EXIF, XMP, IPTC,
 * comments, small copies of itself, films behind it). Its points stay as they are. What can be seen in it stays too.
 * @returns null for what is none of these kinds, or is damaged: then nothing was taken off
 */
export function barePicture(bytes: Uint8Array): Uint8Array | null {
  const picture = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return bareJpeg(picture) ?? barePng(picture) ?? bareWebp(picture)
}
