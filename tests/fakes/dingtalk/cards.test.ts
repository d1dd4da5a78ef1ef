import { expect, test } from 'vitest'
import type { FakeDingTalk } from './fake-dingtalk.ts'
import { fault } from './fault.ts'
import { groupId } from './groups.ts'
import { type Json, object } from './json.ts'
import { ackOf, api, connect, dataOf, headersOf, type RawClient, startFake } from './test-client.ts'

const CREATE = '/v1.0/card/instances/createAndDeliver'
const UPDATE = '/v1.0/card/instances'

function cardFor(fake: FakeDingTalk, change: Json = {}): Json {
  return {
    cardTemplateId: 'sample-approval.schema',
    outTrackId: 'track-1',
    callbackType: 'STREAM',
    userIdType: 1,
    cardData: { cardParamMap: { title: '请假', state: '待批' } },
    openSpaceId: 'dtv1.card//IM_ROBOT.sample-02',
    imRobotOpenSpaceModel: { supportForward: false },
    imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: fake.app.robotCode },
    ...change,
  }
}

const create = (fake: FakeDingTalk, change?: Json) => api(fake, 'POST', CREATE, cardFor(fake, change))
const update = (fake: FakeDingTalk, body: Json) =>
  api(fake, 'PUT', UPDATE, { outTrackId: 'track-1', ...body })

async function answered(client: RawClient, response: unknown, code = 200): Promise<Json> {
  const frame = await client.next()
  client.ws.send(ackOf(frame, { response }, code))
  return frame
}

test('a card stands in the chat it was delivered to', async () => {
  const fake = await startFake()
  const { status, json } = await create(fake)
  expect(status).toBe(200)
  expect(json).toEqual({
    success: true,
    result: {
      outTrackId: 'track-1',
      deliverResults: [
        {
          spaceType: 'IM_ROBOT',
          spaceId: 'sample-02',
          success: true,
          carrierId: expect.any(String),
          errorMsg: '',
        },
      ],
    },
  })
  expect(fake.inbox('sample-02')).toMatchObject([
    { kind: 'card', via: 'card', outTrackId: 'track-1', title: '请假', text: '请假\n待批' },
  ])
})

test.each([
  ['no template', { cardTemplateId: '' }, 'param.cardTemplateIdEmpty'],
  ['a template that is not published', { cardTemplateId: 'draft' }, 'param.templateUnpublished'],
  ['no outTrackId', { outTrackId: undefined }, 'param.outTrackIdEmpty'],
  ['an outTrackId over 64 characters', { outTrackId: 'x'.repeat(65) }, 'outTrackId.outOfLimit'],
  ['a number in the map', { cardData: { cardParamMap: { days: 2 } } }, 'param.error'],
  ['a boolean in the map', { cardData: { cardParamMap: { done: true } } }, 'param.error'],
  ['a value over 1 KB', { cardData: { cardParamMap: { text: '长'.repeat(342) } } }, 'param.error'],
  ['a key over 100 bytes', { cardData: { cardParamMap: { ['k'.repeat(101)]: '' } } }, 'param.error'],
  [
    'private data for nobody',
    { privateData: { 'sample-gone': { cardParamMap: {} } } },
    'param.userIdNotExist',
  ],
  ['no space', { openSpaceId: 'somewhere' }, 'param.openSpaceId'],
])('refused: %s', async (_, change, code) => {
  const fake = await startFake()
  const { status, json } = await create(fake, change)
  expect([status, json['code']]).toEqual([400, code])
})

test('only listed templates, when there is a list', async () => {
  const fake = await startFake({ cardTemplates: ['sample-other.schema'] })
  expect((await create(fake)).json['code']).toBe('param.templateUnpublished')
})

test('an outTrackId is used once', async () => {
  const fake = await startFake()
  await create(fake)
  expect((await create(fake)).json['code']).toBe('param.cardAlreadyExist')
})

