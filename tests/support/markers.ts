import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, constants, inflateRawSync, inflateSync } from 'node:zlib'
import Database from 'better-sqlite3'

/** Words that stand nowhere else, each planted in one place. */
export interface Markers {
  /** A fresh marker; the name says where it is planted. */
  plant(name: string): string
  /** Names of the markers in these bytes, in whatever dress. */
  in(bytes: Uint8Array | string): string[]
  /** Names of all that were planted. */
  names(): string[]
}

/** Characters that mean nothing to the program: no time, no number, no illness, no despair. */
const CHARACTERS = [...'桐枫柏岚砚棠榆槐芷蘅杉栎楠樟桦桉杞荇蕨苇蓼藜茜菖蒲芦荻葭蒹薇']

export function openMarkers(random: () => number = Math.random): Markers {
  const planted = new Map<string, { word: string; dresses: Buffer[] }>()
  return {
    plant(name) {
      if (planted.has(name)) throw new Error(`there is a marker ${name} already`)
      const pick = () => CHARACTERS[Math.floor(random() * CHARACTERS.length)] ?? ''
      const word = Array.from({ length: 7 }, pick).join('')
      planted.set(name, { word, dresses: dressesOf(word) })
      return word
    },
    in(bytes) {
      const bodies = unpacked(typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes))
      return [...planted]
        .filter(([, { dresses }]) => dresses.some(dress => bodies.some(body => body.includes(dress))))
        .map(([name]) => name)
    },
    names: () => [...planted.keys()],
  }
}

/** How a word may look where it should not be. */
function dressesOf(word: string): Buffer[] {
  const utf8 = Buffer.from(word)
  const utf16 = Buffer.from(word, 'utf16le')
  const escaped = [...word].map(c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
  const texts = [
    utf8.toString('hex'),
    utf8.toString('hex').toUpperCase(),
    escaped,
    escaped.toUpperCase().replaceAll('\\U', '\\u'),
    encodeURIComponent(word),
    ...inBase64(utf8),
    ...inBase64(utf16),
  ]
  return [utf8, utf16, Buffer.from(utf16).swap16(), ...texts.map(text => Buffer.from(text))]
}

/** In base64 a word looks different at each of three places; its edges depend on what stands beside it. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap(before => {
    const code = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    const sure = code.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
    return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

/** The bytes, and what is packed in them: as a whole, or from the head of a gzip or zlib stream on. */
function unpacked(bytes: Buffer): Buffer[] {
  const out = [bytes]
  const attempt = (unpack: () => Buffer) => {
    try {
      out.push(unpack())
    } catch {
      // Not packed so.
    }
  }
  attempt(() => brotliDecompressSync(bytes))
  attempt(() => inflateRawSync(bytes, CUT))
  // What stands behind a stream would make gunzip refuse the whole of it.
  for (let at = bytes.indexOf(GZIP); at >= 0; at = bytes.indexOf(GZIP, at + 1))
    attempt(() => inflateRawSync(bytes.subarray(at + headOf(bytes, at)), CUT))
  for (const head of ZLIB)
    for (let at = bytes.indexOf(head); at >= 0; at = bytes.indexOf(head, at + 1))
      attempt(() => inflateSync(bytes.subarray(at), CUT))
  return out
}

/** What there is of a stream whose end is missing is looked at too. */
const CUT = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 100_000_000 }
const GZIP = Buffer.from([0x1f, 0x8b, 0x08])
const ZLIB = [0x01, 0x5e, 0x9c, 0xda].map(level => Buffer.from([0x78, level]))

/** Bytes before the packed ones: ten, and the name where there is one. */
function headOf(bytes: Buffer, at: number): number {
  const named = ((bytes[at + 3] ?? 0) & 8) !== 0
  return named ? bytes.indexOf(0, at + 10) + 1 - at : 10
}

/** Where markers were found: `path: name`. Databases are looked into as well: a page may cut a word in two. */
export function foundInFolder(markers: Markers, folder: string): string[] {
  const found: string[] = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const say = (names: readonly string[], where = '') => {
      for (const name of names) found.push(`${path}${where}: ${name}`)
    }
    say(markers.in(entry.name), ' (name)')
    if (!entry.isFile()) continue
    const bytes = readFileSync(path)
    say(markers.in(bytes))
    if (bytes.subarray(0, 15).toString() === 'SQLite format 3')
      for (const [table, values] of valuesOf(path)) say(markers.in(values), ` (${table})`)
  }
  return found
}

function valuesOf(file: string): [table: string, values: Buffer][] {
  const raw = new Database(file, { readonly: true })
  try {
    const tables = raw
      .prepare(`select name from sqlite_master where type = 'table'`)
      .pluck()
      .all() as string[]
    return tables.map(table => {
      const rows = raw.prepare(`select * from "${table}"`).raw().all() as unknown[][]
      const cells = rows.flat().map(cell => (Buffer.isBuffer(cell) ? cell : Buffer.from(String(cell))))
      return [table, Buffer.concat(cells.flatMap(cell => [cell, Buffer.from('\n')]))]
    })
  } finally {
    raw.close()
  }
}
