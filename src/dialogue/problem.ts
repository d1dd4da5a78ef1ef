import type { TSchema } from 'typebox'
import { Value as Check } from 'typebox/value'
import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

/** Something wrong in a flow file, with its place. */
export interface Problem {
  file: string
  line: number
  /** Where in the file: `slots.from.must`. */
  path: string
  what: string
}

/** A YAML file, read with the line of every part of it. */
export interface Source {
  readonly file: string
  readonly content: unknown
  lineOf(path: readonly (string | number)[]): number
}

/** Reads YAML; problems of syntax are added to `problems`. Null when nothing can be made of the file. */
export function readYaml(file: string, text: string, problems: Problem[]): Source | null {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, stringKeys: true })
  for (const error of document.errors)
    problems.push({
      file,
      line: lines.linePos(error.pos[0]).line,
      path: '',
      what: wordsOf(error),
    })
  if (document.errors.length > 0) return null
  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: MOST_ALIASES })
  } catch (error) {
    problems.push({
      file,
      line: 1,
      path: '',
      what: error instanceof Error ? error.message : 'cannot be read',
    })
    return null
  }
  const lineOf = (path: readonly (string | number)[]) => {
    let node: unknown = document.contents
    let line = 1
    for (const key of path) {
      const next: Node | null = isMap(node) || isSeq(node) ? (node.get(key, true) as Node | null) : null
      const pair = isMap(node) ? node.items.find(p => String(p.key) === String(key)) : undefined
      const range = (pair?.key as Node | undefined)?.range ?? next?.range
      if (range) line = lines.linePos(range[0]).line
      node = next
    }
    return line
  }
  return { file, content, lineOf }
}

/** Aliases that one file may resolve: more would be a bomb. */
const MOST_ALIASES = 50

const UNQUOTED = 'a text that begins with {name} needs quotes around it'

/** What a person does wrong most often is said in his words. */
function wordsOf({ code, message }: { code: string; message: string }): string {
  if (code === 'NON_STRING_KEY') return UNQUOTED
  return message.split('\n')[0] ?? ''
}

/** Holds the content against a schema; every fault becomes a problem. True when there is none. */
export function checkShape(source: Source, schema: TSchema, problems: Problem[]): boolean {
  const before = problems.length
  const seen = new Set<string>()
  for (const error of Check.Errors(schema, source.content)) {
    // A closed object reports an unknown key twice; the second names it.
    if (error.keyword === 'boolean' || error.keyword === 'anyOf') continue
    const path = error.instancePath.split('/').slice(1)
    const what = isBareName(source.content, path) ? UNQUOTED : messageOf(error)
    const key = `${path.join('.')}:${what}`
    if (seen.has(key)) continue
    seen.add(key)
    const line = source.lineOf([...path, ...unknownKeys(error).slice(0, 1)])
    problems.push({ file: source.file, line, path: path.join('.'), what })
  }
  return problems.length === before
}

/** `say: {title}` without quotes is a map of one key that has no value. */
function isBareName(content: unknown, path: readonly string[]): boolean {
  const found = path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), content)
  return (
    isRecord(found) && Object.keys(found).length > 0 && Object.values(found).every(value => value === null)
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

interface ShapeError {
  keyword: string
  params: object
  message: string
}

function messageOf(error: ShapeError): string {
  const keys = unknownKeys(error)
  return keys.length > 0 ? `unknown key ${keys.join(', ')}` : error.message
}

function unknownKeys({ keyword, params }: ShapeError): readonly string[] {
  return keyword === 'additionalProperties'
    ? ((params as { additionalProperties?: string[] }).additionalProperties ?? [])
    : []
}

/** `leave.yaml:12 slots.from.must` */
export function formatProblem({ file, line, path }: Problem): string {
  return `${file}:${line}${path === '' ? '' : ` ${path}`}`
}
