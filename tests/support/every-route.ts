import type { FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import { findAccount, setPassphrase } from '../../src/admin/accounts.ts'
import { NOBODY } from '../../src/admin/passphrase.ts'
import { ownRoutes } from '../../src/admin/routes/index.ts'
import { openServer } from '../../src/admin/server.ts'
import { openSession } from '../../src/admin/sessions.ts'
import { houseOf } from '../../src/cli/house.ts'
import type { Route } from '../../src/runtime/route.ts'
import { bodyOf } from './body-of.ts'
import type { Talk } from './talk.ts'

/** One answer of one route to one person. */
export interface Answer {
  readonly who: string
  readonly route: string
  readonly path: string
  readonly status: number
  readonly text: string
}

/** What stands in the place of parameters, in a question, and in a body, where the schema does not tell. */
export interface Given {
  readonly path: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, string>>
}

/** Rows of each kind that are looked at, so many; of those that are written to fewer. */
const MOST = { read: 12, write: 3 }
const ROW = /^(?:id|no|userid|followUp)$/u
const NO_LIMITS = { window: 60_000, requests: 1e9, person: 1e9, signIns: 1e9 }
const CHEAP = { memory: 64, passes: 1, parallelism: 1 }

/**
 * Calls every route of the table, as each of these people, with real rows in its path: what is read first, then what is
 * written, what ends something last. A route that is added is called too.
 * @param given values that no answer names
 */
export async function callEveryRoute(
  talk: Talk,
  people: readonly string[],
  given: Given,
): Promise<{ answers: Answer[]; routes: string[] }> {
  const log = { info() {}, warn() {}, error() {} }
  const options = { log, setupCode: null, limits: NO_LIMITS, cost: CHEAP, ready: () => true, live: false }
  const house = houseOf(talk.program, options)
  const app = await openServer(house)
  try {
    const routes = [...house.routes, ...ownRoutes(house)].filter(isCalled).toSorted(byHarm)
    const rows = new Map<string, Set<string>>()
    const answers: Answer[] = []
    for (const route of routes)
      for (const path of filled(route, rows, given))
        for (const who of people) {
          const { status, text } = await ask(app, await enter(talk, who), route, path, given)
          answers.push({ who, route: nameOf(route), path, status, text })
          if (route.method === 'GET' && status === 200) collect(JSON.parse(text), path, rows)
        }
    return { answers, routes: routes.map(nameOf) }
  } finally {
    await app.close()
  }
}

const nameOf = ({ method, path }: Route) => `${method} ${path}`

/** One’s own way in, and files that are uploaded, have tests of their own. */
function isCalled({ path }: Route): boolean {
  return !/^\/(?:session|account|accounts|setup)\b|\/import$/u.test(path)
}

/** Reads, then writes, then what ends a thing or takes somebody away; lists before what stands in them. */
function byHarm(a: Route, b: Route): number {
  const harm = ({ method, path }: Route) =>
    method === 'GET'
      ? 0
      : method === 'DELETE' || /close|erase|retire|return$|leave$|withdraw|merge/u.test(path)
        ? 2
        : 1
  return harm(a) - harm(b) || a.path.split('/').length - b.path.split('/').length
}

async function ask(
  app: FastifyInstance,
  cookie: string,
  { method, body, query }: Route,
  path: string,
  given: Given,
): Promise<{ status: number; text: string }> {
  const required = (query as { required?: string[] } | undefined)?.required ?? []
  const search = new URLSearchParams(required.map(name => [name, given.query[name] ?? '']))
  const answer = await app.inject({
    method,
    url: `/api/v1${path}${search.size > 0 ? `?${search}` : ''}`,
    headers: { cookie },
    ...(method === 'GET' ? {} : { payload: body ? (bodyOf(body, given.body) as object) : {} }),
  })
  return { status: answer.statusCode, text: answer.body }
}

const cookies = new WeakMap<Talk, Map<string, string>>()

/** A session; a new one where the last was ended by what was called. */
async function enter(talk: Talk, who: string): Promise<string> {
  const known = cookies.get(talk) ?? new Map<string, string>()
  cookies.set(talk, known)
  const { storage, directory } = talk.program
  return storage.transaction(async tx => {
    const person = await directory.byUserid(tx, `sample-${who}`)
    if (!person) throw new Error(`${who} is not on the roster`)
    const there = known.get(who)
    if (there && (await tx.db.select().from(tx.t.session)).some(one => one.person === person.id)) return there
    if (!(await findAccount(tx, person.id))) await setPassphrase(tx, person.id, NOBODY, true, talk.now())
    const cookie = `xinqiao=${await openSession(tx, person.id, talk.now())}`
    known.set(who, cookie)
    return cookie
  })
}

/** The path with real rows in every place: those that answers above it named, one of its kind, or any that fits. */
function filled(
  { method, path, params }: Route,
  rows: ReadonlyMap<string, ReadonlySet<string>>,
  given: Given,
): string[] {
  const most = method === 'GET' ? MOST.read : MOST.write
  const shapes = (params as { properties?: Record<string, TSchema> } | undefined)?.properties ?? {}
  const fill = (at: string): string[] => {
    const [place, name] = /:(\w+)/u.exec(at) ?? []
    if (place === undefined || name === undefined) return [at]
    const { pattern } = (shapes[name] ?? {}) as { pattern?: string }
    const fits = (value: string) => pattern === undefined || new RegExp(pattern, 'u').test(value)
    const own = given.path[name]
    const before = at.slice(0, at.indexOf(place))
    const kinds = own === undefined ? candidatesFor(before, name, rows) : [[own]]
    return [...new Set(kinds.flatMap(kind => kind.filter(fits).slice(-most)))].flatMap(value =>
      fill(at.replace(place, encodeURIComponent(value))),
    )
  }
  return fill(path)
}

/**
 * `/cases/:id` asks the answers of `/cases`, then of what is below it; `/leave/QJ-1/papers/:id` those of everything
 * below `/leave/QJ-1`; where that names none, any row will do.
 */
function candidatesFor(
  before: string,
  name: string,
  rows: ReadonlyMap<string, ReadonlySet<string>>,
): string[][] {
  const key = name === 'no' || name === 'userid' ? name : 'id'
  const parts = before.split('/').filter(Boolean)
  const frames = [parts, parts.slice(0, -1), parts.slice(0, 1)].filter(frame => frame.length > 0)
  for (const frame of frames) {
    const start = `/${frame.join('/')}`
    const own = [...(rows.get(`${start} ${key}`) ?? [])]
    const below = [...rows].flatMap(([at, values]) =>
      at.startsWith(`${start}/`) && at.endsWith(` ${key}`) ? [...values] : [],
    )
    if (own.length + below.length > 0) return [below, own]
  }
  const any = [...rows].filter(([at]) => at.endsWith(` ${key}`)).flatMap(([, values]) => [...values])
  return [any]
}

/** Every id, number and userid in an answer, by the path that gave it. */
function collect(body: unknown, path: string, rows: Map<string, Set<string>>): void {
  if (Array.isArray(body)) for (const one of body) collect(one, path, rows)
  else if (typeof body === 'object' && body !== null)
    for (const [key, value] of Object.entries(body))
      if (typeof value === 'string' && ROW.test(key)) {
        const kept = `${path} ${key}`
        rows.set(kept, (rows.get(kept) ?? new Set()).add(value))
      } else collect(value, path, rows)
}
