/** What comes from outside is looked at field by field: nothing is there until it was seen. */
export type Json = Readonly<Record<string, unknown>>

const NOTHING: Json = {}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value as an object; an empty one where it is none. */
export function recordOf(value: unknown): Json {
  return isRecord(value) ? value : NOTHING
}

/** The value as a text; empty where it is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The value as a list; empty where it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The parsed text, or undefined. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** DingTalk's own names of errors, such as `Forbidden.AccessDenied.QpsLimitForApi`; empty for anything else. */
export function codeOf(value: unknown): string {
  const code = typeof value === 'number' ? String(value) : textOf(value)
  return /^[\w.:-]{1,80}$/.test(code) ? code : ''
}
