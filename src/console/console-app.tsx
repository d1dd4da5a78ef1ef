import { Spin } from 'antd'
import { useEffect, useMemo } from 'react'
import { ApiError, api } from './api/api.ts'
import type { SessionState, SetupState } from './api/shapes.ts'
import { go, usePlace } from './router.ts'
import { ChangePassphrasePage } from './session/change-passphrase.tsx'
import { type Session, SessionProvider } from './session/session.tsx'
import { SignInPage } from './session/sign-in.tsx'
import { useStart } from './session/use-start.ts'
import { SetupPage } from './setup/setup-page.tsx'
import { Shell } from './shell/shell.tsx'
import { Problem } from './ui/problem.tsx'

/** The console: the first-run set-up, signing in, or the shell with its pages. */
export function ConsoleApp() {
  const { state, refresh } = useStart()
  const place = usePlace()
  const begin = typeof state === 'object' && 'setup' in state && !state.setup.steps.admin && !place.setup
  useEffect(() => {
    if (begin) go('/setup')
  }, [begin])
  if (state === 'loading') return <Spin className="wait" size="large" />
  if (state instanceof ApiError)
    return (
      <main className="gate">
        <Problem error={state} again={() => void refresh()} />
      </main>
    )
  const { setup, session, expired } = state
  if (session?.mustChange) return <ChangePassphrasePage changed={refresh} />
  if (place.setup || begin) return <SetupPage setup={setup} me={session?.person ?? null} refresh={refresh} />
  if (!session) return <SignInPage live={setup.live} expired={expired} signedIn={refresh} />
  return <SignedIn setup={setup} session={session} refresh={refresh} />
}

function SignedIn({
  setup,
  session,
  refresh,
}: {
  setup: SetupState
  session: SessionState
  refresh: () => Promise<void>
}) {
  const value = useMemo<Session>(
    () => ({
      me: session.person,
      setup,
      may: (...roles) => roles.some(role => session.person.roles.includes(role)),
      async signOut() {
        await api.delete('/session').catch(() => {})
        await refresh()
      },
      refresh,
    }),
    [setup, session, refresh],
  )
  return (
    <SessionProvider value={value}>
      <Shell />
    </SessionProvider>
  )
}
