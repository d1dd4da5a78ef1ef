import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Method, openTestProgram, type TestProgram } from '../support/program.ts'

let p: TestProgram
let cookie: string
beforeAll(async () => {
  p = await openTestProgram()
  await p.hire('everything', [
    'hr',
    'admin',
    'handler',
    'security',
    'auditor',
    'fund',
    'duty',
    'discipline',
    'health_contact',
    'custodian',
  ])
  cookie = await p.enter('everything')
})
afterAll(() => p.close())

const word = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '1e309',
    '-0',
    '\u0000',
    '\ud800',
    '2026-02-30',
    'QJ-20261123-0001',
    'duty:*',
    "'; drop table person; --",
    '%',
    'a'.repeat(5_000),
  ),
)
const name = fc.constantFrom(
  'userid',
  'passphrase',
  'key',
  'value',
  'recipient',
  'wrapped',
  'title',
  'from',
  'to',
  'place',
  'text',
  'sealed',
  'outcome',
  'q',
  'limit',
  'offset',
  'before',
  'unit',
  'units',
  'people',
  'paidDay',
  'reason',
  'old',
)
const body = fc.oneof(
  fc.dictionary(
    name,
    fc.oneof(
      word,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(word, { maxLength: 3 }),
      fc.jsonValue(),
    ),
    { maxKeys: 6 },
  ),
  fc.jsonValue().filter(value => value !== undefined),
)
const query = fc.dictionary(name, word, { maxKeys: 3 }).map(fields => new URLSearchParams(fields).toString())
const path = (of: string) =>
  fc
    .array(
      word.filter(w => w !== ''),
      { minLength: 2, maxLength: 2 },
    )
    .map(ids => {
      let at = 0
      return of.replaceAll(
        /:\w+/g,
        () => encodeURIComponent((ids[at++ % 2] ?? 'x').toWellFormed()).slice(0, 300) || 'x',
      )
    })

test('no input to any route makes the server fail', async () => {
  // Taking one's own way in away would end the walk early.
  const routes = p.routes.filter(route => !(route.method === 'DELETE' && route.path.startsWith('/accounts')))
  for (const route of routes)
    await fc.assert(
      fc.asyncProperty(path(route.path), query, body, async (at, search, payload) => {
        const url = `${at}${search === '' ? '' : `?${search}`}`
        const answer = await p.call(route.method as Method, url, {
          cookie,
          ...(route.method === 'GET' ? {} : { body: payload }),
        })
        expect(answer.status, `${route.method} ${route.path}`).toBeLessThan(500)
        expect(answer.status, `${route.method} ${route.path}`).not.toBe(401)
      }),
      { numRuns: 12 },
    )
  expect(p.logged.filter(line => line.level === 'error')).toEqual([])
})

test('no file makes an import fail', async () => {
  const line = fc
    .array(
      fc.oneof(
        word,
        fc.constantFrom('userid', 'name', 'unit', 'year', 'annual', 'comp', 'roles', 'sort', 'supervisor'),
      ),
      { maxLength: 6 },
    )
    .map(cells => cells.join(','))
  const file = fc.oneof(
    fc.array(line, { maxLength: 6 }).map(lines => Buffer.from(lines.join('\n'))),
    fc.uint8Array({ maxLength: 200 }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('/people/import', '/balances/import'),
      fc.constantFrom('a.csv', 'a.xlsx', 'a', ''),
      file,
      async (to, called, bytes) => {
        const answer = await p.call('POST', to, { cookie, file: { name: called, bytes } })
        expect(answer.status).toBeLessThan(500)
      },
    ),
    { numRuns: 200 },
  )
  expect(p.logged.filter(entry => entry.level === 'error')).toEqual([])
})

test('no body makes the open routes fail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('/setup/admin', '/account/passphrase'), body, async (to, payload) => {
      expect((await p.call('POST', to, { cookie, body: payload })).status).toBeLessThan(500)
    }),
    { numRuns: 100 },
  )
})
