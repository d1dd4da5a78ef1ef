import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { backoff } from '../../../src/channels/common/backoff.ts'
import { openBucket } from '../../../src/channels/dingtalk/bucket.ts'
import { openHttp } from '../../../src/channels/dingtalk/http.ts'
import { openTokens } from '../../../src/channels/dingtalk/tokens.ts'
import { trusted } from '../../../src/channels/dingtalk/trust.ts'
import { createClock } from '../../fakes/dingtalk/clock.ts'
import { fault } from '../../fakes/dingtalk/index.ts'
import { startFake } from '../../fakes/dingtalk/test-client.ts'

const frozen = () => createClock(() => Date.UTC(2026, 10, 23), 0)

test('backoff doubles from one second to a minute, spread by a fifth', () => {
  expect([0, 1, 2, 5, 6, 50, 5_000].map(n => backoff(n, () => 0))).toEqual([
    1_000, 2_000, 4_000, 32_000, 48_000, 48_000, 48_000,
  ])
  expect([0, 1, 6, 5_000].map(n => backoff(n, () => 0.999_999))).toEqual([
    expect.closeTo(1_200, 0),
    expect.closeTo(2_400, 0),
    expect.closeTo(60_000, 0),
    expect.closeTo(60_000, 0),
  ])
})

test('a bucket lets so many through in any second, in order', async () => {
  const clock = frozen()
  const bucket = openBucket(3, clock, clock)
  const start = clock.now()
  const times: number[] = []
  const callers = Array.from({ length: 10 }, async () => {
    await bucket.take()
    times.push(clock.now() - start)
  })
  for (let n = 0; n < 4; n++) {
    await Promise.resolve()
    clock.advance(1_000)
  }
  await Promise.all(callers)
  expect(times.slice(3)).toEqual([1_000, 1_000, 1_000, 2_000, 2_000, 2_000, 3_000])
  expect(bucket.take()).toBeUndefined()
})

test('a bucket that is held lets nothing through', () => {
  const clock = frozen()
  const bucket = openBucket(3, clock, clock)
  bucket.hold(500)
  expect(bucket.take()).toBeDefined()
  clock.advance(500)
  expect(bucket.take()).toBeUndefined()
})

test('a token is renewed five minutes early, once for all, and serves on while there is no other', async () => {
  const fake = await startFake()
  const { clientId, clientSecret } = fake.app
  const http = openHttp(createClock(() => 0, 0))
  const tokens = openTokens({ http, clock: fake.clock, apiBase: fake.base, clientId, clientSecret })
  const first = await tokens.get()
  fake.clock.advance(115 * 60_000 - 1)
  expect(await tokens.get()).toBe(first)
  expect(fake.calls.of('accessToken')).toBe(1)
  fake.clock.advance(1)
  fake.faults.order('accessToken', fault.unavailable())
  expect(await tokens.get()).toBe(first)
  expect(fake.calls.of('accessToken')).toBe(2)
  fake.clock.advance(5 * 60_000)
  const many = await Promise.all([tokens.get(), tokens.get(), tokens.get()])
  expect(new Set(many).size).toBe(1)
  expect(many[0]).not.toBe(first)
  expect(fake.calls.of('accessToken')).toBe(3)
})

test('answers are posted to encrypted addresses and to the configured hosts', () => {
  const trusts = trusted('http://127.0.0.1:9000', 'https://oapi.dingtalk.com')
  expect(trusts('https://oapi.dingtalk.com/robot/sendBySession?session=x')).toBe(true)
  expect(trusts('http://127.0.0.1:9000/robot/sendBySession?session=x')).toBe(true)
  for (const url of [
    'http://127.0.0.1:90001/x',
    'http://evil.invalid/',
    'https://',
    'ftp://a/',
    'https://a b/',
  ])
    expect(trusts(url)).toBe(false)
})

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
}

test('http: too much, too slow, given up, or no address at all is an answer without a status', async () => {
  const clock = frozen()
  const http = openHttp(clock)
  const base = await serve((request, response) => {
    if (request.url === '/big') response.end('x'.repeat(2_000))
    else if (request.url === '/chunks') {
      response.write('x'.repeat(800))
      response.end('x'.repeat(800))
    } else if (request.url === '/small') response.end('{"errcode":0}')
    else clock.advance(10_000)
  })
  const what = async (path: string, signal?: AbortSignal) =>
    (await http.call({ method: 'GET', url: base + path, limit: 1_000, ...(signal && { signal }) })).what
  expect(await what('/big')).toBe('TOO_LARGE')
  expect(await what('/chunks')).toBe('TOO_LARGE')
  expect(await what('/silent')).toBe('TIMEOUT')
  expect(await what('/small', AbortSignal.abort('STOPPED'))).toBe('STOPPED')
  expect(await http.call({ method: 'GET', url: `${base}/small` })).toMatchObject({
    status: 200,
    body: { errcode: 0 },
  })
  expect((await http.call({ method: 'GET', url: 'nowhere' })).status).toBe(0)
  expect((await http.call({ method: 'GET', url: 'http://127.0.0.1:1/' })).what).toBe('ECONNREFUSED')
})

test('http: a call that was given up while it waited for a connection never goes out', async () => {
  const clock = frozen()
  const http = openHttp(clock)
  const seen: string[] = []
  const answers: (() => void)[] = []
  const base = await serve((request, response) => {
    seen.push(request.url ?? '')
    answers.push(() => response.end('{}'))
    if (answers.length === 32) full()
  })
  let full = () => {}
  const crowded = new Promise<void>(resolve => {
    full = resolve
  })
  const call = (path: string) => http.call({ method: 'GET', url: base + path, timeout: 20_000 })
  const busy = Array.from({ length: 32 }, (_, n) => call(`/busy-${n}`))
  await crowded
  const late = http.call({ method: 'GET', url: `${base}/late`, timeout: 1_000 })
  clock.advance(1_000)
  expect((await late).what).toBe('TIMEOUT')
  for (const answer of answers.splice(0)) answer()
  expect((await Promise.all(busy)).map(one => one.status)).toEqual(Array(32).fill(200))
  const after = call('/after')
  while (answers.length === 0) await new Promise(resolve => setImmediate(resolve))
  for (const answer of answers) answer()
  await after
  expect(seen).not.toContain('/late')
})
