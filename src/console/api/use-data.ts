import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, api } from './api.ts'

/** Something that a page shows. */
export interface Loaded<T> {
  readonly data: T | null
  readonly error: ApiError | null
  readonly loading: boolean
  reload(): Promise<void>
}

/** Loads a path of the API when the page opens, and again when asked; null = not yet. */
export function useData<T>(path: string | null): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({ data: null, error: null, loading: true })
  /** Only the newest request may set anything: an old answer that comes late is dropped. */
  const newest = useRef(0)

  const reload = useCallback(async () => {
    if (path === null) return
    const mine = ++newest.current
    setState(before => ({ ...before, loading: true }))
    try {
      const data = await api.get<T>(path)
      if (mine === newest.current) setState({ data, error: null, loading: false })
    } catch (error) {
      if (mine === newest.current)
        setState(before => ({ ...before, error: asApiError(error), loading: false }))
    }
  }, [path])

  useEffect(() => {
    setState({ data: null, error: null, loading: true })
    void reload()
  }, [reload])
  return { ...state, reload }
}

/** Whatever was thrown, as something to show. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError(0, 'PAGE', '页面出了点问题，请刷新后再试。', [])
}