test('outer success with a failed delivery', async () => {
  const fake = await startFake()
  const resultOf = async (change: Json) =>
    object((await create(fake, change)).json['result'])['deliverResults']
  expect(
    await resultOf({ outTrackId: 't1', openSpaceId: 'dtv1.card//IM_ROBOT.cidSomeGroup==' }),
  ).toMatchObject([{ success: false, errorMsg: 'spaceId is illegal' }])
  expect(await resultOf({ outTrackId: 't2', imRobotOpenDeliverModel: undefined })).toMatchObject([
    { success: false, errorMsg: 'deliver model is null' },
  ])
  fake.faults.order('cardCreateAndDeliver', fault.undelivered('robot is blocked'))
  expect(await resultOf({ outTrackId: 't3' })).toMatchObject([
    { success: false, errorMsg: 'robot is blocked' },
  ])
  expect(fake.inbox('sample-02')).toEqual([])
})

test('into a group, and several places at once', async () => {
  const fake = await startFake()
  const cid = groupId('全体')
  fake.groups.add(cid)
  const { json } = await create(fake, {
    openSpaceId: `dtv1.card//im_group.${cid};dtv1.card//IM_ROBOT.sample-02`,
    imGroupOpenDeliverModel: { robotCode: fake.app.robotCode },
  })
  expect(object(json['result'])['deliverResults']).toMatchObject([{ success: true }, { success: true }])
  expect(fake.inbox(cid)).toHaveLength(1)
})

test('in two steps', async () => {
  const fake = await startFake()
  const { openSpaceId, imRobotOpenDeliverModel, outTrackId, ...card } = cardFor(fake)
  expect((await api(fake, 'POST', UPDATE, { ...card, outTrackId })).json).toEqual({
    success: true,
    result: 'track-1',
  })
  expect(fake.inbox('sample-02')).toEqual([])
  const body = { outTrackId, openSpaceId, imRobotOpenDeliverModel }
  const { json } = await api(fake, 'POST', '/v1.0/card/instances/deliver', body)
  expect(json).toMatchObject({ success: true, result: [{ spaceId: 'sample-02', success: true }] })
  expect(fake.inbox('sample-02')).toHaveLength(1)
})

test('an update replaces the whole map unless it says by key', async () => {
  const fake = await startFake()
  await create(fake, { privateData: { 'sample-02': { cardParamMap: { mine: '是' } } } })
  const card = fake.cards.must('track-1')
  const byKey = { updateCardDataByKey: true, updatePrivateDataByKey: true }
  await update(fake, { cardData: { cardParamMap: { state: '已批' } }, cardUpdateOptions: byKey })
  expect(card.data).toEqual({ title: '请假', state: '已批' })
  await update(fake, {
    privateData: { 'sample-02': { cardParamMap: { note: '好' } } },
    cardUpdateOptions: byKey,
  })
  expect(card.privateData.get('sample-02')).toEqual({ mine: '是', note: '好' })
  const { json } = await update(fake, {
    cardData: { cardParamMap: { state: '撤回' } },
    privateData: { 'sample-02': { cardParamMap: { note: '改' } } },
  })
  expect(json).toEqual({ success: true, result: true })
  expect(card.data).toEqual({ state: '撤回' })
  expect(card.privateData.get('sample-02')).toEqual({ note: '改' })
})

test('updates that are refused', async () => {
  const fake = await startFake()
  expect((await update(fake, {})).json['code']).toBe('param.cardNotExist')
  await create(fake)
  expect((await update(fake, { cardData: { cardParamMap: { n: 1 } } })).json['code']).toBe('param.error')
  const stranger = { privateData: { 'sample-gone': { cardParamMap: {} } } }
  expect((await update(fake, stranger)).json['code']).toBe('param.userIdNotExist')
})

test('streaming: pieces are added, isFull replaces, isFinalize ends', async () => {
  const fake = await startFake()
  await create(fake)
  let guid = 0
  const stream = async (content: string, flags: Json = {}) => {
    guid += 1
    const body = { outTrackId: 'track-1', guid: `g${guid}`, key: 'answer', content, ...flags }
    return (await api(fake, 'PUT', '/v1.0/card/streaming', body)).json
  }
  await stream('你好')
  await stream('，世界')
  expect(fake.cards.must('track-1').data['answer']).toBe('你好，世界')
  await stream('# 全文', { isFull: true })
  expect(await stream('完', { isFinalize: true })).toEqual({ success: true, result: true })
  expect(fake.cards.must('track-1').data['answer']).toBe('# 全文完')
  expect((await stream('还有'))['code']).toBe('param.streamFinalized')
  const nobody = await api(fake, 'PUT', '/v1.0/card/streaming', { outTrackId: 'none' })
  expect(nobody.json['code']).toBe('param.cardNotExist')
})

