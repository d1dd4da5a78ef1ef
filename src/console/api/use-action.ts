import { App } from 'antd'
import { useCallback, useState } from 'react'
import type { ApiError } from './api.ts'
import { asApiError } from './use-data.ts'

/** Something somebody does on a page: once at a time, said when done, its error kept for showing. */
export interface Action<A extends unknown[]> {
  readonly busy: boolean
  readonly error: ApiError | null
  /** @returns whether it worked */
  run(...given: A): Promise<boolean>
}

/** @param done said when it worked; null = nothing */
export function useAction<A extends unknown[]>(
  work: (...given: A) => Promise<unknown>,
  done: string | null = null,
): Action<A> {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const run = useCallback(
    async (...given: A) => {
      setBusy(true)
      setError(null)
      try {
        await work(...given)
        if (done !== null) void message.success(done)
        return true
      } catch (thrown) {
        setError(asApiError(thrown))
        return false
      } finally {
        setBusy(false)
      }
    },
    [work, done, message],
  )
  return { busy, error, run }
}
