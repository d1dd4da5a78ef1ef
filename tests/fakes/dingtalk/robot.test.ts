import { expect, test } from 'vitest'
import type { FakeDingTalk } from './fake-dingtalk.ts'
import { fault } from './fault.ts'
import { groupId } from './groups.ts'
import { api, call, startFake } from './test-client.ts'

const SEND = '/v1.0/robot/oToMessages/batchSend'
const GROUP = '/v1.0/robot/groupMessages/send'

function to(fake: FakeDingTalk, userIds: unknown, change: object = {}): object {
  return {
    robotCode: fake.app.robotCode,
    userIds,
    msgKey: 'sampleText',
    msgParam: JSON.stringify({ content: '体检可以约了' }),
    ...change,
  }
}

test('one call reaches up to twenty people', async () => {
  const fake = await startFake()
  const userIds = Array.from({ length: 20 }, (_, n) => `sample-r${n}`)
  for (const userid of userIds) fake.people.add({ userid })
  const { status, json } = await api(fake, 'POST', SEND, to(fake, userIds))
  expect(status).toBe(200)
  expect(json).toEqual({
    processQueryKey: expect.any(String),
    invalidStaffIdList: [],
    flowControlledStaffIdList: [],
  })
  for (const userid of userIds) {
    expect(fake.inbox(userid)).toMatchObject([
      { text: '体检可以约了', via: 'batchSend', processQueryKey: json['processQueryKey'] },
    ])
  }
})

test('twenty-one are too many', async () => {
  const fake = await startFake()
  const userIds = Array.from({ length: 21 }, (_, n) => `sample-r${n}`)
  const { status, json } = await api(fake, 'POST', SEND, to(fake, userIds))
  expect([status, json['code']]).toEqual([400, 'invalidParameter.userIds.overMax'])
})

test('partial failure: HTTP 200, the lists tell', async () => {
  const fake = await startFake()
  fake.people.add({ userid: 'sample-guest', outside: true })
  fake.people.flowControlled.add('sample-02')
  const userIds = ['sample-01', 'sample-02', 'sample-gone', 'sample-guest']
  const { status, json } = await api(fake, 'POST', SEND, to(fake, userIds))
  expect(status).toBe(200)
  expect(json).toMatchObject({
    invalidStaffIdList: ['sample-gone', 'sample-guest'],
    flowControlledStaffIdList: ['sample-02'],
  })
  expect(fake.inbox('sample-01')).toHaveLength(1)
  expect(fake.inbox('sample-02')).toEqual([])
})

test('partial failure by order', async () => {
  const fake = await startFake()
  fake.faults.order('batchSend', fault.partial({ invalid: ['sample-01'], flowControlled: ['sample-02'] }))
  const { json } = await api(fake, 'POST', SEND, to(fake, ['sample-01', 'sample-02', 'sample-03']))
  expect(json).toMatchObject({
    invalidStaffIdList: ['sample-01'],
    flowControlledStaffIdList: ['sample-02'],
  })
  expect(fake.inbox('sample-03')).toHaveLength(1)
  await api(fake, 'POST', SEND, to(fake, ['sample-01']))
  expect(fake.inbox('sample-01')).toHaveLength(1)
})

test.each([
  ['no robot', { robotCode: '' }, 'invalidParameter.robotCode.empty'],
  ['an unknown robot', { robotCode: 'dingnobody' }, 'invalidParameter.robotCode.notExsit'],
  ["another app's robot", { robotCode: 'dingsampleclient02' }, 'invalidParameter.robotCode.auth'],
  ['nobody', { userIds: [] }, 'invalidParameter.userIds.empty'],
  ['a single text for a list', { userIds: 'sample-01' }, 'invalidParameter.userIds.empty'],
  ['no msgKey', { msgKey: undefined }, 'invalidParameter.msgKey.empty'],
  ['an unknown msgKey', { msgKey: 'sampleActionCard7' }, 'invalidParameter.msgKey.invalid'],
  ['msgParam as an object', { msgParam: { content: '体检' } }, 'invalidParameter.msgParam.invalid'],
  ['msgParam no JSON', { msgParam: '体检' }, 'invalidParameter.msgParam.invalid'],
  ['msgParam without its fields', { msgParam: '{"title":"体检"}' }, 'invalidParameter.msgParam.invalid'],
  [
    'msgParam over 15 000 bytes',
    { msgParam: JSON.stringify({ content: '长'.repeat(5_000) }) },
    'invalidParameter.msgParam.tooLong',
  ],
])('refused: %s', async (_, change, code) => {
  const fake = await startFake({ apps: [{}, { clientId: 'dingsampleclient02' }] })
  const { status, json } = await api(fake, 'POST', SEND, to(fake, ['sample-01'], change))
  expect(status).toBe(400)
  expect(json).toEqual({ code, message: expect.any(String), requestid: expect.any(String) })
  expect(fake.inbox('sample-01')).toEqual([])
})

test('every api route wants the header token', async () => {
  const fake = await startFake()
  for (const headers of [{}, { 'x-acs-dingtalk-access-token': 'made-up' }]) {
    const { status, json } = await call(fake, 'POST', SEND, to(fake, ['sample-01']), headers)
    expect([status, json['code']]).toEqual([400, 'InvalidAuthentication'])
  }
})

