import { DWClient, EventAck } from 'dingtalk-stream'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { FakeDingTalk } from './fake-dingtalk.ts'
import { BOT_TOPIC, CARD_TOPIC } from './frames.ts'
import { object } from './json.ts'
import { ackOf, call, connectTo, dataOf, headersOf, openGateway, startFake, ticket } from './test-client.ts'

/** The package as it comes; only the gateway's address, which it has no option for, is put in its place. */
class Client extends DWClient {
  readonly base: string
  constructor(fake: FakeDingTalk) {
    const { clientId, clientSecret } = fake.app
    // The package shares one default list among all clients; each gets a list of its own here.
    const subscriptions = { subscriptions: [{ type: 'EVENT', topic: '*' }], autoReconnect: false }
    super({ clientId, clientSecret, ...subscriptions })
    this.base = fake.base
  }
  override async getEndpoint(): Promise<this> {
    const { clientId, clientSecret, ua, subscriptions } = this.config
    const response = await fetch(`${this.base}/v1.0/gateway/connections/open`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ clientId, clientSecret, ua, subscriptions }),
    })
    const { endpoint, ticket: one } = object(await response.json())
    Object.assign(this, { dw_url: `${String(endpoint)}?ticket=${String(one)}` })
    return this
  }
}

/** The package writes to the console whatever happens. */
function silence(): void {
  vi.spyOn(console, 'info').mockImplementation(() => {})
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => {
    vi.restoreAllMocks()
  })
}

function clientOf(fake: FakeDingTalk): Client {
  silence()
  const client = new Client(fake)
  onTestFinished(() => client.disconnect())
  return client
}

test('the real DWClient connects, receives, acks and answers', async () => {
  const fake = await startFake()
  const client = clientOf(fake)
  client.registerCallbackListener(BOT_TOPIC, frame => {
    client.socketCallBackResponse(frame.headers.messageId, null)
    const { sessionWebhook, text } = JSON.parse(frame.data)
    void call(fake, 'POST', sessionWebhook, { msgtype: 'text', text: { content: `听到：${text.content}` } })
  })
  await client.connect()
  await fake.stream.connected()
  const { msgId } = fake.say('sample-01', '在吗')
  expect(await fake.waitFor('sample-01')).toMatchObject({
    text: '听到：在吗',
    via: 'webhook',
    replyTo: msgId,
  })
  expect((await fake.stream.acked(msgId)).ack).toMatchObject({ code: 200, data: { response: null } })
  fake.assertClean()
})

test('the real DWClient acks events by itself, and LATER brings them again', async () => {
  const fake = await startFake()
  const client = clientOf(fake)
  const seen: string[] = []
  client.registerAllEventListener(event => {
    seen.push(`${event.headers.eventType} ${event.headers.eventId}`)
    return { status: seen.length === 1 ? EventAck.LATER : EventAck.SUCCESS }
  })
  await client.connect()
  const eventId = fake.event('bpms_instance_change', { type: 'finish', result: 'agree' })
  await new Promise(resolve => fake.stream.onFrame(resolve))
  fake.clock.advance(3_000)
  await fake.stream.settled()
  expect(seen).toEqual(Array(2).fill(`bpms_instance_change ${eventId}`))
  fake.assertClean()
})

test('the real DWClient echoes pings, with headers of its own liking', async () => {
  const fake = await startFake()
  const client = clientOf(fake)
  await client.connect()
  await fake.stream.ping()
  fake.assertClean()
})

test('the real DWClient takes the greetings and sits through a disconnect', async () => {
  const fake = await startFake({ greeting: 'registered' })
  const client = clientOf(fake)
  await client.connect()
  // Frames come in order: once the ping is answered, the greetings were read.
  await fake.stream.ping()
  expect(client.registered).toBe(true)
  const told = new Promise<void>(resolve => {
    client.onSystem = frame => {
      DWClient.prototype.onSystem.call(client, frame)
      resolve()
    }
  })
  fake.stream.disconnect()
  await told
  expect(client.connected).toBe(false)
  expect(fake.stream.connections().map(one => one.state)).toEqual(['muted'])
  fake.clock.advance(10_000)
  await fake.stream.disconnected()
  fake.assertClean()
})

test('a real DWClient card callback is answered in the ack', async () => {
  const fake = await startFake()
  const client = clientOf(fake)
  client.registerCallbackListener(CARD_TOPIC, frame => {
    client.socketCallBackResponse(frame.headers.messageId, { cardData: { cardParamMap: { state: 'done' } } })
  })
  await client.connect()
  const got = await call(fake, 'POST', '/v1.0/oauth2/accessToken', {
    appKey: fake.app.clientId,
    appSecret: fake.app.clientSecret,
  })
  await call(
    fake,
    'POST',
    '/v1.0/card/instances/createAndDeliver',
    {
      cardTemplateId: 'sample.schema',
      outTrackId: 'track-1',
      callbackType: 'STREAM',
      cardData: { cardParamMap: { title: '请审批' } },
      openSpaceId: 'dtv1.card//IM_ROBOT.sample-01',
      imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: fake.app.robotCode },
    },
    { 'x-acs-dingtalk-access-token': String(got.json['accessToken']) },
  )
  const pressed = await fake.press({ outTrackId: 'track-1', userid: 'sample-01', actionId: 'ok' })
  expect(pressed.outcome).toBe('updated')
  expect(fake.cards.must('track-1').data).toEqual({ state: 'done' })
  fake.assertClean()
})

test('as the Go SDK speaks: SYSTEM subscriptions, extras, and an ack for the disconnect', async () => {
  const fake = await startFake()
  const { clientId, clientSecret } = fake.app
  const { json } = await call(fake, 'POST', '/v1.0/gateway/connections/open', {
    clientId,
    clientSecret,
    ua: 'dingtalk-sdk-go/v0.9.2',
    localIp: '10.0.0.2',
    extras: { sample: 'yes' },
    subscriptions: [
      { type: 'SYSTEM', topic: 'ping' },
      { type: 'SYSTEM', topic: 'disconnect' },
      { type: 'CALLBACK', topic: BOT_TOPIC },
    ],
  })
  const client = await connectTo(`${String(json['endpoint'])}?ticket=${String(json['ticket'])}`)
  fake.say('sample-01', '在吗')
  client.ack(await client.next())
  await fake.stream.settled()
  fake.stream.disconnect({ reason: 'persistent connection is timeout' })
  const frame = await client.next()
  expect(dataOf(frame)).toEqual({ reason: 'persistent connection is timeout' })
  expect(headersOf(frame)['messageId']).toBeUndefined()
  const heard = new Promise(resolve => fake.stream.onFrame(resolve))
  client.ws.send(ackOf({ headers: { messageId: '' } }, {}))
  await heard
  fake.assertClean()
})

test('as the Python SDK speaks: a percent-encoded ticket, a status for what it handled', async () => {
  const fake = await startFake()
  const { json } = await openGateway(fake)
  const escaped = String(json['ticket']).replaceAll('-', '%2D')
  const client = await connectTo(`${String(json['endpoint'])}?ticket=${escaped}`)
  fake.event('check_in', { userId: 'sample-01' })
  const frame = await client.next()
  client.ack(frame, { status: 'SUCCESS', message: 'OK' })
  await fake.stream.settled()
  fake.assertClean()
})

test('as the Java SDK speaks: always /connect, and a port that must be there', async () => {
  const fake = await startFake()
  const url = new URL(await ticket(fake))
  expect(url.pathname).toBe('/connect')
  expect(Number(url.port)).toBeGreaterThan(0)
})
