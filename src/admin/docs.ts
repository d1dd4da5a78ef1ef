import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

/** One style attribute of the page's own is let through by its hash; a test opens the page in a browser. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-hashes' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Describes every route mounted after it at `/api/docs` (a page) and `/api/docs/json`; nothing comes from elsewhere. */
export async function serveDocs(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Xinqiao', version, description: 'The admin API. Sign in first: POST /api/v1/session.' },
    },
  })
  // By its place among the packages: bundled, the plugin no longer knows where its own files are.
  const home = dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui/package.json'))
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    baseDir: join(home, 'static'),
    logo: { type: 'image/svg+xml', content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
    // So many routes are drawn as one scrolls; the filter finds those of one part at once.
    uiConfig: { validatorUrl: null, tryItOutEnabled: false, filter: true },
    staticCSP: CSP,
  })
}
