import { readFileSync } from 'node:fs'
import type { TimeReading } from '../../../src/kernel/reading.ts'

/** One line of a table: the text, the moment it is said, and what must be read. */
export interface Case {
  text: string
  ref: string
  /** What the bot was asking for, or null. */
  kind: string | null
  expected: string
}

/** The cases of `cases/<name>.txt`; the notation is told in cases/README.md. */
export function casesOf(name: string, folder: string | URL = new URL('./cases/', import.meta.url)): Case[] {
  const lines = readFileSync(
    typeof folder === 'string' ? `${folder}${name}.txt` : new URL(`${name}.txt`, folder),
    'utf8',
  ).split('\n')
  let ref = ''
  let kind: string | null = null
  return lines.flatMap(line => {
    if (line.startsWith('@')) [ref = '', kind = null] = line.slice(1).trim().split(' ')
    const [text, expected] = line.startsWith('#') || line.startsWith('@') ? [] : line.split(' => ')
    return text !== undefined && expected !== undefined
      ? [{ text, ref, kind, expected: expected.trim() }]
      : []
  })
}

const DAY = String.raw`(?:\d{4}-)?\d{2}-\d{2}(?:T\d{2}:\d{2})?`
const SPAN = new RegExp(`^(${DAY})?(\\.\\.)?(${DAY})?$`, 'u')
const PART = /^(am|noon|pm|eve)?(>)?(am|noon|pm|eve)?$/u
const AMOUNT = /^(\d+(?:\.\d+)?)(day|workday|hour|minute|week|month|year|元|人|%)?$/u

/** The facts that a line states, and the same facts of a reading, to be compared. */
export function compare(expected: string, reading: TimeReading): { wanted: object; read: object } {
  const [kind, ...pieces] = expected.split(' ')
  const wanted: Record<string, unknown> = {
    kind,
    start: null,
    end: null,
    startPart: null,
    endPart: null,
    amount: null,
    unit: null,
    negated: false,
  }
  for (const piece of pieces) Object.assign(wanted, factOf(piece))
  const read = Object.fromEntries(Object.keys(wanted).map(key => [key, factIn(reading, key)]))
  return { wanted, read }
}

function factIn(reading: TimeReading, key: string): unknown {
  if (key === 'invalid') return reading.invalid !== null
  return reading[key as keyof TimeReading]
}

function factOf(piece: string): Record<string, unknown> {
  if (['fuzzy', 'provisional', 'negated', 'invalid'].includes(piece)) return { [piece]: true }
  const [name, value] = piece.split('=')
  if (name !== undefined && value !== undefined) return namedFact(name, value)
  const amount = AMOUNT.exec(piece)
  if (amount !== null) return { amount: Number(amount[1]), unit: amount[2] ?? null }
  const part = PART.exec(piece)
  if (part !== null)
    return { startPart: part[1] ?? null, endPart: part[2] === undefined ? part[1] : (part[3] ?? null) }
  return spanOf(piece)
}

function namedFact(name: string, value: string): Record<string, unknown> {
  if (name === 'work') return { endWork: full(value) }
  if (name === 'dates') return { dates: value.split(',').map(full) }
  if (name === 'needs') return { needs: value.split(',') }
  return { [name]: spanOf(value) }
}

function spanOf(text: string): { start: string | null; end: string | null } {
  const found = SPAN.exec(text)
  if (found === null) throw new Error(`no span: ${text}`)
  const [start, end] = [
    found[1] === undefined ? null : full(found[1]),
    found[3] === undefined ? null : full(found[3]),
  ]
  return found[2] !== undefined ? { start, end } : { start, end: start?.includes('T') ? null : start }
}

function full(day: string): string {
  return /^\d{4}-/u.test(day) ? day : `2026-${day}`
}
