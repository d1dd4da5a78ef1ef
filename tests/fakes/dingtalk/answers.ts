import { randomUUID } from 'node:crypto'

/** What the fake says to one HTTP request. */
export interface Answer {
  status: number
  type: string
  body: string | Uint8Array
  headers?: Record<string, string>
}

export const JSON_TYPE = 'application/json;charset=utf-8'

export function json(value: unknown, status = 200): Answer {
  return { status, type: JSON_TYPE, body: JSON.stringify(value) }
}

/** The envelope of api.dingtalk.com for everything that went wrong. */
export function apiError(status: number, code: string, message: string): Answer {
  return json({ code, requestid: randomUUID().toUpperCase(), message }, status)
}

/** The envelope of oapi.dingtalk.com: HTTP 200 whatever happened. */
export function oapi(fields: object = {}): Answer {
  return json({ errcode: 0, errmsg: 'ok', ...fields, request_id: requestId() })
}

export function oapiError(errcode: number, errmsg: string): Answer {
  return json({ errcode, errmsg, request_id: requestId() })
}

/** What a proxy in between says when it is unwell. */
export function html(status: number, title: string): Answer {
  const body = `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`
  return { status, type: 'text/html', body }
}

function requestId(): string {
  return randomUUID().slice(0, 13).replace('-', '')
}
