import { expect, test } from 'vitest'
import type { FakeDingTalk } from './fake-dingtalk.ts'
import { type Json, object } from './json.ts'
import { api, call, connect, startFake, token } from './test-client.ts'
import { file, picture } from './utterance.ts'

const BYTES = new TextEncoder().encode('示例文件')

function download(fake: FakeDingTalk, downloadCode: unknown, robotCode = fake.app.robotCode) {
  return api(fake, 'POST', '/v1.0/robot/messageFiles/download', { downloadCode, robotCode })
}

async function upload(
  fake: FakeDingTalk,
  type: string,
  field: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Json> {
  const form = new FormData()
  form.append(field, new Blob([bytes]), '示例.pdf')
  const url = `${fake.base}/media/upload?access_token=${await token(fake)}&type=${type}`
  return object(await (await fetch(url, { method: 'POST', body: form })).json())
}

test('a file that was sent can be fetched by its code, over plain http', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.say('sample-01', file('假条.pdf', BYTES))
  const { downloadCode } = object((await client.nextData())['content'])
  const { json } = await download(fake, downloadCode)
  const url = String(json['downloadUrl'])
  expect(url).toMatch(/^http:\/\/.*\.file\?/)
  const got = await fetch(url)
  expect(new Uint8Array(await got.arrayBuffer())).toEqual(BYTES)
})

test('codes expire, and so do the URLs they give', async () => {
  const fake = await startFake({ downloadCodeTtlMs: 60_000 })
  const client = await connect(fake)
  fake.say('sample-01', picture(BYTES))
  const { downloadCode, pictureDownloadCode } = object((await client.nextData())['content'])
  const url = String((await download(fake, pictureDownloadCode)).json['downloadUrl'])
  fake.clock.advance(60_000)
  expect((await download(fake, downloadCode)).json['code']).toBe('invalidParameter.robotCode.downloadCode')
  expect((await call(fake, 'GET', url)).status).toBe(200)
  fake.clock.advance(15 * 60_000)
  expect((await call(fake, 'GET', url)).status).toBe(403)
})

test('codes expired by hand, made up, missing, or of another robot', async () => {
  const fake = await startFake({ apps: [{}, { clientId: 'dingsampleclient02' }] })
  const code = fake.files.code(BYTES)
  expect((await download(fake, code, 'dingsampleclient02')).json['code']).toBe(
    'invalidParameter.robotCode.auth',
  )
  fake.files.expire()
  for (const [given, wrong] of [
    [code, 'downloadCode'],
    ['made-up', 'downloadCode'],
    [undefined, 'empty'],
  ]) {
    expect((await download(fake, given)).json['code']).toBe(`invalidParameter.robotCode.${wrong}`)
  }
})

test('what the bot uploads can be sent, and read by the test', async () => {
  const fake = await startFake()
  const uploaded = await upload(fake, 'file', 'media', BYTES)
  expect(uploaded).toMatchObject({ errcode: 0, type: 'file', media_id: expect.stringMatching(/^@lADP/) })
  const mediaId = String(uploaded['media_id'])
  expect(fake.files.media(mediaId)).toEqual({ type: 'file', fileName: '示例.pdf', bytes: BYTES })
  const send = (id: string) =>
    api(fake, 'POST', '/v1.0/robot/oToMessages/batchSend', {
      robotCode: fake.app.robotCode,
      userIds: ['sample-01'],
      msgKey: 'sampleFile',
      msgParam: JSON.stringify({ mediaId: id, fileName: '示例.pdf', fileType: 'pdf' }),
    })
  expect((await send(mediaId)).status).toBe(200)
  expect(fake.inbox('sample-01')).toMatchObject([{ kind: 'file', mediaId, fileName: '示例.pdf' }])
  expect((await send('@lADPmadeup')).json['code']).toBe('resource.unavailable')
})

test('the type may stand in the form, as the Python SDK puts it', async () => {
  const fake = await startFake()
  const form = new FormData()
  form.append('type', 'image')
  form.append('media', new Blob([BYTES]), '示例.png')
  const url = `${fake.base}/media/upload?access_token=${await token(fake)}`
  expect(await (await fetch(url, { method: 'POST', body: form })).json()).toMatchObject({
    errcode: 0,
    type: 'image',
  })
})

test('uploads that are refused', async () => {
  const fake = await startFake()
  expect((await upload(fake, 'poem', 'media', BYTES))['errcode']).toBe(40004)
  expect((await upload(fake, 'file', 'file', BYTES))['errcode']).toBe(40035)
  expect((await upload(fake, 'voice', 'media', new Uint8Array(2 * 1024 * 1024 + 1)))['errcode']).toBe(40006)
  const url = `/media/upload?access_token=${await token(fake)}&type=file`
  expect((await call(fake, 'POST', url, { media: 'sample' })).json['errcode']).toBe(40035)
})
