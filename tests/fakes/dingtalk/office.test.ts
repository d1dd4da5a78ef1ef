import { expect, test } from 'vitest'
import { fault } from './fault.ts'
import { api, startFake } from './test-client.ts'

const APPROVAL = '/v1.0/workflow/processInstances'
const TODO = '/v1.0/todo/users/union-sample-01/tasks'
const CALENDAR = '/v1.0/calendar/users/union-sample-01/calendars/primary/events'

test('an approval runs until it is ended', async () => {
  const fake = await startFake()
  const { json } = await api(fake, 'POST', APPROVAL, {
    originatorUserId: 'sample-01',
    processCode: 'PROC-SAMPLE',
    deptId: -1,
    approvers: [{ actionType: 'NONE', userIds: ['sample-02'] }],
    formComponentValues: [{ name: '天数', value: '2' }],
  })
  expect(json).toEqual({ instanceId: expect.any(String) })
  const path = `${APPROVAL}?processInstanceId=${String(json['instanceId'])}`
  expect((await api(fake, 'GET', path)).json).toMatchObject({ success: true, result: { status: 'RUNNING' } })
  const end = { processInstanceId: json['instanceId'], isSystem: true }
  expect((await api(fake, 'POST', `${APPROVAL}/terminate`, end)).json).toEqual({
    result: true,
    success: true,
  })
  expect((await api(fake, 'GET', path)).json).toMatchObject({ result: { status: 'TERMINATED' } })
  expect((await api(fake, 'POST', `${APPROVAL}/terminate`, end)).status).toBe(400)
})

test.each([
  ['a stranger', { originatorUserId: 'sample-gone' }],
  ['no process', { processCode: '' }],
  ['a value that is no text', { formComponentValues: [{ name: '天数', value: 2 }] }],
  ['too many approvers', { approvers: Array(21).fill({}) }],
])('an approval is refused: %s', async (_, change) => {
  const fake = await startFake()
  const body = { originatorUserId: 'sample-01', processCode: 'P', formComponentValues: [], ...change }
  expect((await api(fake, 'POST', APPROVAL, body)).status).toBe(400)
})

test('a todo is made once for one sourceId, changed, and taken away', async () => {
  const fake = await startFake()
  const todo = {
    sourceId: 'sample-source',
    subject: '看一看',
    creatorId: 'union-sample-01',
    executorIds: ['union-sample-02'],
    detailUrl: { appUrl: 'https://sample.test/', pcUrl: 'https://sample.test/' },
  }
  const path = `${TODO}?operatorId=union-sample-01`
  const first = await api(fake, 'POST', path, todo)
  expect(first.json).toMatchObject({ id: expect.any(String), done: false, subject: '看一看' })
  expect((await api(fake, 'POST', path, todo)).json['id']).toBe(first.json['id'])
  expect(fake.office.todos.size).toBe(1)
  const one = `${TODO}/${String(first.json['id'])}`
  expect((await api(fake, 'PUT', one, { done: true })).json).toMatchObject({ result: true })
  expect([...fake.office.todos.values()]).toMatchObject([{ done: true }])
  expect((await api(fake, 'DELETE', one)).json).toMatchObject({ result: true })
  expect((await api(fake, 'DELETE', one)).status).toBe(404)
})

test('todos and calendar want union ids, and a todo a detailUrl', async () => {
  const fake = await startFake()
  const byUserid = TODO.replace('union-', '')
  const todo = { subject: '看一看', detailUrl: { appUrl: '', pcUrl: '' } }
  expect((await api(fake, 'POST', `${byUserid}?operatorId=sample-01`, todo)).status).toBe(400)
  const bare = await api(fake, 'POST', `${TODO}?operatorId=union-sample-01`, { subject: '看一看' })
  expect(bare.json['message']).toBe('detailUrl')
  expect((await api(fake, 'GET', CALENDAR.replace('union-', ''))).status).toBe(400)
})

test('the calendar', async () => {
  const fake = await startFake()
  const event = {
    summary: '谈心',
    start: { dateTime: '2026-11-24T09:00:00+08:00', timeZone: 'Asia/Shanghai' },
  }
  const { json } = await api(fake, 'POST', CALENDAR, event)
  expect(json).toMatchObject({ id: expect.any(String), summary: '谈心', status: 'confirmed' })
  expect((await api(fake, 'GET', CALENDAR)).json).toMatchObject({ events: [{ id: json['id'] }] })
  expect((await api(fake, 'POST', CALENDAR, {})).status).toBe(400)
})

test('DING: in the app, by SMS, by telephone', async () => {
  const fake = await startFake()
  fake.people.add({ userid: 'sample-duty', name: '示例值班', mobile: '10000000009' })
  const send = (remindType: unknown, receiverUserIdList: string[], content = '请马上看') =>
    api(fake, 'POST', '/v1.0/robot/ding/send', {
      robotCode: fake.app.robotCode,
      remindType,
      receiverUserIdList,
      content,
    })
  const { json } = await send(3, ['sample-duty', 'sample-01', 'sample-gone'])
  expect(json).toEqual({
    openDingId: expect.any(String),
    failedList: { 'sample-01': 'noMobile', 'sample-gone': 'invalidUser' },
  })
  expect(fake.inbox('sample-duty')).toMatchObject([{ via: 'ding', kind: 'ding3', text: '请马上看' }])
  expect((await send(1, ['sample-01'])).json['failedList']).toEqual({})
  fake.faults.order('dingSend', fault.partial({ invalid: ['sample-01'] }))
  expect((await send(1, ['sample-01'])).json['failedList']).toEqual({ 'sample-01': 'invalidUser' })

  expect((await send(4, ['sample-01'])).json['code']).toBe('invalidParameter.remindType.invalid')
  expect((await send(1, [])).json['code']).toBe('invalidParameter.receiverUserIdList.empty')
  expect((await send(2, Array(21).fill('sample-01'))).json['code']).toBe(
    'invalidParameter.receiverUserIdList.overMax',
  )
  expect((await send(1, ['sample-01'], '')).json['code']).toBe('invalidParameter.content.empty')

  const recall = (openDingId: unknown) =>
    api(fake, 'POST', '/v1.0/robot/ding/recall', { robotCode: fake.app.robotCode, openDingId })
  expect((await recall(json['openDingId'])).json).toEqual({ openDingId: json['openDingId'] })
  expect(fake.inbox('sample-duty')).toMatchObject([{ recalled: true }])
  expect((await recall('made-up')).status).toBe(400)
})
