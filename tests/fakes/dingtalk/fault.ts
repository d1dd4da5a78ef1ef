import { apiError, html, json, oapiError } from './answers.ts'
import type { Fault, Spoiled } from './faults.ts'

const answer = (given: ReturnType<typeof json>): Fault => ({ kind: 'answer', answer: given })

/** The faults that DingTalk is known for, by name: `faults.order('batchSend', fault.qps(), { times: 3 })`. */
export const fault = {
  // the road
  hang: (accept = false): Fault => ({ kind: 'hang', accept }),
  reset: (accept = false): Fault => ({ kind: 'reset', accept }),
  slow: (ms: number): Fault => ({ kind: 'slow', ms }),
  html: (status = 400): Fault => answer(html(status, `${status} Bad Gateway of a proxy`)),
  unavailable: (): Fault => answer(html(503, '503 Service Temporarily Unavailable')),
  status: (status: number, body: unknown = {}): Fault => answer(json(body, status)),
  banned: (): Fault => answer(json({ status: 1111, wait: 5, source: 'x5', punish: 'deny' })),
  // the gateway
  authFailed: (): Fault => answer(apiError(401, 'authFailed', '鉴权失败')),
  badOpen: (): Fault => answer(apiError(400, 'systemError', '系统错误')),
  tooManyRequests: (): Fault => answer(apiError(429, 'Throttling', '请求过于频繁')),
  // every API
  qps: (): Fault => answer(qpsLimit()),
  monthly: (): Fault => answer(monthlyLimit()),
  badToken: (): Fault => answer(invalidAuthentication()),
  forbidden: (): Fault => answer(denied('AccessTokenPermissionDenied', '应用尚未开通所需的权限')),
  badIp: (): Fault => answer(denied('IpNotInWhiteList', '访问ip不在白名单之中')),
  systemError: (accept = false): Fault => ({
    kind: 'answer',
    answer: apiError(500, 'system.error', '系统错误'),
    accept,
  }),
  api: (code: string, status = 400): Fault => answer(apiError(status, code, code)),
  oapi: (errcode: number, errmsg: string): Fault => answer(oapiError(errcode, errmsg)),
  // the webhook of a session
  webhookExpired: (): Fault => answer(webhookError(300001, 'session 不存在')),
  tooLong: (): Fault => answer(webhookError(460101, 'message too long, exceed 20000 bytes')),
  badMsgtype: (): Fault => answer(webhookError(400105, '不支持的消息类型')),
  tooFast: (): Fault => answer(webhookError(410100, '发送速度太快而限流')),
  robotStopped: (): Fault => answer(webhookError(400102, '机器人已停用')),
  unsafe: (): Fault => answer(webhookError(430102, '发送的消息中包含不合适的文本')),
  busy: (): Fault => answer(webhookError(-1, '系统繁忙')),
  // single APIs and pushes
  partial: (lists: { invalid?: string[]; flowControlled?: string[] }): Fault => ({
    kind: 'partial',
    invalid: lists.invalid ?? [],
    flowControlled: lists.flowControlled ?? [],
  }),
  undelivered: (errorMsg = 'spaceId is illegal'): Fault => ({ kind: 'undelivered', errorMsg }),
  spoil: (how: Spoiled): Fault => ({ kind: 'spoil', how }),
}

/** The same, ready to be ordered by name from another process or by hand. */
export const plainFaults: Record<string, Fault> = {
  hang: fault.hang(),
  reset: fault.reset(),
  acceptedThenHang: fault.hang(true),
  acceptedThenReset: fault.reset(true),
  acceptedThenError: fault.systemError(true),
  html: fault.html(),
  unavailable: fault.unavailable(),
  banned: fault.banned(),
  authFailed: fault.authFailed(),
  badOpen: fault.badOpen(),
  tooManyRequests: fault.tooManyRequests(),
  qps: fault.qps(),
  monthly: fault.monthly(),
  badToken: fault.badToken(),
  forbidden: fault.forbidden(),
  badIp: fault.badIp(),
  systemError: fault.systemError(),
  webhookExpired: fault.webhookExpired(),
  tooLong: fault.tooLong(),
  badMsgtype: fault.badMsgtype(),
  tooFast: fault.tooFast(),
  robotStopped: fault.robotStopped(),
  unsafe: fault.unsafe(),
  busy: fault.busy(),
  undelivered: fault.undelivered(),
  lost: fault.spoil('lost'),
  malformed: fault.spoil('malformed'),
  binary: fault.spoil('binary'),
  unknownType: fault.spoil('unknownType'),
  missingData: fault.spoil('missingData'),
}

export function qpsLimit() {
  return denied('QpsLimitForAppkeyAndApi', '您的应用调用该接口的QPS超过限制，请稍后再试')
}

export function monthlyLimit() {
  return denied('ApiCountLimitForOrg', '您的组织本月的接口调用次数已用完')
}

export function invalidAuthentication() {
  return apiError(400, 'InvalidAuthentication', '不合法的access_token')
}

/** The short envelope of a webhook; HTTP 200 even on failure. */
export function webhookError(errcode: number, errmsg: string) {
  return json({ errcode, errmsg })
}

function denied(code: string, message: string) {
  return apiError(403, `Forbidden.AccessDenied.${code}`, message)
}
