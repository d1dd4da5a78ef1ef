import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Document, isMap, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'

/** One step of a transcript, as it is written: `{我: 明天}`. */
export type Step = Readonly<Record<string, unknown>>

/** Where a conversation takes place. */
export interface Setting {
  clock: string
  as: Readonly<Record<string, unknown>>
  given: Readonly<Record<string, unknown>>
}

export interface Case {
  file: string
  title: string
  setting: Setting
  /** Steps of the case this one goes on from; already shown there. */
  before: readonly Step[]
  steps: readonly Step[]
}

/** What comes out of the bot; everything else is done to it. */
const OUT = ['机', '做', '转', '报', '存', '删']
const CLOCK = '2026-11-23T09:00'
const FOLDER = join(import.meta.dirname, '..')

/** The transcripts, by file name relative to `tests/dialogues`. */
export function caseFiles(): string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => name.endsWith('.yaml') && name.includes('/') && !name.startsWith('harness/'))
    .sort()
}

export function casesOf(file: string): Case[] {
  const content = parseDocument(readFileSync(join(FOLDER, file), 'utf8')).toJS() as {
    cases: Record<string, unknown>
  }
  return Object.keys(content.cases).map(title => caseOf(file, title, content, new Set()))
}

function caseOf(
  file: string,
  title: string,
  content: { cases: Record<string, unknown> } & Partial<Setting>,
  below: Set<string>,
): Case {
  if (below.has(title)) throw new Error(`${file}: “${title}” goes on from itself`)
  const written = content.cases[title]
  if (!written) throw new Error(`${file}: there is no case “${title}”`)
  const about = (Array.isArray(written) ? {} : written) as { use?: string } & Partial<Setting>
  const steps = (Array.isArray(written) ? written : (written as { then: unknown }).then) as Step[]
  const base = about.use === undefined ? null : caseOf(file, about.use, content, new Set([...below, title]))
  const setting = {
    clock: about.clock ?? base?.setting.clock ?? content.clock ?? CLOCK,
    as: { ...content.as, ...base?.setting.as, ...about.as },
    given: { ...content.given, ...base?.setting.given, ...about.given },
  }
  const before = base ? [...base.before, ...base.steps] : []
  return { file, title, setting, before, steps }
}

/** The one key of a step with its value. */
export function stepOf(step: Step): [does: string, what: unknown] {
  const entries = Object.entries(step)
  const [first] = entries
  if (!first || entries.length > 1) throw new Error(`a step has one key: ${JSON.stringify(step)}`)
  return first
}

export function isOut(does: string): boolean {
  return OUT.includes(does)
}

/** Writes what came out into the file, keeping everything else as it is. */
export function rewrite(file: string, played: ReadonlyMap<string, readonly Step[]>): void {
  const path = join(FOLDER, file)
  const document = parseDocument(readFileSync(path, 'utf8'))
  const cases = document.get('cases') as YAMLMap
  for (const [title, steps] of played) {
    const body = cases.get(title)
    const list = isSeq(body) ? body : isMap(body) ? body.get('then') : null
    if (isSeq(list)) fill(document, list, steps)
  }
  writeFileSync(path, document.toString({ lineWidth: 0, flowCollectionPadding: false }))
}

function fill(document: Document, list: YAMLSeq, steps: readonly Step[]): void {
  const written = list.items.filter(item => isMap(item) && !isOut(String(item.items[0]?.key)))
  let next = 0
  list.items = steps.map(step =>
    isOut(stepOf(step)[0]) ? document.createNode(step) : written[next++],
  ) as typeof list.items
}

export function nameOf(path: string): string {
  return relative(FOLDER, path)
}
