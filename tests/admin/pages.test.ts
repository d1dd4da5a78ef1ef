import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { servePages } from '../../src/admin/pages.ts'
import { tempFolder } from '../support/folder.ts'

const STYLE = '.a { color: red }\n'.repeat(200)

let app: FastifyInstance
beforeEach(async () => {
  const folder = tempFolder()
  const put = (name: string, bytes: string | Uint8Array) => writeFileSync(join(folder, name), bytes)
  mkdirSync(join(folder, 'assets'))
  put('index.html', '<!doctype html><title>心桥</title>')
  put('assets/a-1.css', STYLE)
  put('assets/a-1.css.br', brotliCompressSync(STYLE))
  put('assets/a-1.css.gz', gzipSync(STYLE))
  put('assets/small-1.svg', '<svg/>')
  app = Fastify()
  await servePages(app, folder)
})
afterEach(() => app.close())

const get = (url: string, encoding?: string) =>
  app.inject({ url, headers: encoding === undefined ? {} : { 'accept-encoding': encoding } })

test.each([
  ['gzip, deflate, br', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
] as const)('a browser that takes “%s” gets the file as %s', async (encoding, sent, open) => {
  const answer = await get('/assets/a-1.css', encoding)
  expect(answer.headers['content-encoding']).toBe(sent)
  expect(answer.headers['content-type']).toMatch(/^text\/css/)
  expect(answer.headers['vary']).toBe('accept-encoding')
  expect(answer.headers['cache-control']).toContain('immutable')
  expect(open(answer.rawPayload).toString()).toBe(STYLE)
})

test('one that takes neither gets it as it is, and so do small files', async () => {
  const plain = await get('/assets/a-1.css')
  expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, STYLE])
  expect((await get('/assets/small-1.svg', 'br')).body).toBe('<svg/>')
})

test('every path of the console gives the page, and nothing else does', async () => {
  for (const path of ['/', '/setup', '/console', '/console/people/x'])
    expect((await get(path)).body).toContain('心桥')
  for (const path of ['/index.html', '/assets/a-1.css.br', '/assets/', '/../package.json', '/other'])
    expect((await get(path)).statusCode, path).toBe(404)
})
