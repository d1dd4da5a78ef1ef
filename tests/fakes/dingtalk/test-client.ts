import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { type FakeDingTalk, startFakeDingTalk } from './fake-dingtalk.ts'
import { BOT_TOPIC, CARD_TOPIC } from './frames.ts'
import { isJson, type Json, object, parse } from './json.ts'
import type { FakeOptions } from './settings.ts'

/** A fake that ends with the test, and whose time stands still unless the test moves it. */
export async function startFake(options: FakeOptions = {}): Promise<FakeDingTalk> {
  const fake = await startFakeDingTalk({ speed: 0, ...options })
  onTestFinished(() => fake.stop())
  return fake
}

export interface Reply {
  status: number
  headers: Headers
  text: string
  json: Json
}

/** One HTTP call, answered whatever the status. */
export async function call(
  fake: FakeDingTalk,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const response = await fetch(path.startsWith('http') ? path : `${fake.base}${path}`, {
    method,
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    redirect: 'manual',
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: object(parse(text)) }
}

/** An app token, fetched as a client fetches it. */
export async function token(fake: FakeDingTalk): Promise<string> {
  const { clientId, clientSecret } = fake.app
  const got = await call(fake, 'POST', '/v1.0/oauth2/accessToken', {
    appKey: clientId,
    appSecret: clientSecret,
  })
  return String(got.json['accessToken'])
}

/** Calls an api route with the header token. */
export async function api(fake: FakeDingTalk, method: string, path: string, body?: unknown): Promise<Reply> {
  return call(fake, method, path, body, { 'x-acs-dingtalk-access-token': await token(fake) })
}

/** Calls an oapi route with the query token. */
export async function oapi(fake: FakeDingTalk, path: string, body: unknown): Promise<Reply> {
  return call(fake, 'POST', `${path}?access_token=${await token(fake)}`, body)
}

export const SUBSCRIPTIONS = [
  { type: 'EVENT', topic: '*' },
  { type: 'CALLBACK', topic: BOT_TOPIC },
  { type: 'CALLBACK', topic: CARD_TOPIC },
]

export async function openGateway(
  fake: FakeDingTalk,
  subscriptions: unknown = SUBSCRIPTIONS,
): Promise<Reply> {
  const { clientId, clientSecret } = fake.app
  return call(fake, 'POST', '/v1.0/gateway/connections/open', { clientId, clientSecret, subscriptions })
}

export async function ticket(fake: FakeDingTalk, subscriptions?: unknown): Promise<string> {
  const { json } = await openGateway(fake, subscriptions)
  return `${String(json['endpoint'])}?ticket=${String(json['ticket'])}`
}

/** The smallest client there can be: it shows every frame and answers nothing by itself. */
export interface RawClient {
  ws: WebSocket
  /** The next frame that was not taken yet. */
  next(): Promise<Json>
  /** The data inside the next frame. */
  nextData(): Promise<Json>
  /** Frames that came and were not taken. */
  waiting(): number
  ack(frame: Json, data?: unknown, code?: number): void
  closed: Promise<number>
}

export async function connect(fake: FakeDingTalk, subscriptions?: unknown): Promise<RawClient> {
  return connectTo(await ticket(fake, subscriptions))
}

export async function connectTo(url: string): Promise<RawClient> {
  const ws = new WebSocket(url)
  const frames: Json[] = []
  const takers: ((frame: Json) => void)[] = []
  ws.on('message', (raw, isBinary) => {
    const read = isBinary ? undefined : parse(raw.toString())
    const frame = isJson(read) ? read : { raw }
    const taker = takers.shift()
    if (taker === undefined) frames.push(frame)
    else taker(frame)
  })
  const closed = new Promise<number>(resolve => ws.on('close', code => resolve(code)))
  ws.on('error', () => {})
  await Promise.race([
    once(ws, 'open'),
    closed.then(code => Promise.reject(new Error(`closed with ${code}`))),
  ])
  const next = () =>
    new Promise<Json>(resolve => {
      const there = frames.shift()
      if (there === undefined) takers.push(resolve)
      else resolve(there)
    })
  onTestFinished(() => ws.terminate())
  return {
    ws,
    closed,
    next,
    nextData: async () => dataOf(await next()),
    waiting: () => frames.length,
    ack: (frame, data = { response: null }, code = 200) => ws.send(ackOf(frame, data, code)),
  }
}

export function dataOf(frame: Json): Json {
  return object(parse(String(frame['data'])))
}

export function headersOf(frame: Json): Json {
  return object(frame['headers'])
}

export function ackOf(frame: Json, data: unknown = { response: null }, code = 200): string {
  return JSON.stringify({
    code,
    headers: { contentType: 'application/json', messageId: headersOf(frame)['messageId'] },
    message: 'OK',
    data: JSON.stringify(data),
  })
}

/** The HTTP status with which an upgrade was refused, or what broke it. */
export function refusedUpgrade(url: string): Promise<number | string> {
  return new Promise(resolve => {
    const ws = new WebSocket(url)
    ws.on('unexpected-response', (_, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    ws.on('error', error => resolve('code' in error ? String(error.code) : error.message))
    ws.on('open', () => resolve('open'))
  })
}

/** A bot that acks every frame and answers each message through its webhook. */
export async function echoBot(fake: FakeDingTalk): Promise<RawClient> {
  const client = await connect(fake)
  client.ws.on('message', raw => {
    const frame = object(parse(raw.toString()))
    client.ack(frame)
    const data = dataOf(frame)
    const said = String(object(data['text'])['content'])
    // The test may be over, and the fake gone, before the last reply is through.
    call(fake, 'POST', String(data['sessionWebhook']), {
      msgtype: 'text',
      text: { content: `回声：${said}` },
    }).catch(() => {})
  })
  return client
}
