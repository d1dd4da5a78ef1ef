import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { tempFolder } from './folder.ts'
import { foundInFolder, openMarkers } from './markers.ts'

/** A search that finds nothing proves something only where it would have found something. */
describe('a marker is found', () => {
  const around = (word: string) => `{"text":"前面${word}后面"}`
  const between = (bytes: Uint8Array) => Buffer.concat([Buffer.from('head'), bytes, Buffer.from('\ntail')])
  const dresses: [string, (word: string) => Uint8Array | string][] = [
    ['as it is', word => around(word)],
    ['in UTF-16', word => Buffer.from(around(word), 'utf16le')],
    ['in UTF-16 the other way round', word => Buffer.from(around(word), 'utf16le').swap16()],
    ['in hexadecimal', word => Buffer.from(around(word)).toString('hex')],
    ['in escapes of JSON', word => [...word].map(c => `\\u${c.charCodeAt(0).toString(16)}`).join('')],
    ['in an address', word => `/x?q=${encodeURIComponent(around(word))}`],
    ['packed with gzip', word => between(gzipSync(around(word)))],
    ['packed with gzip, cut short', word => gzipSync(around(word)).subarray(0, -9)],
    ['packed with zlib', word => between(deflateSync(around(word)))],
    ['packed raw', word => deflateRawSync(around(word))],
    ['packed with brotli', word => brotliCompressSync(around(word))],
  ]
  test.each(dresses)('%s', (_, dress) => {
    const markers = openMarkers()
    const word = markers.plant('planted')
    markers.plant('another')
    expect(markers.in(dress(word))).toEqual(['planted'])
  })

  test.each(['base64', 'base64url'] as const)('in %s, wherever it begins', code => {
    const markers = openMarkers()
    const word = markers.plant('planted')
    for (const before of ['', 'a', 'ab', 'abc', '字', '字a'])
      for (const after of ['', 'a', 'ab', '字'])
        expect(markers.in(Buffer.from(before + word + after).toString(code))).toEqual(['planted'])
  })

  test('in a row, in a value that no page holds whole, in the log of the database, in a name of a file', () => {
    const folder = tempFolder()
    const markers = openMarkers()
    const raw = new Database(join(folder, 'some.db'))
    raw.exec('pragma journal_mode = WAL; create table t (a text, b blob)')
    raw.pragma('wal_checkpoint(TRUNCATE)')
    raw.prepare('insert into t values (?, ?)').run(markers.plant('row'), null)
    const long = '长'.repeat(50_000) + markers.plant('long') + '长'.repeat(50_000)
    raw.prepare('insert into t values (?, ?)').run(null, gzipSync(long))
    mkdirSync(join(folder, 'files'))
    writeFileSync(join(folder, 'files', `${markers.plant('name')}.pdf`), 'nothing')
    const places = foundInFolder(markers, folder).map(line => line.slice(folder.length + 1))
    expect(places).toContain('some.db (t): row')
    expect(places).toContain('some.db-wal: row')
    expect(places).toContain('some.db (t): long')
    expect(places.filter(place => place.endsWith('(name): name'))).toHaveLength(1)
    raw.close()
  })
})

test('where there is none, none is found', () => {
  const markers = openMarkers()
  const word = markers.plant('planted')
  expect(markers.in(word.slice(0, 5))).toEqual([])
  const folder = tempFolder()
  writeFileSync(join(folder, 'a'), Buffer.from(word.slice(1)))
  expect(foundInFolder(markers, folder)).toEqual([])
})
