import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Paths that show the console; it finds its way by itself from there. */
const CONSOLE = ['/', '/setup', '/console', '/console/*', '/form', '/verify', '/mydata']

/** Serves the built pages: the files there are at the start, and nothing else. */
export async function servePages(app: FastifyInstance, folder: string | null): Promise<void> {
  if (folder === null || !existsSync(join(folder, 'index.html'))) return
  const page = readFileSync(join(folder, 'index.html'))
  await app.register(async pages => {
    for (const path of CONSOLE)
      pages.get(path, { schema: { hide: true } }, (_request, reply) =>
        reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page),
      )
    await pages.register(staticFiles, {
      root: folder,
      wildcard: false,
      index: false,
      globIgnore: ['**/*.html', '**/*.map', '**/*.br', '**/*.gz'],
      // As the build left them beside each file.
      preCompressed: true,
      // Their names change with their content.
      immutable: true,
      maxAge: '365d',
      schemaHide: true,
    })
  })
}
