import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { areas } from '../../src/areas.ts'
import { ROLES } from '../../src/kernel/person.ts'
import { type Method, openTestProgram, type TestProgram } from '../support/program.ts'

let p: TestProgram
const cookies = new Map<string, string>()

beforeAll(async () => {
  p = await openTestProgram()
  for (const role of ROLES)
    await p.hire(`only-${role}`, role === 'staff' || role === 'supervisor' ? [] : [role])
  // `supervisor` is worked out: whoever somebody reports to has it.
  await p.hire('reports', [], { supervisor: 'only-supervisor' })
  for (const role of ROLES) cookies.set(role, await p.enter(`only-${role}`))
})
afterAll(() => p.close())

/** A path with something in every place, of no row that exists. */
const pathOf = (path: string) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => (name === 'no' ? 'QJ-20261123-0001' : 'nothing'))

/** Routes that need no sign-in, or look for themselves. */
const OPEN = [
  'GET /session',
  'POST /session',
  'DELETE /session',
  'GET /setup',
  'POST /setup/admin',
  'POST /account/passphrase',
  'POST /forms/open',
  'POST /forms/verify',
  'POST /my-data/open',
]

describe('what no route allows', () => {
  test('every route names the roles that may call it', () => {
    for (const route of p.routes) {
      expect(route.roles.length, route.path).toBeGreaterThan(0)
      for (const role of route.roles) expect(ROLES, route.path).toContain(role)
    }
  })

  test('nothing is mounted below /api/v1 but these routes', async () => {
    const { paths } = (await p.app.inject('/api/docs/json')).json<{ paths: Record<string, object> }>()
    const mounted = Object.entries(paths)
      .filter(([path]) => path.startsWith('/api/v1'))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map(m => `${m.toUpperCase()} ${path.slice('/api/v1'.length)}`),
      )
    const declared = p.routes.map(r => `${r.method} ${r.path.replaceAll(/:(\w+)/g, '{$1}')}`)
    expect(new Set(mounted)).toEqual(new Set([...declared, ...OPEN]))
  })

  test('every route of every care area is mounted', () => {
    for (const route of areas.flatMap(area => area.routes)) expect(p.routes).toContain(route)
  })

  test('is refused: 401 without a session, 404 with one', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'] as const)
      for (const path of ['', '/', '/nothing', '/session/x', '/applications/x/y/z']) {
        expect((await p.call(method, path)).status, `${method} ${path}`).toBe(401)
        const cookie = cookies.get('admin') ?? ''
        expect((await p.call(method, path, { cookie })).status, `${method} ${path}`).toBe(404)
      }
  })

  test.each([
    '/api',
    '/api/v2/people',
    '/.env',
    '/data/master.key',
    '/package.json',
    '/assets/../../package.json',
  ])('is not found outside the API either: %s', async path =>
    expect((await p.app.inject(path)).statusCode).toBe(404),
  )

  test.each(['PATCH', 'HEAD', 'OPTIONS', 'TRACE'] as const)(
    'no other method does anything: %s',
    async method => {
      const answer = await p.app.inject({
        method,
        url: '/api/v1/people',
        headers: { cookie: cookies.get('admin') },
      })
      expect(answer.statusCode).toBe(404)
    },
  )
})

describe.each(ROLES)('as %s', role => {
  test('each route lets in exactly the roles it names', async () => {
    for (const { method, path, roles } of p.routes) {
      const cookie = cookies.get(role) ?? ''
      const { status } = await p.call(method as Method, pathOf(path), { cookie })
      const mine = roles.includes(role) || roles.includes('staff')
      // What is refused for another reason (input, no such row) was let in.
      if (mine) expect([401, 403], `${method} ${path}`).not.toContain(status)
      else expect(status, `${method} ${path}`).toBe(403)
    }
  })
})

test('without a session no guarded route answers anything but 401', async () => {
  for (const { method, path } of p.routes)
    expect((await p.call(method as Method, pathOf(path))).status, `${method} ${path}`).toBe(401)
})

test('nothing that went wrong on the way was our own fault', () => {
  expect(p.logged.filter(line => line.level === 'error')).toEqual([])
})
