import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import { Fault } from '../kernel/faults.ts'
import { answerFault } from './answer-fault.ts'
import { refuseOtherSites } from './cross-site.ts'
import { serveDocs } from './docs.ts'
import { openGuard } from './guard.ts'
import { setHeaders } from './headers.ts'
import type { House } from './house.ts'
import { checkInput } from './input.ts'
import { mountRoute } from './mount.ts'
import { writeOutput } from './output.ts'
import { servePages } from './pages.ts'
import type { Parts } from './parts.ts'
import { mountForms } from './routes/forms.ts'
import { mountHealth } from './routes/health.ts'
import { ownRoutes } from './routes/index.ts'
import { mountSession } from './routes/session.ts'
import { mountSetup } from './routes/setup.ts'
import { sessionCookie } from './session-cookie.ts'

/** Largest body of a request that is not an upload, in bytes. */
const BODY = 1_000_000

/**
 * The admin server: `/api/v1` from the routes that the care areas list and from its own, the API's description,
 * health, metrics, and the pages. What no route allows is refused.
 * @returns a server that listens nowhere yet; close it before the program stops
 */
export async function openServer(house: House): Promise<FastifyInstance> {
  const { services, log, publicUrl, clock } = house
  const secure = publicUrl?.startsWith('https:') ?? false
  const now = () => clock.now()
  const app = Fastify({
    logger: false,
    bodyLimit: BODY,
    // A proxy on this machine says whom it speaks for; nobody else is believed.
    trustProxy: 'loopback',
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
  })
  app.setValidatorCompiler(checkInput)
  app.setSerializerCompiler(writeOutput)
  app.setErrorHandler(answerFault(house.texts, log))
  app.setNotFoundHandler(() => {
    throw new Fault('NOT_FOUND')
  })
  app.decorateRequest('caller', null)
  await setHeaders(app, secure)
  await app.register(cookie)
  await serveDocs(app, house.version)

  const kept = sessionCookie(secure)
  const guard = openGuard(services.storage, services.tools.directory, kept)
  const shared = { house, guard, cookie: kept, services, now }

  await app.register(async api => {
    await api.register(rateLimit, {
      global: true,
      max: house.limits.requests,
      timeWindow: house.limits.window,
    })
    const perPerson = api.createRateLimit({
      max: house.limits.person,
      timeWindow: house.limits.window,
      keyGenerator: request => request.caller?.person.id ?? request.ip,
    })
    const parts: Parts = {
      ...shared,
      async slow(request) {
        const allowed = await perPerson(request)
        if (!allowed.isAllowed && allowed.isExceeded) throw new Fault('TOO_MANY_REQUESTS')
      },
    }
    api.addHook('onRequest', refuseOtherSites(publicUrl))
    await api.register(multipart)
    await api.register(
      async v1 => {
        mountSession(v1, parts)
        mountSetup(v1, parts)
        mountForms(v1, parts)
        for (const route of [...house.routes, ...ownRoutes(house)]) mountRoute(v1, route, parts)
        // Whoever is not signed in does not learn which paths exist.
        v1.setNotFoundHandler({ preHandler: v1.rateLimit() }, async request => {
          throw new Fault((await guard.callerOf(request, now())) ? 'NOT_FOUND' : 'SIGN_IN_NEEDED')
        })
      },
      { prefix: '/api/v1' },
    )
  })
  mountHealth(app, shared)
  for (const mount of house.mounts) await app.register(mount)
  await servePages(app, house.pages)
  return app
}
