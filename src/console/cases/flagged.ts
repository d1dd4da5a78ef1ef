import { wordFor } from '../words/codes.ts'

/** What a flagged sentence holds, for people: the sentence itself, and why it was flagged. */
export interface Flagged {
  readonly text: string
  /** How bad it is, then each reason once, in words, then the version of the rules. */
  readonly about: readonly string[]
}

/** Takes a flag out of the text of its message; null where the text is none, and stands as it is. */
export function flaggedIn(text: string): Flagged | null {
  const value = parse(text)
  if (typeof value !== 'object' || value === null) return null
  const { text: said, level, reasons, version } = value as Record<string, unknown>
  if (typeof said !== 'string') return null
  return {
    text: said,
    about: [
      ...(typeof level === 'string' ? [wordFor('level', level)] : []),
      ...whyOf(Array.isArray(reasons) ? reasons : []),
      ...(typeof version === 'string' ? [`规则集${version}`] : []),
    ],
  }
}

/** Each reason once. The names of the rules that found it are for whoever betters them, not for who helps. */
function whyOf(reasons: readonly unknown[]): string[] {
  const told = reasons.flatMap(reason =>
    typeof reason === 'object' && reason !== null && 'why' in reason && typeof reason.why === 'string'
      ? [reason.why]
      : [],
  )
  return [...new Set(told)]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
