import { useCallback, useEffect, useState } from 'react'
import { ApiError, api, whenSignedOut } from '../api/api.ts'
import { followTrialClock } from '../api/server-time.ts'
import type { SessionState, SetupState } from '../api/shapes.ts'
import { asApiError } from '../api/use-data.ts'
import { keyBox } from '../keys/key-box.ts'

interface Known {
  readonly setup: SetupState
  readonly session: SessionState | null
  /** The session ended by itself: nobody signed out. */
  readonly expired: boolean
}

/** What the console must know before it shows anything. */
export interface Start {
  readonly state: 'loading' | ApiError | Known
  refresh(): Promise<void>
}

export function useStart(): Start {
  const [state, setState] = useState<Start['state']>('loading')
  const refresh = useCallback(async () => {
    try {
      const setup = await api.get<SetupState>('/setup')
      await followTrialClock(setup.live)
      const session = await sessionOrNone()
      // Whoever comes next at this machine must not find a key unlocked.
      if (!session) keyBox.lock()
      setState({ setup, session, expired: false })
    } catch (error) {
      setState(asApiError(error))
    }
  }, [])
  useEffect(() => {
    whenSignedOut(() => {
      keyBox.lock()
      setState(before =>
        typeof before === 'object' && 'setup' in before
          ? { ...before, session: null, expired: before.expired || before.session !== null }
          : before,
      )
    })
    void refresh()
  }, [refresh])
  return { state, refresh }
}

async function sessionOrNone(): Promise<SessionState | null> {
  try {
    return await api.get<SessionState>('/session')
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null
    throw error
  }
}
