import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Fault, type FaultCode, Refusal } from '../kernel/faults.ts'
import type { Log } from '../runtime/log.ts'
import type { SystemTexts } from '../runtime/system-texts.ts'

/** The one shape of every answer that is not what was asked for. */
export const Problem = Type.Object({
  code: Type.String({ description: 'Permanent' }),
  message: Type.String({ description: 'For people, in Chinese' }),
  details: Type.Array(Type.Object({ where: Type.String(), message: Type.String() })),
})

/** Turns whatever was thrown into that shape. What people sent, stacks and causes never get into it. */
export function answerFault(texts: () => SystemTexts, log: Log) {
  return (thrown: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const fault = faultOf(thrown)
    if (fault.status >= 500)
      log.error(
        {
          method: request.method,
          route: request.routeOptions.url ?? '',
          fault: fault.code,
          error: nameOf(thrown),
        },
        'api.failed',
      )
    if (fault.code === 'SIGN_IN_LOCKED')
      reply.header('retry-after', String(Number(fault.values['minutes'] ?? 1) * 60))
    // A fault of ours has details for the log's reader, not for the caller.
    const details = fault.status >= 500 ? [] : fault.details.map(texts().detail)
    reply
      .code(fault.status)
      .type('application/json; charset=utf-8')
      .send({ code: fault.code, message: texts().fault(fault), details })
  }
}

function faultOf(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown
  if (thrown instanceof Refusal) return new Fault('CONFLICT')
  const { code, statusCode } = thrown as Partial<FastifyError>
  const known = code === undefined ? undefined : FASTIFY[code]
  if (known) return new Fault(known)
  if (statusCode === 429) return new Fault('TOO_MANY_REQUESTS')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new Fault('INPUT_INVALID')
  return new Fault('INTERNAL')
}

/** What Fastify and its plugins throw, in our codes. */
const FASTIFY: Readonly<Record<string, FaultCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'FILE_TOO_LARGE',
  FST_REQ_FILE_TOO_LARGE: 'FILE_TOO_LARGE',
  FST_PARTS_LIMIT: 'FILE_TOO_LARGE',
  FST_FILES_LIMIT: 'FILE_TOO_LARGE',
  FST_FIELDS_LIMIT: 'FILE_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'FILE_KIND',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'FILE_KIND',
}

function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown
}
