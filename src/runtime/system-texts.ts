import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { fill } from '../dialogue/format.ts'
import { checkShape, type Problem, readYaml } from '../dialogue/problem.ts'
import { type Detail, FAULTS, type Fault, type FaultCode, RULES } from '../kernel/faults.ts'
import { problemWords } from './problem-words.ts'
import { FAULT_VALUES, SAYS, type Say } from './system-says.ts'

/** What programs and pages say to people, from `flows/_system.yaml`. */
const Words = Type.String({ minLength: 1 })
export const SystemFile = Type.Object(
  {
    schema: Type.Literal(1),
    /** One sentence per fault code. */
    faults: Type.Record(Type.String(), Words),
    /** What is wrong with one field, row or setting. */
    rules: Type.Record(Type.String(), Words),
    /** How a row of a file is named. */
    row: Words,
    /** What is wrong in a flow file: the program's sentence, and the people's. */
    problems: Type.Record(Type.String(), Words),
    /** Names of shapes that rules mention. */
    shapes: Type.Record(Type.String(), Words),
    /** Settings of the environment: what each is, its shape, what to do when it is wrong. */
    settings: Type.Record(
      Type.String(),
      Type.Object({ what: Words, wanted: Words, remedy: Words }, { additionalProperties: false }),
    ),
    /** Everything else, by name. */
    says: Type.Record(Type.String(), Words),
  },
  { additionalProperties: false },
)
type SystemFile = Static<typeof SystemFile>

export interface SystemTexts {
  /** The sentence of a fault, its values put in. */
  fault(fault: Pick<Fault, 'code' | 'values'>): string
  /** What is wrong with one field, in words, and where. */
  detail(detail: Detail): { where: string; message: string }
  /** What is wrong in a flow file. */
  problem(what: string): string
  say<N extends keyof typeof SAYS>(name: N, ...values: SayValues<N>): string
}

type SayValues<N extends keyof typeof SAYS> = (typeof SAYS)[N] extends readonly []
  ? []
  : [values: Readonly<Record<(typeof SAYS)[N][number], string | number>>]

export const SYSTEM_FILE = '_system.yaml'

/**
 * Reads the words of a folder; where it has none, or they cannot be used, the program's own serve.
 * @param own the program's `flows` folder
 * @param settings the names that need a description
 * @returns the words, and what is wrong with those of the folder
 */
export function openSystemTexts(
  folder: string,
  own: string,
  settings: readonly string[],
): { texts: SystemTexts; problems: Problem[] } {
  const problems: Problem[] = []
  const text = textOf(folder)
  const given = text === undefined ? null : loadSystemTexts(text, settings, problems)
  if (given) return { texts: given, problems }
  // The program's own are whole by test; should a sentence be missing all the same, the developer's words serve.
  const source = readYaml(SYSTEM_FILE, textOf(own) ?? '', [])
  if (!source || !checkShape(source, SystemFile, []))
    throw new Error(`The program's own ${SYSTEM_FILE} cannot be read; reinstall the program.`)
  return { texts: textsOf(source.content as SystemFile), problems }
}

/** Reads the words and holds them against what the program says; every problem is added to the list. */
export function loadSystemTexts(
  text: string,
  settings: readonly string[],
  problems: Problem[],
): SystemTexts | null {
  const before = problems.length
  const file = SYSTEM_FILE
  const source = readYaml(file, text, problems)
  if (!source || !checkShape(source, SystemFile, problems)) return null
  const content = source.content as SystemFile
  const report: Report = (path, what) =>
    problems.push({ file, line: source.lineOf(path), path: path.join('.'), what })
  checkTexts('faults', content.faults, faultNames(), report)
  checkTexts('rules', content.rules, ruleNames(), report)
  checkTexts('says', content.says, SAYS, report)
  checkTexts('row', { row: content.row }, { row: ['line', 'column'] }, report)
  const described = Object.fromEntries(Object.keys(content.settings).map(name => [name, '']))
  checkTexts('settings', described, Object.fromEntries(settings.map(name => [name, []])), report)
  return problems.length > before ? null : textsOf(content)
}

type Report = (path: readonly string[], what: string) => void

function checkTexts(
  part: string,
  given: Readonly<Record<string, string>>,
  declared: Readonly<Record<string, readonly string[]>>,
  report: Report,
): void {
  for (const name of Object.keys(given))
    if (!Object.hasOwn(declared, name)) report([part, name], 'nothing says this')
  for (const [name, allowed] of Object.entries(declared)) {
    const text = given[name]
    if (text === undefined) report([part, name], 'is missing')
    for (const [, used = ''] of (text ?? '').matchAll(/\{(\w+)\}/g))
      if (!allowed.includes(used))
        report([part, name], `does not know {${used}}; it may use ${allowed.join(', ') || 'no names'}`)
  }
}

function faultNames(): Record<string, readonly string[]> {
  const values: Partial<Record<FaultCode, readonly string[]>> = FAULT_VALUES
  return Object.fromEntries((Object.keys(FAULTS) as FaultCode[]).map(code => [code, values[code] ?? []]))
}

function ruleNames(): Record<string, readonly string[]> {
  const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  return Object.fromEntries(Object.entries(RULES).map(([rule, text]) => [rule, names(text)]))
}

function textsOf({ faults, rules, row, problems, shapes, settings, says }: SystemFile): SystemTexts {
  const problem = problemWords(problems)
  return {
    fault: ({ code, values }) => fill(faults[code] ?? FAULTS[code][1], values),
    detail({ where, rule, values = {} }) {
      const setting = settings[where]
      const wanted = setting?.wanted ?? shapes[String(values['wanted'])] ?? values['wanted'] ?? ''
      const told =
        rule === 'problem' ? { value: problem(String(values['value'] ?? '')) } : { ...values, wanted }
      const said = fill(rules[rule] ?? RULES[rule], told)
      const [, line, column] = /^(\d+)(?: (.+))?$/u.exec(where) ?? []
      return {
        where: line === undefined ? where : fill(row, { line, column: column ?? '' }).trim(),
        message: setting ? `${said}${setting.remedy}` : said,
      }
    },
    problem,
    say: (name, ...values) => fill(says[name] ?? name, values[0] ?? {}),
  }
}

function textOf(folder: string): string | undefined {
  const file = join(folder, SYSTEM_FILE)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

export type { Say }
