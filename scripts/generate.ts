import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { areas } from '../src/areas.ts'
import { loadFlows } from '../src/dialogue/load-flows.ts'
import { formatProblem } from '../src/dialogue/problem.ts'
import { readFlowFolder, registryOf } from '../src/runtime/library.ts'
import { flowIndex, flowPage } from './generate/flow-page.ts'
import { flowSchema } from './generate/flow-schema.ts'
import { namesPage } from './generate/names-page.ts'
import { withTables } from './generate/settings-table.ts'

/**
 * Writes what is made from the flow files and their types: `flows/flow.schema.json`, `docs/flows/`, and from
 * the program's own lists: the tables of `docs/reference/config.md`. With
 * `--check` nothing is written, and the files that are not as they would be written are named.
 */
const ROOT = join(import.meta.dirname, '..')
const PAGES = 'docs/flows'
const CONFIG = 'docs/reference/config.md'

process.exitCode = main(process.argv.includes('--check'))

function main(checkOnly: boolean): number {
  const made = generated()
  if (!made) return 1
  const stale = [...made].filter(([path, text]) => textOf(path) !== text).map(([path]) => path)
  const leftOver = pagesThere().filter(path => !made.has(path))
  if (checkOnly) return report([...stale, ...leftOver])
  for (const path of stale) write(path, made.get(path) ?? '')
  for (const path of leftOver) rmSync(join(ROOT, path))
  console.log(`${stale.length} of ${made.size} files written, ${leftOver.length} removed`)
  return 0
}

/** Every generated file with its text; null when the flow files themselves are not right. */
function generated(): Map<string, string> | null {
  const registry = registryOf(areas)
  const { library, problems } = loadFlows(readFlowFolder(join(ROOT, 'flows')), registry)
  for (const problem of problems) console.error(`${formatProblem(problem)}: ${problem.what}`)
  if (!library) return null
  const flows = [...library.flows.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  return new Map([
    ['flows/flow.schema.json', flowSchema()],
    [CONFIG, withTables(textOf(CONFIG) ?? '')],
    [`${PAGES}/README.md`, flowIndex(flows)],
    [`${PAGES}/names.md`, namesPage(registry)],
    ...flows.map((flow): [string, string] => [`${PAGES}/${flow.id}.md`, flowPage(flow)]),
  ])
}

function report(stale: readonly string[]): number {
  for (const path of stale) console.error(`${path} is not up to date: run "npm run generate"`)
  return stale.length > 0 ? 1 : 0
}

function pagesThere(): string[] {
  const folder = join(ROOT, PAGES)
  return existsSync(folder) ? readdirSync(folder).map(name => `${PAGES}/${name}`) : []
}

function textOf(path: string): string | null {
  return existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : null
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true })
  writeFileSync(join(ROOT, path), text)
}
