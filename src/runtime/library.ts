import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Library, loadFlows } from '../dialogue/load-flows.ts'
import type { Problem } from '../dialogue/problem.ts'
import type { Registry } from '../dialogue/registry.ts'
import { ROLES } from '../kernel/person.ts'
import { makeRead } from '../understanding/index.ts'
import type { Model } from '../understanding/intents/model.ts'
import type { Example } from '../understanding/intents/train.ts'
import { normalize } from '../understanding/normalize.ts'
import type { CareArea } from './care-area.ts'
import { type Models, trainedOnDemand } from './intents/models.ts'
import { loadNotices } from './notices.ts'
import { loadPolicies, type ReadPolicy } from './policy.ts'
import { RETENTION } from './retention.ts'
import type { TurnLibrary } from './world-of.ts'

/** Everything the flow files say, ready to be used. A reload makes a whole new one, or none. */
export interface LoadedLibrary extends TurnLibrary {
  /** What tells wishes apart. */
  readonly model: () => Model
  readonly policy: ReadPolicy
}

/** The `.yaml` files of a folder, by name. */
export function readFlowFolder(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map()
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => name.endsWith('.yaml'))
  return new Map(names.sort().map(name => [name, readFileSync(join(folder, name), 'utf8')]))
}

/** Loads and checks flow files against what the areas declare. All problems at once; on any, no library. */
export function loadLibrary(
  files: ReadonlyMap<string, string>,
  areas: readonly CareArea[],
  before: LoadedLibrary | null = null,
  models: Models = trainedOnDemand(),
): { library: LoadedLibrary | null; problems: Problem[] } {
  const { library, problems } = loadFlows(files, registryOf(areas))
  const notices = loadNotices(files.get('_notices.yaml'), { ...NOTICES, ...declared(areas) }, problems)
  const policy = loadPolicies(files, [RETENTION, ...areas.flatMap(area => area.policies ?? [])], problems)
  if (!library || !notices || !policy || problems.length > 0) return { library: null, problems }
  const model = models(examplesOf(library), before?.model ?? null)
  const older = before ? [...before.flows.values()] : []
  return {
    library: {
      ...library,
      notices,
      policy,
      model,
      read: makeRead(model),
      pinned: (id, hash) =>
        older.find(f => f.id === id && f.hash === hash) ?? before?.pinned(id, hash) ?? null,
    },
    problems,
  }
}

/** What flows may name: the sum of what the areas declare. */
export function registryOf(areas: readonly CareArea[]): Registry {
  const shapes = <T>(list: Readonly<Record<string, { shape: T }>>[]) =>
    Object.fromEntries(list.flatMap(l => Object.entries(l).map(([name, { shape }]) => [name, shape])))
  return {
    lookups: shapes(areas.map(a => a.lookups)),
    effects: shapes(areas.map(a => a.effects)),
    roles: ROLES,
  }
}

/** Notices of the road itself. */
const NOTICES = { alert: ['code'], alert_danger: ['code'] }

function declared(areas: readonly CareArea[]): Record<string, readonly string[]> {
  return Object.assign({}, ...areas.map(a => a.notices)) as Record<string, readonly string[]>
}

/** What the classifier learns from: phrases and examples of flows, words and examples of patterns. */
export function examplesOf(library: Library): Example[] {
  const flows = [...library.flows.values()].flatMap(flow =>
    [...flow.phrases, ...flow.examples].map(text => ({ text: readable(text), flow: flow.id })),
  )
  const patterns = Object.entries(library.patterns).flatMap(([name, pattern]) =>
    (pattern.examples ?? []).map(text => ({ text: readable(text), flow: `~${name}` })),
  )
  return [...flows, ...patterns]
}

/** As messages are matched: what is learned from must look like what is read. */
function readable(text: string): string {
  return normalize(text).toLowerCase()
}
