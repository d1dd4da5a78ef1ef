/** Reading JSON that others wrote: every reader says `undefined` for what is not there or of another kind. */
export type Json = Record<string, unknown>

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of a JSON text, or `undefined` where the text is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function object(value: unknown): Json {
  return isJson(value) ? value : {}
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A text that says something. */
export function filled(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

/** A list of texts, or `undefined` where anything else is in it. */
export function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every(item => typeof item === 'string') ? value : undefined
}

/** A map whose values are all texts (DingTalk refuses numbers and booleans there). */
export function textMap(value: unknown): Record<string, string> | undefined {
  if (!isJson(value)) return undefined
  const out: Record<string, string> = {}
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== 'string') return undefined
    out[key] = item
  }
  return out
}

export function bytes(value: string): number {
  return Buffer.byteLength(value)
}
