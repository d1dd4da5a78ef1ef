/** What a server said: its status, the code in its answer, and its clock. */
export interface Said {
  readonly status: number
  /** The `code` of a JSON answer, if it looks like one; nothing else of the answer is kept. */
  readonly code: string | null
  /** ms UTC by the `Date` header. */
  readonly date: number | null
}

const PATIENCE = 8_000

/** Asks a server one thing. Null when nothing answered. */
export async function ask(url: string, body?: Readonly<Record<string, unknown>>): Promise<Said | null> {
  try {
    const response = await fetch(url, {
      method: body === undefined ? 'HEAD' : 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      signal: AbortSignal.timeout(PATIENCE),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const date = Date.parse(response.headers.get('date') ?? '')
    return {
      status: response.status,
      code: codeIn(await response.text()),
      date: Number.isNaN(date) ? null : date,
    }
  } catch {
    return null
  }
}

function codeIn(text: string): string | null {
  try {
    const { code } = JSON.parse(text) as { code?: unknown }
    return typeof code === 'string' && /^[\w.]{1,80}$/.test(code) ? code : null
  } catch {
    return null
  }
}
