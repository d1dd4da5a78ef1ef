import type { TrialPerson, TrialTime } from './entry.ts'

/** What the trial's server is asked, under `/api/trial`. Each throws where the server said no. */
export const trial = {
  people: (): Promise<TrialPerson[]> => ask('people'),
  say: (as: string, id: string, text: string) => ask('say', { as, id, text }),
  tap: (as: string, id: string, text: string, card: number) => ask('say', { as, id, tap: { text, card } }),
  recall: (as: string, id: string) => ask('recall', { as, id }),
  seen: (as: string) => ask('seen', { as }),
  forward: (minutes: number): Promise<TrialTime> => ask('clock', { forward: minutes }),
  files(as: string, id: string, files: readonly File[]) {
    const form = new FormData()
    form.set('as', as)
    form.set('id', id)
    for (const file of files) form.append('file', file, file.name)
    return send('files', { method: 'POST', body: form })
  },
}

/** What the server answered when it said no. */
export class TrialError extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.name = 'TrialError'
    this.code = code
  }
}

function ask<T>(path: string, body?: unknown): Promise<T> {
  if (body === undefined) return send(path, {})
  const headers = { 'content-type': 'application/json' }
  return send(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function send<T>(path: string, init: RequestInit): Promise<T> {
  const answer = await fetch(`/api/trial/${path}`, init)
  if (answer.status === 204) return undefined as T
  const body: unknown = await answer.json().catch(() => null)
  if (answer.ok) return body as T
  const code = body !== null && typeof body === 'object' && 'code' in body ? String(body.code) : ''
  throw new TrialError(code)
}
