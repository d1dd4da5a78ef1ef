import { randomUUID } from 'node:crypto'
import { type Answer, apiError, json } from './answers.ts'
import { filled, isJson, type Json, text, texts } from './json.ts'
import type { Call, Route } from './route.ts'
import type { World } from './world.ts'

/** What lies in the office's trays: approvals, todos and calendar entries, by id. */
export interface Office {
  approvals: Map<string, Json>
  todos: Map<string, Json>
  events: Map<string, Json>
}

export function createOffice(): Office {
  return { approvals: new Map(), todos: new Map(), events: new Map() }
}

/** Approval, todo and calendar: enough of each to see that the bot asked rightly, and answers in their shape. */
export function officeRoutes(world: World): Route[] {
  return [...approvalRoutes(world), ...todoRoutes(world), ...calendarRoutes(world)]
}

function approvalRoutes(world: World): Route[] {
  const { approvals } = world.office
  const path = '/v1.0/workflow/processInstances'
  const wrong = (message: string) => apiError(400, 'parameterError', message)
  return [
    api('workflowCreate', 'POST', path, ({ json: body }) => {
      if (world.people.get(text(body['originatorUserId']) ?? '') === undefined)
        return wrong('originatorUserId')
      if (!filled(body['processCode'])) return wrong('processCode')
      const values = body['formComponentValues']
      if (!Array.isArray(values) || values.length > 150) return wrong('formComponentValues')
      if (!values.every(one => isJson(one) && filled(one['name']) && typeof one['value'] === 'string')) {
        return wrong('formComponentValues: name and value are texts')
      }
      const approvers = body['approvers'] ?? []
      if (!Array.isArray(approvers) || approvers.length > 20) return wrong('approvers')
      if ((texts(body['ccList'] ?? []) ?? { length: 51 }).length > 50) return wrong('ccList')
      const instanceId = randomUUID()
      approvals.set(instanceId, { ...body, status: 'RUNNING', result: '', tasks: [], operationRecords: [] })
      return json({ instanceId })
    }),
    api('workflowGet', 'GET', path, ({ query }) => {
      const result = approvals.get(query.get('processInstanceId') ?? '')
      return result === undefined ? wrong('processInstanceId') : json({ result, success: true })
    }),
    api('workflowTerminate', 'POST', `${path}/terminate`, ({ json: body }) => {
      const found = approvals.get(text(body['processInstanceId']) ?? '')
      if (found?.['status'] !== 'RUNNING') return wrong('processInstanceId')
      found['status'] = 'TERMINATED'
      return json({ result: true, success: true })
    }),
  ]
}

function todoRoutes(world: World): Route[] {
  const { todos } = world.office
  const unions = (ids: unknown) =>
    (texts(ids) ?? ['']).every(id => world.people.find(one => one.unionid === id) !== undefined)
  const one = '/v1.0/todo/users/{unionId}/tasks/{taskId}'
  const wrong = (message: string) => apiError(400, 'invalidParameter', message)
  return [
    api('todoCreate', 'POST', '/v1.0/todo/users/{unionId}/tasks', ({ json: body, params, query }) => {
      if (!unions([params['unionId']]) || !unions([query.get('operatorId')])) return wrong('unionId')
      if (!filled(body['subject']) || body['subject'].length > 1024) return wrong('subject')
      if (!unions(body['executorIds'] ?? [])) return wrong('executorIds: unionIds, at most 100')
      if (!isJson(body['detailUrl'])) return wrong('detailUrl')
      const { sourceId } = body
      const known = todos.values().find(todo => filled(sourceId) && todo['sourceId'] === sourceId)
      if (known !== undefined) return json(known)
      const id = randomUUID().replaceAll('-', '')
      const now = world.clock.now()
      const todo = { ...body, id, done: false, createdTime: now, modifiedTime: now, requestId: randomUUID() }
      todos.set(id, todo)
      return json(todo)
    }),
    api('todoUpdate', 'PUT', one, ({ json: body, params }) => {
      const todo = todos.get(params['taskId'] ?? '')
      if (todo === undefined) return apiError(404, 'task.notExist', '待办不存在')
      Object.assign(todo, body, { modifiedTime: world.clock.now() })
      return json({ result: true, requestId: randomUUID() })
    }),
    api('todoDelete', 'DELETE', one, ({ params }) =>
      todos.delete(params['taskId'] ?? '')
        ? json({ result: true, requestId: randomUUID() })
        : apiError(404, 'task.notExist', '待办不存在'),
    ),
  ]
}

function calendarRoutes(world: World): Route[] {
  const { events } = world.office
  const path = '/v1.0/calendar/users/{unionId}/calendars/primary/events'
  const known = (params: Call['params']) =>
    world.people.find(person => person.unionid === params['unionId']) !== undefined
  const noUser = () => apiError(400, 'invalidParameter.userId', 'userId应为unionId')
  return [
    api('calendarCreate', 'POST', path, ({ json: body, params }) => {
      if (!known(params)) return noUser()
      if (!filled(body['summary']) || !isJson(body['start']))
        return apiError(400, 'invalidParameter', 'summary, start')
      const id = randomUUID().replaceAll('-', '')
      const event = { ...body, id, status: 'confirmed', organizer: { id: params['unionId'], self: true } }
      events.set(id, event)
      return json(event)
    }),
    api('calendarList', 'GET', path, ({ params }) =>
      known(params) ? json({ events: [...events.values()], nextToken: '' }) : noUser(),
    ),
  ]
}

function api(
  name: Route['api'],
  method: Route['method'],
  path: string,
  answer: (call: Call) => Answer,
): Route {
  return { api: name, method, path, road: 'api', billable: true, answer }
}
