import type { IncomingHttpHeaders } from 'node:http'
import type { Answer } from './answers.ts'
import type { ApiName } from './api-names.ts'
import type { App } from './app.ts'
import type { Fault } from './faults.ts'
import type { Json } from './json.ts'

/**
 * Who may call: `api` wants the header token, `oapi` the query token, `user` the header token of a person
 * who signed in, `none` proves itself in another way.
 */
export type Road = 'none' | 'api' | 'oapi' | 'user'

export interface Route {
  api: ApiName
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `{name}` stands for one segment, handed over as `params.name`. */
  path: string
  road: Road
  /** Counts against the month's quota. Tokens, sign-in and contacts do not. */
  billable?: boolean
  /** The body is no JSON. */
  raw?: boolean
  answer(call: Call): Answer | Promise<Answer>
}

/** One request on its way to a route. */
export interface Call {
  api: ApiName
  /** The app whose token came along; the first app where the road is `none`. */
  app: App
  /** The person whose token came along, on the road `user`. */
  userid: string
  headers: IncomingHttpHeaders
  body: Buffer
  /** The body read as a JSON object. */
  json: Json
  query: URLSearchParams
  params: Record<string, string>
  /** A fault that the route itself has to act out (`partial`, `undelivered`). */
  fault: Fault | undefined
}
