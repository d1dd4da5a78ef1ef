import { expect, test } from 'vitest'
import { call, startFake, token } from './test-client.ts'

test('the token stays the same while it lives, and its time runs down', async () => {
  const fake = await startFake()
  const { clientId: appKey, clientSecret: appSecret } = fake.app
  const fetchToken = async () =>
    (await call(fake, 'POST', '/v1.0/oauth2/accessToken', { appKey, appSecret })).json
  const first = await fetchToken()
  expect(first).toEqual({ accessToken: expect.any(String), expireIn: 7200 })
  fake.clock.advance(60 * 60_000)
  expect(await fetchToken()).toEqual({ accessToken: first['accessToken'], expireIn: 3600 })
  fake.clock.advance(60 * 60_000)
  const second = await fetchToken()
  expect(second['accessToken']).not.toBe(first['accessToken'])
  expect(second['expireIn']).toBe(7200)
})

test('the newer and the legacy way lead to the same token', async () => {
  const fake = await startFake()
  const { clientId, clientSecret, corpId } = fake.app
  const newer = await call(fake, 'POST', `/v1.0/oauth2/${corpId}/token`, {
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: 'client_credentials',
  })
  const legacy = await call(fake, 'GET', `/gettoken?appkey=${clientId}&appsecret=${clientSecret}`)
  const access_token = await token(fake)
  expect(newer.json).toEqual({ access_token, expires_in: 7200 })
  expect(legacy.json).toMatchObject({ errcode: 0, access_token, expires_in: 7200 })
})

test('wrong secrets', async () => {
  const fake = await startFake()
  const { clientId, corpId } = fake.app
  const wrong = await call(fake, 'POST', '/v1.0/oauth2/accessToken', { appKey: clientId, appSecret: 'x' })
  expect([wrong.status, wrong.json['code']]).toEqual([400, 'invalidClientIdOrSecret'])
  const newer = await call(fake, 'POST', `/v1.0/oauth2/${corpId}/token`, { client_id: clientId })
  expect(newer.json['code']).toBe('invalidClientIdOrSecret')
  const legacy = await call(fake, 'GET', `/gettoken?appkey=${clientId}&appsecret=x`)
  expect([legacy.status, legacy.json['errcode']]).toEqual([200, 40089])
})

test('void tokens: 400 InvalidAuthentication, and 40014 on oapi', async () => {
  const fake = await startFake()
  const bearer = await token(fake)
  const useBoth = async () => {
    const headers = { 'x-acs-dingtalk-access-token': bearer }
    const recall = await call(fake, 'POST', '/v1.0/robot/otoMessages/batchRecall', {}, headers)
    const user = await call(fake, 'POST', `/topapi/v2/user/get?access_token=${bearer}`, {
      userid: 'sample-01',
    })
    return [recall.json['code'], user.json['errcode']]
  }
  expect(await useBoth()).toEqual(['invalidParameter.robotCode.empty', 0])
  fake.tokens.expire()
  expect(await useBoth()).toEqual(['InvalidAuthentication', 40014])
  const missing = await call(fake, 'POST', '/topapi/v2/user/get', { userid: 'sample-01' })
  expect([missing.status, missing.json['errcode']]).toEqual([200, 40014])
})

test('tokens live two hours', async () => {
  const fake = await startFake()
  const bearer = await token(fake)
  fake.clock.advance(120 * 60_000)
  const headers = { 'x-acs-dingtalk-access-token': bearer }
  const { json } = await call(fake, 'POST', '/v1.0/robot/otoMessages/batchRecall', {}, headers)
  expect(json['code']).toBe('InvalidAuthentication')
})

test('an unknown path is 404, and a body that is no JSON is refused', async () => {
  const fake = await startFake()
  expect((await call(fake, 'POST', '/v1.0/nowhere', {})).status).toBe(404)
  const headers = { 'x-acs-dingtalk-access-token': await token(fake) }
  const broken = await call(fake, 'POST', '/v1.0/robot/otoMessages/batchRecall', '{', headers)
  expect([broken.status, broken.json['code']]).toEqual([400, 'InvalidParameter'])
  const path = `/topapi/v2/user/get?access_token=${await token(fake)}`
  expect((await call(fake, 'POST', path, 'userid=1')).json['errcode']).toBe(40035)
})
