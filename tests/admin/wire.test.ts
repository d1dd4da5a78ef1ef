import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openTestProgram, type ProgramOptions, type TestProgram } from '../support/program.ts'

let p: TestProgram
beforeAll(async () => {
  p = await openTestProgram()
})
afterAll(() => p.close())

/** A server with settings of its own. */
async function special(options: ProgramOptions): Promise<TestProgram> {
  const own = await openTestProgram(options)
  onTestFinished(() => own.close())
  return own
}

interface Problem {
  code: string
  message: string
  details: { where: string; message: string }[]
}

describe('every answer', () => {
  test('carries the security headers, wherever it comes from', async () => {
    for (const url of [
      '/',
      '/setup',
      '/healthz',
      '/api/v1/setup',
      '/api/v1/nothing',
      '/nothing',
      '/api/docs/json',
    ]) {
      const { headers } = await p.app.inject(url)
      expect(headers, url).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers['content-security-policy'], url).toContain("frame-ancestors 'none'")
      expect(headers['content-security-policy'], url).not.toContain('unsafe-inline')
      expect(headers['x-powered-by'], url).toBeUndefined()
    }
  })

  test('of the API is stored nowhere', async () => {
    for (const url of ['/api/v1/setup', '/api/v1/people', '/api/docs/json'])
      expect((await p.app.inject(url)).headers['cache-control'], url).toBe('no-store')
  })
})

describe('a refusal', () => {
  test('has one shape, and says in Chinese what is wrong, field by field', async () => {
    const { status, body } = await p.call<Problem>('POST', '/session', {
      body: { userid: '', passphrase: 5, more: 1 },
    })
    expect(status).toBe(400)
    expect(body).toEqual({
      code: 'INPUT_INVALID',
      message: '填写有误，逐条如下。',
      details: [
        { where: 'more', message: '没有这一项' },
        { where: 'userid', message: '没有填' },
        { where: 'passphrase', message: '应为文字' },
      ],
    })
  })

  test.each([
    ['broken JSON', '{"userid":', 'application/json', 400, 'INPUT_INVALID'],
    ['a body where none is read', '<a/>', 'text/xml', 415, 'FILE_KIND'],
    ['an empty body', '', 'application/json', 400, 'INPUT_INVALID'],
    [
      'a megabyte too much',
      JSON.stringify({ userid: 'x'.repeat(1_000_001) }),
      'application/json',
      413,
      'FILE_TOO_LARGE',
    ],
    ['a poisoned object', '{"__proto__":{"roles":["admin"]}}', 'application/json', 400, 'INPUT_INVALID'],
  ])('of %s has it too', async (_, payload, type, status, code) => {
    const answer = await p.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload,
      headers: { 'content-type': type },
    })
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({
      code,
      message: expect.stringMatching(/\p{Script=Han}/u),
      details: [],
    })
  })

  test('never repeats what was sent', async () => {
    const marker = '标记词甲乙丙丁'
    const cookie = await p.enter('sample-zhou')
    const answers = [
      await p.call('POST', '/session', { body: { userid: marker, passphrase: marker } }),
      await p.call('POST', '/session', { body: { userid: [marker], passphrase: marker.repeat(100) } }),
      await p.call('GET', `/people?limit=${encodeURIComponent(marker)}`, { cookie }),
      await p.call('GET', `/${encodeURIComponent(marker)}`, { cookie }),
      await p.call('GET', `/applications/${encodeURIComponent(marker)}`, { cookie }),
    ]
    for (const { status, body } of answers) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(JSON.stringify(body)).not.toContain(marker)
    }
    expect(JSON.stringify(p.logged)).not.toContain(marker)
  })

  test('of our own making says nothing of what happened, and the log names the place without content', async () => {
    const own = await special({})
    const cookie = await own.enter('sample-zhou')
    await own.program.storage.transaction(tx =>
      tx.db
        .insert(tx.t.setting)
        .values({ key: 'quota.api', value: { marker: '标记词' }, author: null, at: 0 }),
    )
    const { status, body } = await own.call('GET', '/settings', { cookie })
    expect(status).toBe(500)
    expect(body).toEqual({ code: 'INTERNAL', message: '程序内部出错，已记入日志。', details: [] })
    expect(own.logged).toEqual([
      {
        level: 'error',
        name: 'api.failed',
        about: { method: 'GET', route: '/api/v1/settings', fault: 'INTERNAL', error: 'Fault' },
      },
    ])
  })
})