test('a press is a callback; the answer in its ack is applied for everybody and for the one who pressed', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  await create(fake)
  const pressing = fake.press({
    outTrackId: 'track-1',
    userid: 'sample-02',
    actionId: 'ok',
    params: { nonce: 'n1' },
  })
  const frame = await answered(client, {
    cardData: { cardParamMap: { state: '已批' } },
    userPrivateData: { cardParamMap: { mine: '你批了' } },
    cardUpdateOptions: { updateCardDataByKey: true },
  })
  expect(headersOf(frame)['topic']).toBe('/v1.0/card/instances/callback')
  const data = dataOf(frame)
  expect(data).toMatchObject({
    type: 'actionCallback',
    outTrackId: 'track-1',
    corpId: fake.app.corpId,
    userId: 'sample-02',
    userIdType: 1,
    spaceType: 'IM_ROBOT',
    spaceId: 'sample-02',
    extension: '{}',
  })
  expect(data['value']).toBe(data['content'])
  expect(JSON.parse(String(data['content']))).toEqual({
    cardPrivateData: { actionIds: ['ok'], params: { nonce: 'n1' } },
  })
  expect(await pressing).toMatchObject({ outcome: 'updated' })
  const card = fake.cards.must('track-1')
  expect(card.data).toEqual({ title: '请假', state: '已批' })
  expect(card.privateData.get('sample-02')).toEqual({ mine: '你批了' })
  fake.assertClean()
})

test('a press that is only acked changes nothing', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  await create(fake)
  const pressing = fake.press({ outTrackId: 'track-1', userid: 'sample-02', actionId: 'ok' })
  await answered(client, {})
  expect(await pressing).toMatchObject({ outcome: 'unchanged' })
})

test('after two seconds the answer is thrown away', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  await create(fake)
  const pressing = fake.press({ outTrackId: 'track-1', userid: 'sample-02', actionId: 'ok' })
  const frame = await client.next()
  fake.clock.advance(2_001)
  expect((await pressing).outcome).toBe('late')
  client.ws.send(ackOf(frame, { response: { cardData: { cardParamMap: { state: '已批' } } } }))
  await fake.stream.settled()
  expect(fake.cards.must('track-1').data['state']).toBe('待批')
  expect(fake.violations().map(one => one.kind)).toEqual(['ack-late'])
})

test('numbers in the answer are a violation and change nothing', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  await create(fake)
  const pressing = fake.press({ outTrackId: 'track-1', userid: 'sample-02', actionId: 'ok' })
  await answered(client, { cardData: { cardParamMap: { days: 2 } } })
  expect((await pressing).outcome).toBe('unchanged')
  expect(fake.violations().map(one => one.kind)).toEqual(['card-answer'])
})

test('calling the update API before the press is answered is a violation', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  await create(fake)
  const pressing = fake.press({ outTrackId: 'track-1', userid: 'sample-02', actionId: 'ok' })
  const frame = await client.next()
  await update(fake, { cardData: { cardParamMap: { state: '已批' } } })
  client.ws.send(ackOf(frame, { response: {} }))
  await pressing
  expect(fake.violations().map(one => one.kind)).toEqual(['card-update-in-callback'])
})

test('without callbackType STREAM presses come nowhere; without delivery there is nothing to press', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  await create(fake, { callbackType: undefined })
  const press = { outTrackId: 'track-1', userid: 'sample-02', actionId: 'ok' }
  expect((await fake.press(press)).outcome).toBe('nowhere')
  expect(client.waiting()).toBe(0)
  await create(fake, { outTrackId: 'track-2', openSpaceId: 'dtv1.card//IM_ROBOT.sample-gone' })
  await expect(fake.press({ ...press, outTrackId: 'track-2' })).rejects.toThrow(/delivered to nobody/)
  await expect(fake.press({ ...press, outTrackId: 'track-3' })).rejects.toThrow(/no card "track-3"/)
})

test('a press with nobody connected is late', async () => {
  const fake = await startFake()
  await create(fake)
  expect((await fake.press({ outTrackId: 'track-1', userid: 'sample-02', actionId: 'ok' })).outcome).toBe(
    'late',
  )
})
