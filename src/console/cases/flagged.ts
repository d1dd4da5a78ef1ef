import { wordFor } from '../words/codes.ts'

/** What a flagged sentence holds, for people: the sentence itself, and why it was flagged. */
export interface Flagged {
  readonly text: string
  /** How bad it is, then each reason once, in words and with its rule, then the version of the rules. */
  readonly about: readonly string[]
}

/** Takes a flag out of the text of its message; null where the text is none, and stands as it is. */
export function flaggedIn(text: string): Flagged | null {
  const value = parse(text)
  if (typeof value !== 'object' || value === null) return null
  const { text: said, level, reasons, version } = value as Record<string, unknown>
  if (typeof said !== 'string') return null
  const why = Array.isArray(reasons) ? reasons.flatMap(whyOf) : []
  return {
    text: said,
    about: [
      ...(typeof level === 'string' ? [wordFor('level', level)] : []),
      ...new Set(why),
      ...(typeof version === 'string' ? [`规则集${version}`] : []),
    ],
  }
}

function whyOf(reason: unknown): string[] {
  if (typeof reason !== 'object' || reason === null) return []
  const { why, rule } = reason as { why?: unknown; rule?: unknown }
  if (typeof why !== 'string') return []
  return [typeof rule === 'string' ? `${why}（${rule}）` : why]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
