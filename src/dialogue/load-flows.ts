import { checkFlow, checkPhrases } from './checks.ts'
import { compileFlow } from './compile-flow.ts'
import type { Flow } from './flow.ts'
import { FlowFile } from './flow-file.ts'
import {
  isPattern,
  PATTERNS,
  type PatternName,
  type Patterns,
  PatternsFile,
  type PatternText,
} from './patterns.ts'
import { checkShape, type Problem, readYaml, type Source } from './problem.ts'
import type { Registry } from './registry.ts'
import { type Words, WordsFile } from './words.ts'

/** What the flow files say, compiled; never changed once loaded. */
export interface Library {
  readonly flows: ReadonlyMap<string, Flow>
  readonly patterns: Patterns
  readonly terms: Readonly<Record<string, string>>
  readonly words: Words
}

/** Format of flow files this program reads. */
const SCHEMA = 1

/**
 * Reads a folder's worth of flow files. Either everything is right and the library is returned, or it is null
 * and `problems` names all that is wrong, with file and line: nothing is ever loaded half.
 * @param files names (`leave.yaml`, `_patterns.yaml`, `_words.yaml`) with their text
 */
export function loadFlows(
  files: ReadonlyMap<string, string>,
  registry: Registry,
): { library: Library | null; problems: Problem[] } {
  const problems: Problem[] = []
  const flows = new Map<string, Flow>()
  const sources = new Map<string, Source>()
  for (const [file, text] of files) {
    if (file.startsWith('_') || file.includes('/')) continue
    const source = readYaml(file, text, problems)
    if (!source || !checkShape(source, FlowFile, problems) || !isReadable(source, problems)) continue
    const content = source.content as FlowFile
    if (`${content.flow}.yaml` !== file) {
      problems.push({
        file,
        line: source.lineOf(['flow']),
        path: 'flow',
        what: `must be the file's name, ${file.replace('.yaml', '')}`,
      })
      continue
    }
    flows.set(content.flow, compileFlow(content, source, registry, problems))
    sources.set(content.flow, source)
  }
  const reportOf = (id: string) => (path: readonly (string | number)[], what: string) => {
    const source = sources.get(id)
    problems.push({ file: source?.file ?? id, line: source?.lineOf(path) ?? 1, path: path.join('.'), what })
  }
  const ids = new Set([...files.keys()].map(file => file.replace('.yaml', '')))
  for (const flow of flows.values()) checkFlow(flow, ids, registry, reportOf(flow.id))
  checkPhrases(flows.values(), (flow, what) => reportOf(flow.id)(['start', 'phrases'], what))
  const shared = loadPatterns(files, problems)
  const words = loadWords(files, problems)
  if (problems.length > 0 || !shared || !words) return { library: null, problems: inOrder(problems) }
  return { library: { flows, ...shared, words }, problems }
}

/**
 * One flow by itself, as a file said it once.
 * @param ids of the flows there are now, for those it names
 * @returns null where this program cannot use it any more
 */
export function loadFlow(
  file: string,
  text: string,
  registry: Registry,
  ids: ReadonlySet<string>,
): Flow | null {
  const problems: Problem[] = []
  const source = readYaml(file, text, problems)
  if (!source || !checkShape(source, FlowFile, problems) || !isReadable(source, problems)) return null
  const flow = compileFlow(source.content as FlowFile, source, registry, problems)
  checkFlow(flow, ids, registry, (path, what) =>
    problems.push({ file, line: source.lineOf(path), path: path.join('.'), what }),
  )
  return problems.length === 0 ? flow : null
}

/** By file and line; what two steps found wrong is said once. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const different = new Map(problems.map(p => [JSON.stringify(p), p]))
  return [...different.values()].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
}

function isReadable(source: Source, problems: Problem[]): boolean {
  const { schema } = source.content as { schema: number }
  if (schema === SCHEMA) return true
  problems.push({
    file: source.file,
    line: source.lineOf(['schema']),
    path: 'schema',
    what: `written for format ${schema}; this program reads ${SCHEMA}`,
  })
  return false
}

function loadPatterns(
  files: ReadonlyMap<string, string>,
  problems: Problem[],
): { patterns: Patterns; terms: Readonly<Record<string, string>> } | null {
  const source = shared('_patterns.yaml', files, problems)
  if (!source || !checkShape(source, PatternsFile, problems)) return null
  const { patterns, terms } = source.content as PatternsFile
  const report = (name: string, what: string) =>
    problems.push({
      file: source.file,
      line: source.lineOf(['patterns', name]),
      path: `patterns.${name}`,
      what,
    })
  for (const name of Object.keys(patterns)) if (!isPattern(name)) report(name, 'there is no such pattern')
  for (const name of Object.keys(PATTERNS) as PatternName[])
    checkPattern(name, patterns[name], what => report(name, what))
  return { patterns: patterns as Patterns, terms }
}

function checkPattern(
  name: PatternName,
  text: PatternText | undefined,
  report: (what: string) => void,
): void {
  const wants: { words?: true; say?: readonly string[]; options?: number } = PATTERNS[name]
  if (!text) return report('is missing')
  if (wants.words && !text.words?.length) report('needs words')
  if (wants.say && !text.say) report('needs say')
  if (wants.options !== undefined && wants.options > 0 && text.options?.length !== wants.options)
    report(`needs ${wants.options} options`)
  const allowed = wants.say ?? []
  const texts = [text.say ?? [], text.options ?? []].flat()
  for (const used of texts.flatMap(t => [...t.matchAll(/\{(\w+)\}/g)].map(m => m[1] ?? '')))
    if (!allowed.includes(used))
      report(`does not know {${used}}; it may use ${allowed.join(', ') || 'no names'}`)
}

function loadWords(files: ReadonlyMap<string, string>, problems: Problem[]): Words | null {
  const source = shared('_words.yaml', files, problems)
  if (!source || !checkShape(source, WordsFile, problems)) return null
  return (source.content as { words: Words }).words
}

function shared(file: string, files: ReadonlyMap<string, string>, problems: Problem[]): Source | null {
  const text = files.get(file)
  if (text === undefined) {
    problems.push({ file, line: 1, path: '', what: 'this file is missing' })
    return null
  }
  return readYaml(file, text, problems)
}
