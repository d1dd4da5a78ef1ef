import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { findAccount, setPassphrase } from '../../src/admin/accounts.ts'
import type { Limits } from '../../src/admin/house.ts'
import { NOBODY } from '../../src/admin/passphrase.ts'
import { ownRoutes } from '../../src/admin/routes/index.ts'
import { openServer } from '../../src/admin/server.ts'
import { openSession } from '../../src/admin/sessions.ts'
import { houseOf } from '../../src/cli/house.ts'
import { readConfig } from '../../src/config.ts'
import { dataFile, folderOf } from '../../src/data.ts'
import { instantOf } from '../../src/kernel/clock.ts'
import { randomId } from '../../src/kernel/ids.ts'
import { HOME, openProgram, type Program } from '../../src/main.ts'
import type { Route } from '../../src/runtime/route.ts'
import { flowsOf } from './flows.ts'
import { makeFolder } from './folder.ts'
import { putSchema } from './schema.ts'

/** The whole program in trial mode on a SQLite file of its own, without channels, and its server listening nowhere. */
export interface TestProgram {
  readonly program: Program
  readonly app: FastifyInstance
  /** Every guarded route, of the care areas and of the server itself. */
  readonly routes: readonly Route[]
  readonly folder: string
  /** Log lines: names and what they were about. */
  readonly logged: { level: string; name: string; about: object }[]
  now(): number
  /** Moves the clock. */
  forward(ms: number): void
  /** Puts somebody on the roster. @returns person.id */
  hire(
    userid: string,
    roles: readonly string[],
    about?: { supervisor?: string | null; unit?: string; mobile?: string | null },
  ): Promise<string>
  /** Signs somebody in without his passphrase. @returns the cookie header */
  enter(userid: string): Promise<string>
  /** Calls the API below `/api/v1`. */
  call<T = Record<string, unknown>>(method: Method, path: string, about?: CallOptions): Promise<Answer<T>>
  close(): Promise<void>
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface CallOptions {
  cookie?: string
  body?: unknown
  headers?: Record<string, string>
  /** A file instead of a body. */
  file?: { name: string; bytes: Uint8Array }
}

export interface Answer<T> {
  status: number
  body: T
  headers: Readonly<Record<string, unknown>>
}

export interface ProgramOptions {
  /** Local time, `YYYY-MM-DDTHH:MM`. */
  at?: string
  /** The server believes itself in live mode: this code is asked for. */
  setupCode?: string
  limits?: Partial<Limits>
  publicUrl?: string
}

/** What a passphrase really costs is proved by a test of its own. */
const CHEAP = { memory: 64, passes: 1, parallelism: 1 }

/** No limits: tests that are about them set their own. */
const NO_LIMITS: Limits = { window: 60_000, requests: 1e9, person: 1e9, signIns: 1e9 }

export async function openTestProgram(options: ProgramOptions = {}): Promise<TestProgram> {
  const folder = makeFolder()
  const flows = process.env['XQ_FLOWS'] ?? join(HOME, 'flows')
  const about = options.publicUrl === undefined ? {} : { PUBLIC_URL: options.publicUrl }
  const config = readConfig({ DATA_DIR: folder, FLOWS_DIR: flows, ...about }, folder)
  putSchema(dataFile(folderOf(config)))
  let now = instantOf(options.at ?? '2026-11-23T09:00', config.TZ_NAME)
  const logged: TestProgram['logged'] = []
  const write = (level: string) => (about: object, name: string) => void logged.push({ level, name, about })
  const log = { info: write('info'), warn: write('warn'), error: write('error') }
  const program = await openProgram(config, {
    clock: { now: () => now },
    log,
    channels: [],
    flows: flowsOf(config),
  })
  const setupCode = options.setupCode ?? null
  const limits = { ...NO_LIMITS, ...options.limits }
  const house = houseOf(program, {
    log,
    setupCode,
    limits,
    cost: CHEAP,
    ready: () => true,
    live: setupCode !== null,
  })
  const app = await openServer(house)
  const { storage, directory } = program

  return {
    program,
    app,
    routes: [...house.routes, ...ownRoutes(house)],
    folder,
    logged,
    now: () => now,
    forward(ms) {
      now += ms
    },
    async hire(userid, roles, { supervisor = null, unit = '样例单位', mobile = '13800000000' } = {}) {
      const id = randomId()
      const unknown = {
        unitType: null,
        staffType: null,
        post: null,
        rank: null,
        workStart: null,
        birthDate: null,
        sex: null,
      }
      await storage.transaction(tx =>
        tx.db.insert(tx.t.person).values({
          id,
          userid,
          name: userid,
          unit,
          supervisor,
          mobile,
          ...unknown,
          sort: 100,
          roles: [...roles],
          left: null,
          sample: true,
        }),
      )
      await directory.refresh()
      return id
    },
    enter: userid =>
      storage.transaction(async tx => {
        const person = await directory.byUserid(tx, userid)
        if (!person) throw new Error(`${userid} is not on the roster.`)
        if (!(await findAccount(tx, person.id))) await setPassphrase(tx, person.id, NOBODY, true, now)
        return `xinqiao=${await openSession(tx, person.id, now)}`
      }),
    async call<T>(method: Method, path: string, { cookie, body, headers, file }: CallOptions = {}) {
      const answer = await app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { ...(cookie === undefined ? {} : { cookie }), ...headers, ...(file ? MULTIPART : {}) },
        ...(file ? { payload: multipart(file) } : body === undefined ? {} : { payload: body as object }),
      })
      const json = answer.headers['content-type']?.toString().includes('json')
      return {
        status: answer.statusCode,
        body: (json ? answer.json() : answer.body) as T,
        headers: answer.headers,
      }
    },
    async close() {
      await app.close()
      await program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const BOUNDARY = 'xinqiao-test'
const MULTIPART = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }

function multipart({ name, bytes }: { name: string; bytes: Uint8Array }): Buffer {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])
}
