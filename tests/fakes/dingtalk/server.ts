import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { admit } from './admission.ts'
import { type Answer, apiError, oapiError } from './answers.ts'
import type { Fault } from './faults.ts'
import { isJson, type Json, parse } from './json.ts'
import type { Call, Route } from './route.ts'
import { createRouter } from './router.ts'
import type { World } from './world.ts'

/** Takes a request before DingTalk's routes do; true = it is answered. */
export type Aside = (request: IncomingMessage, response: ServerResponse, path: string) => boolean

const BODY_BYTES = 25 * 1024 * 1024

/** The HTTP end: one server for api.dingtalk.com, oapi.dingtalk.com and the gateway. */
export function createHttpServer(world: World, routes: readonly Route[], aside: Aside): Server {
  const find = createRouter(routes)
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, (request, response) => {
    const url = request.url ?? '/'
    const cut = url.indexOf('?')
    const path = cut < 0 ? url : url.slice(0, cut)
    if (aside(request, response, path)) return
    const match = find(request.method ?? 'GET', path)
    if (match === undefined) {
      write(response, apiError(404, 'InvalidAction.NotFound', 'Specified api is not found'))
      return
    }
    const { route, params } = match
    readBody(request, body => {
      const call: Call = {
        api: route.api,
        app: world.app(),
        userid: '',
        headers: request.headers,
        body,
        json: {},
        query: new URLSearchParams(cut < 0 ? '' : url.slice(cut + 1)),
        params,
        fault: undefined,
      }
      serve(world, route, call, response)
      world.calls.arrived.emit(route.api)
    })
  })
  server.on('upgrade', (request, socket, head) => world.gateway.upgrade(request, socket, head))
  return server
}

/** One call, with the fault that was ordered for it. */
function serve(world: World, route: Route, call: Call, response: ServerResponse): void {
  const fault = world.faults.next(route.api, call.body)
  const done = () => answerOf(world, route, call)
  const end = (answer: Answer) => finish(world, call, response, answer)
  if (fault === undefined) settle(done(), end)
  else if (fault.kind === 'slow') world.clock.after(fault.ms, () => settle(done(), end))
  else if (fault.kind === 'answer' || fault.kind === 'hang' || fault.kind === 'reset') {
    const fail = () => {
      if (fault.kind === 'answer') end(fault.answer)
      else silence(world, call, response, fault)
    }
    if (fault.accept === true) settle(done(), fail)
    else fail()
  } else {
    call.fault = fault
    settle(done(), end)
  }
}

function answerOf(world: World, route: Route, call: Call): Answer | Promise<Answer> {
  const refusal = admit(world, route, call)
  if (refusal !== undefined) return refusal
  if (route.raw !== true && call.body.length > 0) {
    const read = jsonOf(call)
    if (read === undefined && route.api !== 'webhook') return notJson(route)
    call.json = read ?? {}
  }
  return route.answer(call)
}

function jsonOf({ body }: Call): Json | undefined {
  const read = parse(body.toString())
  return isJson(read) ? read : undefined
}

function notJson(route: Route): Answer {
  if (route.road === 'oapi') return oapiError(40035, '缺少参数 json')
  return apiError(400, 'InvalidParameter', 'the body is no JSON object')
}

function settle(answer: Answer | Promise<Answer>, then: (answer: Answer) => void): void {
  if (answer instanceof Promise) answer.then(then, error => then(crashed(error)))
  else then(answer)
}

function finish(world: World, call: Call, response: ServerResponse, answer: Answer): void {
  world.calls.add({ api: call.api, status: answer.status, token: tokenOf(call) })
  write(response, answer)
}

function silence(world: World, call: Call, response: ServerResponse, fault: Fault): void {
  world.calls.add({ api: call.api, status: 0, token: tokenOf(call) })
  if (fault.kind === 'reset') response.socket?.resetAndDestroy()
}

export function tokenOf({ headers, query }: Call): string {
  const header = headers['x-acs-dingtalk-access-token']
  return typeof header === 'string' ? header : (query.get('access_token') ?? '')
}

export function write(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return
  const length = typeof answer.body === 'string' ? Buffer.byteLength(answer.body) : answer.body.byteLength
  response.writeHead(answer.status, {
    'content-type': answer.type,
    'content-length': length,
    ...answer.headers,
  })
  response.end(answer.body)
}

export function readBody(request: IncomingMessage, then: (body: Buffer) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > BODY_BYTES) request.destroy()
    else chunks.push(chunk)
  })
  request.on('end', () => {
    const [first] = chunks
    then(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks))
  })
}

/** A mistake of the fake's own must not look like DingTalk's. */
function crashed(error: unknown): Answer {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { status: 599, type: 'text/plain', body: `the fake itself failed: ${what}` }
}
