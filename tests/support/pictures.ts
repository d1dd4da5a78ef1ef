/** Pictures that say more than they show, small enough to be written down: each holds `told` in every place there is. */

/** A JPEG turned by a quarter, with EXIF, XMP, IPTC, a profile, a comment and a film behind its end. */
export function jpegThatTells(told: string): Buffer {
  const app = (n: number, body: Buffer) => segment(0xe0 + n, body)
  const text = Buffer.from(told)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    app(0, Buffer.concat([Buffer.from('JFIF\0'), Buffer.alloc(9), text])),
    app(1, exif(told, 6)),
    app(1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), text])),
    app(2, Buffer.concat([Buffer.from('ICC_PROFILE\0'), text])),
    app(13, Buffer.concat([Buffer.from('Photoshop 3.0\0'), text])),
    segment(0xfe, text),
    segment(0xdb, Buffer.alloc(65)),
    segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    scan(),
    Buffer.from([0xff, 0xd9]),
    text,
  ])
}

/** What is left of it: how it is drawn, and which way up. */
export const BARE_JPEG = () =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.from('4578696600004d4d002a00000008000101120003000000010006000000000000', 'hex')),
    segment(0xdb, Buffer.alloc(65)),
    segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    scan(),
    Buffer.from([0xff, 0xd9]),
  ])

/** A PNG with texts, a time and EXIF. */
export function pngThatTells(told: string): Buffer {
  const text = Buffer.from(told)
  const parts = [
    ['IHDR', Buffer.alloc(13, 1)],
    ['tEXt', Buffer.concat([Buffer.from('Author\0'), text])],
    ['iTXt', text],
    ['eXIf', text],
    ['tIME', Buffer.alloc(7)],
    ['IDAT', Buffer.alloc(10, 2)],
    ['prVt', text],
    ['IEND', Buffer.alloc(0)],
  ] as const
  return Buffer.concat([PNG, ...parts.map(([name, body]) => chunk(name, body)), text])
}

export const BARE_PNG = () =>
  Buffer.concat([
    PNG,
    chunk('IHDR', Buffer.alloc(13, 1)),
    chunk('IDAT', Buffer.alloc(10, 2)),
    chunk('IEND', Buffer.alloc(0)),
  ])

/** A WebP with EXIF, XMP and a profile. */
export function webpThatTells(told: string): Buffer {
  const text = Buffer.from(`${told}${told.length % 2 ? '' : ' '}`)
  return riff([
    ['VP8X', Buffer.from([0x20 | 0x10 | 0x08 | 0x04, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['ICCP', text],
    ['VP8 ', Buffer.alloc(11, 3)],
    ['EXIF', text],
    ['XMP ', text],
  ])
}

export const BARE_WEBP = () =>
  riff([
    ['VP8X', Buffer.from([0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['VP8 ', Buffer.alloc(11, 3)],
  ])

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
/** Points with a byte FF among them, and a place where it may begin anew. */
function scan(): Buffer {
  return Buffer.concat([
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([1, 0xff, 0, 2, 0xff, 0xd3, 4]),
  ])
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** Which way up it is, and a text. */
function exif(told: string, orientation: number): Buffer {
  const text = Buffer.from(told)
  const ifd = Buffer.alloc(2 + 12 + 12 + 4)
  ifd.writeUInt16LE(2, 0)
  ifd.writeUInt16LE(0x010f, 2)
  ifd.writeUInt16LE(2, 4)
  ifd.writeUInt32LE(text.length, 6)
  ifd.writeUInt32LE(8 + ifd.length, 10)
  ifd.writeUInt16LE(0x0112, 14)
  ifd.writeUInt16LE(3, 16)
  ifd.writeUInt32LE(1, 18)
  ifd.writeUInt16LE(orientation, 22)
  return Buffer.concat([Buffer.from('Exif\0\0II*\0\x08\0\0\0', 'latin1'), ifd, text])
}

function chunk(name: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([length, Buffer.from(name), body, Buffer.alloc(4, 9)])
}

function riff(parts: readonly (readonly [string, Buffer])[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP'), ...parts.map(([name, bytes]) => padded(name, bytes))])
  const head = Buffer.from('RIFF\0\0\0\0')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

function padded(name: string, bytes: Buffer): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`)
  head.writeUInt32LE(bytes.length, 4)
  return Buffer.concat([head, bytes, Buffer.alloc(bytes.length % 2)])
}
