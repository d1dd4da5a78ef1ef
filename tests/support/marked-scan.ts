import { unzipSync } from 'fflate'
import type { Desk } from './marked-desk.ts'

/** As OpenAPI tells of a route: as much of it as calling it takes. */
interface Told {
  readonly parameters?: readonly { name: string; in: string; required?: boolean }[]
}
type Paths = Readonly<Record<string, Readonly<Record<string, Told>>>>

/** A marker that an answer showed somebody. */
export interface Shown {
  readonly who: string
  readonly path: string
  readonly name: string
}

/** Real rows of each kind are looked at, so many. */
const MOST = 6
const ROW = /^(?:id|no|userid)$/u

/**
 * Every page there is, called by each of these people: lists, and what stands behind every row that any of them sees,
 * also the rows that another one was shown. Files are opened: a table or a form is read as a person reads it.
 * @returns what was shown to whom, and the paths that nobody got anything from
 * @param paths of the document that describes the API, so that a new route is called too
 */
export async function scan(
  desk: Desk,
  paths: Paths,
  people: readonly string[],
): Promise<{ shown: Shown[]; unanswered: string[] }> {
  const gets = Object.entries(paths)
    .flatMap(([path, methods]) =>
      methods['get'] ? [{ path: path.replace('/api/v1', ''), told: methods['get'] }] : [],
    )
    .filter(({ path }) => !path.startsWith('/api') && path !== '/session')
  const rows = new Map<string, Set<string>>()
  const shown: Shown[] = []
  const answered = new Set<string>()
  const look = async (who: string, path: string, told: string): Promise<void> => {
    const { status, body } = await desk.api(who, 'GET', path)
    if (status === 429 || status >= 500) throw new Error(`${who} ${path}: ${status}`)
    if (status === 200) answered.add(told)
    collect(body, path.split('?')[0] ?? '', rows)
    for (const name of desk.markers.in(textOf(body)))
      shown.push({ who, path: path.replace(/\?.*/u, ''), name })
  }
  for (const { path, told } of gets.filter(one => !one.path.includes('{')))
    for (const who of people) await look(who, withQuery(path, told), path)
  // What stands deeper is looked for in what was found above it.
  const deeper = gets.filter(one => one.path.includes('{')).sort((a, b) => a.path.length - b.path.length)
  for (const { path, told } of deeper)
    for (const real of filled(path, rows))
      for (const who of people) await look(who, withQuery(real, told), path)
  return { shown, unanswered: gets.map(({ path }) => path).filter(path => !answered.has(path)) }
}

/** The path with real rows in every place: those that the answer above it named, one of its kind, or any. */
function filled(path: string, rows: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const param = /\{(\w+)\}/u.exec(path)?.[1]
  if (param === undefined) return [path]
  const above = path.slice(0, path.indexOf('{')).split('/').slice(0, -2).join('/')
  const own = rows.get(`${above} ${param}`) ?? rows.get(`${path.split('/')[1]} ${param}`) ?? new Set<string>()
  const any = [...rows].filter(([key]) => key.endsWith(` ${param}`)).flatMap(([, found]) => [...found])
  const candidates = own.size > 0 ? [...own] : [...new Set(any)]
  return candidates
    .slice(-MOST)
    .flatMap(value => filled(path.replace(`{${param}}`, encodeURIComponent(value)), rows))
    .slice(-MOST * 2)
}

/** Every id, number and userid in an answer, by its path and by the first word of that. */
function collect(body: unknown, path: string, rows: Map<string, Set<string>>): void {
  if (Array.isArray(body)) for (const one of body) collect(one, path, rows)
  else if (typeof body === 'object' && body !== null)
    for (const [key, value] of Object.entries(body)) {
      if (typeof value === 'string' && ROW.test(key)) {
        for (const place of [path, path.split('/')[1]]) {
          const kept = `${place} ${key}`
          rows.set(kept, (rows.get(kept) ?? new Set()).add(value))
        }
      } else collect(value, path, rows)
    }
}

function withQuery(path: string, { parameters = [] }: Told): string {
  const today = Temporal.Now.plainDateISO('Asia/Shanghai')
  const given: Readonly<Record<string, string>> = {
    unit: '样例街道办',
    year: String(today.year),
    month: today.toString().slice(0, 7),
    from: today.subtract({ days: 30 }).toString(),
    to: today.add({ days: 30 }).toString(),
    date: today.toString(),
    day: today.toString(),
    userid: 'sample-chenyu',
    kind: 'leave',
  }
  const query = new URLSearchParams()
  for (const { name, in: where, required } of parameters)
    if (where === 'query' && required && given[name] !== undefined) query.set(name, given[name])
  return query.size === 0 ? path : `${path}?${query}`
}

/** An answer with every file in it opened: tables are packed, and files stand in base64. */
function textOf(body: unknown): string {
  const plain = JSON.stringify(body) ?? ''
  const files = [...plain.matchAll(/"([A-Za-z0-9+/]{40,}={0,2})"/gu)].map(([, base64 = '']) =>
    Buffer.from(base64, 'base64'),
  )
  return [plain, ...files.flatMap(contentsOf)].join('\n')
}

function contentsOf(bytes: Buffer): string[] {
  const text = bytes.toString('utf8')
  if (!text.startsWith('PK')) return [text]
  return Object.values(unzipSync(bytes)).map(part => new TextDecoder().decode(part))
}
