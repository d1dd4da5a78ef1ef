import { expect, test } from 'vitest'
import { call, oapi, startFake } from './test-client.ts'

test('a person by userid', async () => {
  const fake = await startFake()
  const { json } = await oapi(fake, '/topapi/v2/user/get', { userid: 'sample-01' })
  expect(json).toMatchObject({
    errcode: 0,
    errmsg: 'ok',
    request_id: expect.any(String),
    result: {
      userid: 'sample-01',
      unionid: 'union-sample-01',
      name: '示例甲',
      title: '示例科员',
      dept_id_list: [2],
      manager_userid: 'sample-02',
      admin: false,
      active: true,
    },
  })
  expect(json['result']).not.toHaveProperty('mobile')
})

test('errors are HTTP 200 with an errcode', async () => {
  const fake = await startFake()
  const empty = await oapi(fake, '/topapi/v2/user/get', { userid: '' })
  const unknown = await oapi(fake, '/topapi/v2/user/get', { userid: 'sample-gone' })
  expect([empty.status, empty.json['errcode']]).toEqual([200, 33012])
  expect([unknown.status, unknown.json['errcode']]).toEqual([200, 60121])
})

test('by unionid and by mobile', async () => {
  const fake = await startFake()
  fake.people.add({ userid: 'sample-04', name: '示例丁', mobile: '10000000004' })
  const byUnion = await oapi(fake, '/topapi/user/getbyunionid', { unionid: 'union-sample-04' })
  expect(byUnion.json['result']).toEqual({ contact_type: 0, userid: 'sample-04' })
  const byMobile = await oapi(fake, '/topapi/v2/user/getbymobile', { mobile: '10000000004' })
  expect(byMobile.json['result']).toEqual({ userid: 'sample-04' })
  expect((await oapi(fake, '/topapi/user/getbyunionid', { unionid: 'union-nobody' })).json['errcode']).toBe(
    60121,
  )
})

test('departments, one level at a time', async () => {
  const fake = await startFake()
  const below = async (body: object) => (await oapi(fake, '/topapi/v2/department/listsub', body)).json
  expect((await below({}))['result']).toMatchObject([
    { dept_id: 2, name: '示例一科', parent_id: 1 },
    { dept_id: 3, name: '示例二科', parent_id: 1 },
  ])
  expect((await below({ dept_id: 2 }))['result']).toEqual([])
  expect((await below({ dept_id: 99 }))['errcode']).toBe(60003)
  const ids = await oapi(fake, '/topapi/v2/department/listsubid', { dept_id: 1 })
  expect(ids.json['result']).toEqual({ dept_id_list: [2, 3] })
})

test('the people of a department, page by page', async () => {
  const fake = await startFake()
  for (let n = 0; n < 5; n++) fake.people.add({ userid: `sample-d${n}`, deptIds: [3] })
  const ids = await oapi(fake, '/topapi/user/listid', { dept_id: 3 })
  expect(ids.json['result']).toEqual({
    userid_list: ['sample-03', 'sample-d0', 'sample-d1', 'sample-d2', 'sample-d3', 'sample-d4'],
  })
  const page = async (cursor: number) =>
    (await oapi(fake, '/topapi/v2/user/list', { dept_id: 3, cursor, size: 4 })).json['result']
  expect(await page(0)).toMatchObject({
    has_more: true,
    next_cursor: 4,
    list: [{ userid: 'sample-03' }, {}, {}, {}],
  })
  expect(await page(4)).toMatchObject({
    has_more: false,
    list: [{ userid: 'sample-d3' }, { userid: 'sample-d4' }],
  })
  const tooMany = await oapi(fake, '/topapi/v2/user/list', { dept_id: 3, cursor: 0, size: 101 })
  expect(tooMany.json['errcode']).toBe(33001)
})

test('sign-in on the web: the page, the code, the person, the userid', async () => {
  const fake = await startFake()
  const { clientId, clientSecret, corpId } = fake.app
  const query = new URLSearchParams({
    redirect_uri: 'http://127.0.0.1:3000/back',
    response_type: 'code',
    client_id: clientId,
    scope: 'openid corpid',
    state: 'sample-state',
    prompt: 'consent',
  })
  const page = await call(fake, 'GET', `/oauth2/auth?${query}`)
  expect(page.text).toContain('示例甲')
  const chosen = await call(fake, 'GET', `/oauth2/auth?${query}&as=sample-01`)
  expect(chosen.status).toBe(302)
  const back = new URL(chosen.headers.get('location') ?? '')
  expect(back.searchParams.get('state')).toBe('sample-state')
  const code = back.searchParams.get('authCode')
  expect(back.searchParams.get('code')).toBe(code)

  const exchange = { clientId, clientSecret, code, grantType: 'authorization_code' }
  const { json } = await call(fake, 'POST', '/v1.0/oauth2/userAccessToken', exchange)
  expect(json).toEqual({
    accessToken: expect.any(String),
    refreshToken: expect.any(String),
    expireIn: 7200,
    corpId,
  })
  const again = await call(fake, 'POST', '/v1.0/oauth2/userAccessToken', exchange)
  expect([again.status, again.json['code']]).toEqual([400, 'invalidAuthCode'])

  const headers = { 'x-acs-dingtalk-access-token': String(json['accessToken']) }
  const me = await call(fake, 'GET', '/v1.0/contact/users/me', undefined, headers)
  expect(me.json).toMatchObject({ nick: '示例甲', unionId: 'union-sample-01', openId: 'open-sample-01' })
  expect(me.json).not.toHaveProperty('userid')
  // A person's token opens nothing of the app's.
  const recall = await call(fake, 'POST', '/v1.0/robot/otoMessages/batchRecall', {}, headers)
  expect(recall.json['code']).toBe('InvalidAuthentication')
})

test('somebody of another organisation signs in with another corpId', async () => {
  const fake = await startFake()
  fake.people.add({ userid: 'sample-guest', outside: true })
  const { clientId, clientSecret, corpId } = fake.app
  const { json } = await call(fake, 'POST', '/v1.0/oauth2/userAccessToken', {
    clientId,
    clientSecret,
    code: fake.codes.web('sample-guest'),
    grantType: 'authorization_code',
  })
  expect(json['corpId']).not.toBe(corpId)
  const unknown = await oapi(fake, '/topapi/user/getbyunionid', { unionid: 'union-sample-guest' })
  expect(unknown.json['errcode']).toBe(60121)
})

test('sign-in inside DingTalk: a code for five minutes, once', async () => {
  const fake = await startFake()
  const info = async (code: string) => (await oapi(fake, '/topapi/v2/user/getuserinfo', { code })).json
  const code = fake.codes.inApp('sample-03')
  expect((await info(code))['result']).toEqual({
    userid: 'sample-03',
    unionid: 'union-sample-03',
    name: '示例丙',
    sys: true,
    sys_level: 1,
    device_id: 'sample-device',
  })
  expect((await info(code))['errcode']).toBe(40078)
  const late = fake.codes.inApp('sample-03')
  fake.clock.advance(5 * 60_000)
  expect((await info(late))['errcode']).toBe(40078)
  expect((await info(fake.codes.web('sample-03')))['errcode']).toBe(40078)
})
