import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { StreamClient } from '../../../src/channels/dingtalk/stream-client.ts'
import { BOT_TOPIC } from '../../fakes/dingtalk/index.ts'

/** A client on a bare server, for frames that the fake has no way to send. */
async function connected(): Promise<{
  client: StreamClient
  server: WebSocket
  heard: string[]
  next: () => Promise<void>
}> {
  const gateway = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(gateway, 'listening')
  const address = gateway.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const heard: string[] = []
  let wake = () => {}
  const told = (what: string) => {
    heard.push(what)
    wake()
  }
  const client = new StreamClient(
    { clientId: 'ding', clientSecret: 'nothing' },
    async () => `ws://127.0.0.1:${port}/connect?ticket=T`,
    {
      message: frame => told(`message ${frame.data}`),
      retired: () => told('retired'),
      closed: () => told('closed'),
      dropped: why => told(why),
    },
  )
  const opening = once(gateway, 'connection')
  await client.dial(new AbortController().signal)
  const [server] = await opening
  onTestFinished(() => {
    client.terminate()
    gateway.close()
  })
  return {
    client,
    server,
    heard,
    next: () =>
      new Promise(resolve => {
        wake = resolve
      }),
  }
}

const FRAME = JSON.stringify({ type: 'CALLBACK', headers: { topic: BOT_TOPIC, messageId: 'm' }, data: 'in' })

test('a text frame that is no UTF-8 spoils itself, not the connection', async () => {
  const { server, heard, next } = await connected()
  server.send(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), { binary: false })
  await next()
  server.send(FRAME)
  await next()
  expect(heard).toEqual(['malformed', 'message in'])
})

test('a binary frame stands for nothing, whatever is in it', async () => {
  const { server, heard, next } = await connected()
  server.send(Buffer.from(FRAME), { binary: true })
  await next()
  expect(heard).toEqual(['binary'])
})

test('a frame in fragments is one frame', async () => {
  const { server, heard, next } = await connected()
  server.send(FRAME.slice(0, 20), { fin: false })
  server.send(FRAME.slice(20), { fin: true })
  await next()
  expect(heard).toEqual(['message in'])
})

test('a frame beyond all measure ends the connection and nothing else', async () => {
  const { server, heard, next } = await connected()
  server.on('error', () => {})
  server.send('x'.repeat(5 * 1024 * 1024))
  await next()
  expect(heard).toEqual(['closed'])
})

test('an ack can be given while the socket is open, and neither before nor after', async () => {
  const { client, server, next } = await connected()
  expect(client.ack('')).toBe(false)
  expect(client.ack('m')).toBe(true)
  const [ack] = await once(server, 'message')
  expect(JSON.parse(String(ack))).toMatchObject({ code: 200, headers: { messageId: 'm' } })
  const gone = next()
  server.terminate()
  await gone
  expect(client.ack('m')).toBe(false)
})