describe('another site', () => {
  test.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ origin: 'http://localhost:80', 'sec-fetch-site': 'cross-site' }],
  ])('cannot make a browser write: %o', async headers => {
    const cookie = await p.enter('sample-zhou')
    for (const [method, path] of [
      ['POST', '/session'],
      ['DELETE', '/session'],
      ['PUT', '/settings'],
      ['POST', '/flows/reload'],
    ] as const) {
      const answer = await p.call<Problem>(method, path, { cookie, headers, body: {} })
      expect(answer, path).toMatchObject({ status: 403, body: { code: 'CROSS_SITE' } })
    }
    expect((await p.call('GET', '/session', { cookie })).status).toBe(200)
  })

  test.each([
    [{ origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' }],
    [{ origin: 'http://localhost' }],
    [{}],
  ])('is not the page itself, nor a program: %o', async headers => {
    const cookie = await p.enter('sample-zhou')
    expect(
      (await p.call('POST', '/flows/reload', { cookie, headers: { host: 'localhost', ...headers } })).status,
    ).toBe(200)
  })

  test('is not the public address either, behind a proxy that changes the host', async () => {
    const own = await special({ publicUrl: 'https://xinqiao.example.gov.cn' })
    const headers = { origin: 'https://xinqiao.example.gov.cn', host: '10.0.0.5:3000' }
    expect((await own.call<Problem>('POST', '/session', { headers, body: {} })).body.code).toBe(
      'INPUT_INVALID',
    )
  })
})

describe('too many requests', () => {
  test('of one address are refused for a while', async () => {
    const own = await special({ limits: { requests: 5 } })
    for (let i = 0; i < 5; i++) expect((await own.call('GET', '/setup')).status).toBe(200)
    const answer = await own.call<Problem>('GET', '/setup')
    expect(answer).toMatchObject({
      status: 429,
      body: { code: 'TOO_MANY_REQUESTS', message: '请求太频繁，请稍后再试。' },
    })
    expect((await own.app.inject('/healthz')).statusCode).toBe(200)
  })

  test('of one person are refused; another is not', async () => {
    const own = await special({ limits: { person: 3 } })
    const zhou = await own.enter('sample-zhou')
    const chen = await own.enter('sample-chenjing')
    for (let i = 0; i < 3; i++) expect((await own.call('GET', '/people', { cookie: zhou })).status).toBe(200)
    expect((await own.call('GET', '/people', { cookie: zhou })).status).toBe(429)
    expect((await own.call('GET', '/people', { cookie: chen })).status).toBe(200)
  })

  test('attempts to sign in are fewer than other requests', async () => {
    const own = await special({ limits: { signIns: 2 } })
    const attempt = () => own.call('POST', '/session', { body: {} })
    expect([await attempt(), await attempt(), await attempt()].map(a => a.status)).toEqual([400, 400, 429])
    expect((await own.call('GET', '/session')).status).toBe(401)
  })
})

describe('the description of the API', () => {
  test('is a page of this very server', async () => {
    const page = await p.app.inject('/api/docs/')
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toMatch(/(src|href)="(https?:)?\/\//)
    expect(page.headers['content-security-policy']).toContain("script-src 'self';")
    expect((await p.app.inject('/api/docs/static/swagger-ui-bundle.js')).statusCode).toBe(200)
  })

  test('gives every route a summary, its roles and what it returns', async () => {
    const { paths } = (await p.app.inject('/api/docs/json')).json<{
      paths: Record<string, Record<string, { summary?: string; responses: object }>>
    }>()
    expect(Object.keys(paths).length).toBeGreaterThan(30)
    for (const [path, methods] of Object.entries(paths))
      for (const [method, about] of Object.entries(methods))
        expect(about.summary, `${method} ${path}`).toBeTruthy()
  })
})

describe('flows', () => {
  test('are listed, and read anew on demand', async () => {
    const cookie = await p.enter('sample-zhou')
    const { body } = await p.call<{ flows: { id: string; title: string; hash: string }[] }>('GET', '/flows', {
      cookie,
    })
    expect(body.flows.map(flow => flow.id)).toEqual(expect.arrayContaining(['leave', 'heart']))
    expect((await p.call('POST', '/flows/reload', { cookie })).body).toEqual({ loaded: true, problems: [] })
  })
})