test('a group: by its openConversationId, 15 000 bytes at most', async () => {
  const fake = await startFake()
  const cid = groupId('全体')
  const body = { ...to(fake, undefined), openConversationId: cid }
  expect((await api(fake, 'POST', GROUP, body)).json['code']).toBe('invalid.openConversationId')
  fake.groups.add(cid)
  expect((await api(fake, 'POST', GROUP, body)).json).toEqual({ processQueryKey: expect.any(String) })
  expect(fake.inbox(cid)).toMatchObject([{ text: '体检可以约了', via: 'groupSend' }])
  const long = { ...body, msgParam: JSON.stringify({ content: '长'.repeat(5_000) }) }
  expect((await api(fake, 'POST', GROUP, long)).json['code']).toBe('invalidParameter.msgParam.tooLong')
  fake.groups.add(cid).disbanded = true
  expect((await api(fake, 'POST', GROUP, body)).json['code']).toBe('group.disbanded')
  expect((await api(fake, 'POST', GROUP, to(fake, undefined))).json['code']).toBe('miss.openConversationId')
})

test('recall, within 24 hours', async () => {
  const fake = await startFake()
  const recall = (keys: string[]) =>
    api(fake, 'POST', '/v1.0/robot/otoMessages/batchRecall', {
      robotCode: fake.app.robotCode,
      processQueryKeys: keys,
    })
  const send = async () =>
    String((await api(fake, 'POST', SEND, to(fake, ['sample-01']))).json['processQueryKey'])
  const key = await send()
  const old = await send()
  expect((await recall([key, 'made-up'])).json).toEqual({
    successResult: [key],
    failedResult: { 'made-up': 'invalid.processQueryKey' },
  })
  expect(fake.inbox('sample-01').map(one => one.recalled)).toEqual([true, false])
  fake.clock.advance(24 * 60 * 60_000)
  expect((await recall([old])).json).toMatchObject({ successResult: [] })
  expect((await recall(Array(21).fill(key))).json['code']).toBe('invalidParameter.processQueryKeys.overMax')
  // The route that sends has a capital T; this one really has not.
  const misspelled = await api(fake, 'POST', '/v1.0/robot/oToMessages/batchRecall', {})
  expect(misspelled.status).toBe(404)
})

test('group messages can be recalled too', async () => {
  const fake = await startFake()
  const cid = groupId('全体')
  fake.groups.add(cid)
  const sent = await api(fake, 'POST', GROUP, { ...to(fake, undefined), openConversationId: cid })
  const { json } = await api(fake, 'POST', '/v1.0/robot/groupMessages/recall', {
    robotCode: fake.app.robotCode,
    openConversationId: cid,
    processQueryKeys: [sent.json['processQueryKey']],
  })
  expect(json).toMatchObject({ successResult: [sent.json['processQueryKey']] })
  expect(fake.inbox(cid)).toMatchObject([{ recalled: true }])
})

test('readStatus: the key goes into the query, encoded', async () => {
  const fake = await startFake()
  const sent = await api(fake, 'POST', SEND, to(fake, ['sample-01', 'sample-02']))
  const key = encodeURIComponent(String(sent.json['processQueryKey']))
  const path = `/v1.0/robot/oToMessages/readStatus?robotCode=${fake.app.robotCode}&processQueryKey=${key}`
  fake.read('sample-01')
  expect((await api(fake, 'GET', path)).json).toEqual({
    sendStatus: 'SUCCESS',
    messageReadInfoList: [
      { userId: 'sample-01', name: '示例甲', readStatus: 'READ' },
      { userId: 'sample-02', name: '示例乙', readStatus: 'UNREAD' },
    ],
  })
  const unknown = path.replace(key, 'made-up')
  expect((await api(fake, 'GET', unknown)).json['code']).toBe('invalid.processQueryKey')
})

test('who read a group message', async () => {
  const fake = await startFake()
  const cid = groupId('全体')
  fake.groups.add(cid)
  const sent = await api(fake, 'POST', GROUP, { ...to(fake, undefined), openConversationId: cid })
  const { json } = await api(fake, 'POST', '/v1.0/robot/groupMessages/query', {
    robotCode: fake.app.robotCode,
    openConversationId: cid,
    processQueryKey: sent.json['processQueryKey'],
  })
  expect(json).toEqual({ readUserIds: [], hasMore: false, nextToken: '' })
})

test('every call is counted and remembered with its token', async () => {
  const fake = await startFake()
  await api(fake, 'POST', SEND, to(fake, ['sample-01']))
  await call(fake, 'POST', SEND, to(fake, ['sample-01']), { 'x-acs-dingtalk-access-token': 'made-up' })
  expect(fake.calls.of('batchSend')).toBe(2)
  expect(fake.calls.counts()).toEqual({ accessToken: 1, batchSend: 2 })
  const [good, bad] = fake.calls.recent().filter(one => one.api === 'batchSend')
  expect(good).toMatchObject({ status: 200, token: fake.tokens.issue(fake.app).token })
  expect(bad).toMatchObject({ status: 400, token: 'made-up' })
})
