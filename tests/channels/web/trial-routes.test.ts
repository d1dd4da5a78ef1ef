import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { openTrialClock } from '../../../src/channels/web/trial-clock.ts'
import { trialRoutes } from '../../../src/channels/web/trial-routes.ts'
import { openWeb } from '../../../src/channels/web/web-channel.ts'
import type { Inbound } from '../../../src/kernel/channel.ts'
import { movableClock } from '../../../src/kernel/clock.ts'
import { Fault } from '../../../src/kernel/faults.ts'
import type { Person } from '../../../src/kernel/person.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function person(userid: string, about: Partial<Person> = {}): Person {
  const unknown = {
    unitType: null,
    staffType: null,
    post: null,
    rank: null,
    supervisor: null,
    workStart: null,
  }
  return {
    id: `id-${userid}`,
    userid,
    name: userid,
    unit: '样例街道办',
    ...unknown,
    birthDate: '1990-01-01',
    sex: null,
    mobile: '13800000000',
    sort: 1,
    roles: ['staff'],
    ...about,
  }
}

const PEOPLE = [
  person('li', { name: '李刚', supervisor: 'wang', sort: 2 }),
  person('wang', { name: '王建国', post: '主任', sort: 1, roles: ['staff', 'supervisor'] }),
]

async function server(live = false) {
  const pages = mkdtempSync(join(tmpdir(), 'xinqiao-pages-'))
  writeFileSync(join(pages, 'chat.html'), '<!doctype html><title>chat</title>')
  const movable = movableClock({ now: () => Date.now() })
  const channel = openWeb(movable)
  const received: Inbound[] = []
  await channel.start(async event => void received.push(event))
  const app: FastifyInstance = Fastify({ forceCloseConnections: 'idle' })
  app.setErrorHandler((thrown, _request, reply) => {
    const fault = thrown instanceof Fault ? thrown : new Fault('INPUT_INVALID')
    return reply.code(fault.status).send({ code: fault.code })
  })
  let ticks = 0
  await app.register(trialRoutes, {
    live,
    channel,
    clock: openTrialClock(movable, async () => void ticks++),
    zone: 'Asia/Shanghai',
    pages,
    people: async () => PEOPLE,
  })
  closing.push(async () => {
    await app.close()
    rmSync(pages, { recursive: true, force: true })
  })
  const post = (path: string, payload: object, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url: `/api/trial/${path}`, payload, headers })
  return { app, channel, received, post, ticks: () => ticks }
}

describe('in live mode', () => {
  test('none of it is there', async () => {
    const { app, received, post } = await server(true)
    for (const path of ['/chat', '/api/trial/people', '/api/trial/clock', '/api/trial/stream?as=li'])
      expect((await app.inject(path)).statusCode, path).toBe(404)
    for (const path of ['say', 'files', 'recall', 'seen', 'clock'])
      expect((await post(path, { as: 'li', id: 'abcdefgh', text: 'x', forward: 1 })).statusCode, path).toBe(
        404,
      )
    expect(received).toEqual([])
  })
})

