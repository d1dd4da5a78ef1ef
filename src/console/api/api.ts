/** What is wrong with one field or row. */
export interface ApiDetail {
  readonly where: string
  readonly message: string
}

/** An answer that is not what was asked for; `message` is for people, in Chinese. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly details: readonly ApiDetail[]

  constructor(status: number, code: string, message: string, details: readonly ApiDetail[]) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.details = details
  }
}

/** The API below `/api/v1`. Every call throws an ApiError where it did not work. */
export const api = {
  get: <T>(path: string): Promise<T> => send('GET', path),
  post: <T>(path: string, body?: unknown): Promise<T> => send('POST', path, body),
  put: <T>(path: string, body: unknown): Promise<T> => send('PUT', path, body),
  delete: <T>(path: string): Promise<T> => send('DELETE', path),
  upload<T>(path: string, file: File): Promise<T> {
    const form = new FormData()
    form.append('file', file, file.name)
    return send('POST', path, form)
  },
}

/** Called whenever the session turns out to be over. */
let onSignedOut = () => {}
export function whenSignedOut(tell: () => void): void {
  onSignedOut = tell
}

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`/api/v1${path}`, { method, ...payload(body) }).catch(() => {
    throw new ApiError(0, 'OFFLINE', '连不上服务。请看看网络，过一会儿再试。', [])
  })
  if (answer.status === 204) return undefined as T
  const got: unknown = await answer.json().catch(() => null)
  if (answer.ok) return got as T
  const error = errorOf(answer.status, got)
  if (error.code === 'SIGN_IN_NEEDED' || error.code === 'PASSPHRASE_OLD') onSignedOut()
  throw error
}

function payload(body: unknown): RequestInit {
  if (body === undefined) return {}
  if (body instanceof FormData) return { body }
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function errorOf(status: number, got: unknown): ApiError {
  const { code, message, details } = (got ?? {}) as { code?: string; message?: string; details?: ApiDetail[] }
  return new ApiError(
    status,
    code ?? 'UNKNOWN',
    message || `服务没有答复（${status}），请再试一次。`,
    details ?? [],
  )
}
