import type { FastifyInstance } from 'fastify'
import { localDate } from '../kernel/clock.ts'
import { Fault } from '../kernel/faults.ts'
import { writeAudit } from '../runtime/audit.ts'
import type { Route } from '../runtime/route.ts'
import { Problem } from './answer-fault.ts'
import type { Caller } from './guard.ts'
import { Nothing } from './nothing.ts'
import type { Parts } from './parts.ts'
import { FORM, readUpload, type UploadRoute } from './upload.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends it, once a guarded route has let him in. */
    caller: Caller | null
  }
}

/** Mounts a route below the prefix of `app`: guard first, then schemas, then the work, then its audit line. */
export function mountRoute(
  app: FastifyInstance,
  route: Route | UploadRoute,
  { guard, services, slow, now }: Parts,
): void {
  const limit = 'upload' in route ? route.upload : null
  app.route({
    method: route.method,
    url: route.path,
    schema: {
      summary: route.summary,
      description: `Roles: ${route.roles.join(', ')}`,
      tags: [route.path.split('/')[1] ?? ''],
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
      ...(limit === null ? {} : { consumes: ['multipart/form-data'], body: FORM }),
      response: { 200: route.returns, 204: Nothing, '4xx': Problem },
    },
    // A form is described, and read by `readUpload`; there is no body to hold against its schema.
    ...(limit === null ? {} : { validatorCompiler: () => () => true }),
    async onRequest(request) {
      request.caller = await guard.admit(request, route.roles, now())
      await slow(request)
    },
    async handler(request, reply) {
      if (!request.caller) throw new Fault('SIGN_IN_NEEDED')
      const at = now()
      const actor = request.caller.person
      const body = limit === null ? request.body : await readUpload(request, limit)
      const { params, query } = request
      const today = localDate(at, services.tools.zone)
      const result = await route.handle({ actor, params, query, body, now: at, today, services })
      const { audit } = route
      if (audit !== null)
        await services.storage.transaction(tx =>
          writeAudit(tx, { actor: actor.id, action: audit, about: subjectOf(params, result) }, at),
        )
      return result === undefined ? reply.code(204).send() : result
    },
  })
}

/** The id a call was about: what its path names, or what it made. */
function subjectOf(params: unknown, result: unknown): string {
  const named = Object.values((params ?? {}) as Record<string, unknown>).map(String)
  if (named.length > 0) return named.join('/')
  const { id, no } = (result ?? {}) as { id?: unknown; no?: unknown }
  return typeof id === 'string' ? id : typeof no === 'string' ? no : ''
}