describe('in trial mode', () => {
  test('the page is there', async () => {
    const { app } = await server()
    const answer = await app.inject('/chat')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toMatch('text/html')
  })

  test('the sample people are listed in their order, without telephone numbers or dates of birth', async () => {
    const { app } = await server()
    const answer = await app.inject('/api/trial/people')
    expect(answer.json()).toEqual([
      {
        userid: 'wang',
        name: '王建国',
        unit: '样例街道办',
        post: '主任',
        supervisor: null,
        roles: ['supervisor'],
      },
      { userid: 'li', name: '李刚', unit: '样例街道办', post: null, supervisor: '王建国', roles: [] },
    ])
    expect(answer.body).not.toMatch(/1380|1990/)
  })

  test('somebody says and taps', async () => {
    const { received, post } = await server()
    expect((await post('say', { as: 'li', id: 'abcdefgh', text: '请假' })).statusCode).toBe(204)
    await post('say', { as: 'li', id: 'abcdefgh', text: '请假' })
    await post('say', { as: 'li', id: 'abcdefgi', tap: { text: '提交', card: 7 } })
    expect(received.map(e => e.said)).toEqual([
      { type: 'text', text: '请假' },
      { type: 'tap', text: '提交', card: 7 },
    ])
  })

  test('nobody can speak as somebody who is not on the roster, or say nothing', async () => {
    const { received, post } = await server()
    expect((await post('say', { as: 'nobody', id: 'abcdefgh', text: '请假' })).statusCode).toBe(404)
    expect((await post('say', { as: 'li', id: 'abcdefgh' })).statusCode).toBe(400)
    expect((await post('say', { as: 'li', id: '../../etc', text: 'x' })).statusCode).toBe(400)
    expect(received).toEqual([])
  })

  test('another site in the same browser cannot speak for anybody', async () => {
    const { received, post } = await server()
    const say = { as: 'li', id: 'abcdefgh', text: '请假' }
    const strangers: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://example.org' },
      { origin: 'null' },
    ]
    for (const headers of strangers) expect((await post('say', say, headers)).statusCode).toBe(403)
    expect(received).toEqual([])
    expect(
      (await post('say', say, { origin: 'http://localhost:3000', host: 'localhost:3000' })).statusCode,
    ).toBe(204)
  })

  test('files come with their kind', async () => {
    const { app, received } = await server()
    const form = new FormData()
    form.set('as', 'li')
    form.set('id', 'abcdefgh')
    form.append('file', new File([new Uint8Array(5)], '诊断证明.PDF', { type: '' }))
    form.append('file', new File([new Uint8Array(5)], 'a.png', { type: 'image/png' }))
    const request = new Request('http://x/', { method: 'POST', body: form })
    const answer = await app.inject({
      method: 'POST',
      url: '/api/trial/files',
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      payload: Buffer.from(await request.arrayBuffer()),
    })
    expect(answer.statusCode).toBe(204)
    expect(received[0]?.said).toMatchObject({
      type: 'files',
      files: [
        { name: '诊断证明.PDF', kind: 'pdf' },
        { name: 'a.png', kind: 'image' },
      ],
    })
  })

  test('an upload without a file is refused', async () => {
    const { app } = await server()
    const form = new FormData()
    form.set('as', 'li')
    form.set('id', 'abcdefgh')
    const request = new Request('http://x/', { method: 'POST', body: form })
    const answer = await app.inject({
      method: 'POST',
      url: '/api/trial/files',
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      payload: Buffer.from(await request.arrayBuffer()),
    })
    expect(answer.json()).toEqual({ code: 'INPUT_INVALID' })
  })

  test('the clock moves on, and only on', async () => {
    const { app, post, ticks } = await server()
    const before = (await app.inject('/api/trial/clock')).json()
    const after = (await post('clock', { forward: 60 })).json()
    expect(after.now - before.now).toBeGreaterThanOrEqual(3_600_000)
    expect(after).toMatchObject({ ahead: 60, zone: 'Asia/Shanghai' })
    expect(ticks()).toBeGreaterThanOrEqual(4)
    expect((await post('clock', { forward: -60 })).statusCode).toBe(400)
    expect((await post('clock', { forward: 99_999_999 })).statusCode).toBe(400)
  })
})

describe('the stream', () => {
  test('brings what is there, then what comes, to whom it belongs', async () => {
    const { app, channel, post } = await server()
    await channel.send({ text: '早', buttons: [], card: null }, [{ key: 'k1', contact: 'li', reply: null }])
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    const events = await listen(`${url}/api/trial/stream?as=li`)
    expect(await events.next('hello')).toMatchObject({
      entries: [{ id: 'k1', text: '早' }],
      unread: { li: 1 },
    })

    await post('say', { as: 'wang', id: 'abcdefgh', text: '别人的话' })
    await channel.send({ text: '给王的', buttons: [], card: null }, [
      { key: 'k2', contact: 'wang', reply: null },
    ])
    await post('say', { as: 'li', id: 'abcdefgh', text: '请假' })
    expect(await events.next('unread')).toEqual({ userid: 'wang', count: 1 })
    expect(await events.next('entry')).toMatchObject({ from: 'person', text: '请假' })
    await post('seen', { as: 'li' })
    expect(await events.next('unread')).toEqual({ userid: 'li', count: 0 })
    await post('recall', { as: 'li', id: 'web:li:abcdefgh' })
    expect(await events.next('entry')).toMatchObject({ text: '', recalled: true })
    await post('clock', { forward: 30 })
    expect(await events.next('clock')).toMatchObject({ ahead: 30 })
    expect(events.text()).not.toMatch('别人的话')
    expect(events.text()).not.toMatch('给王的')
    await events.close()
  })

  test('of nobody is refused, and an open one does not keep the server from closing', async () => {
    const { app } = await server()
    expect((await app.inject('/api/trial/stream?as=nobody')).statusCode).toBe(404)
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    const events = await listen(`${url}/api/trial/stream?as=li`)
    await events.next('hello')
    await app.close()
    await events.ended()
  })
})

/** Reads server-sent events; `next` takes the next of a kind. */
async function listen(url: string) {
  const stop = new AbortController()
  const answer = await fetch(url, { signal: stop.signal })
  expect(answer.headers.get('content-type')).toMatch('text/event-stream')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  if (!answer.body) throw new Error('no stream')
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  let all = ''
  let taken = 0
  async function more(): Promise<boolean> {
    const { value, done } = await reader.read()
    all += value ?? ''
    return !done
  }
  return {
    text: () => all,
    async next(kind: string): Promise<unknown> {
      for (;;) {
        const found = new RegExp(`event: ${kind}\\ndata: (.*)\\n\\n`).exec(all.slice(taken))
        if (found) {
          taken += found.index + found[0].length
          return JSON.parse(found[1] ?? 'null')
        }
        if (!(await more())) throw new Error(`The stream ended before “${kind}”.`)
      }
    },
    async ended() {
      while (await more());
    },
    async close() {
      stop.abort()
      await reader.cancel().catch(() => {})
    },
  }
}
