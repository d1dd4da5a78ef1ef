import { createContext, useContext } from 'react'
import type { Me, SetupState } from '../api/shapes.ts'

/** Who is signed in, for every page of the shell. */
export interface Session {
  readonly me: Me
  readonly setup: SetupState
  /** Whether I have one of these roles. */
  may(...roles: string[]): boolean
  signOut(): Promise<void>
  /** Reads anew who is signed in and what the set-up lacks. */
  refresh(): Promise<void>
}

const SessionContext = createContext<Session | null>(null)
export const SessionProvider = SessionContext.Provider

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('Nobody is signed in here.')
  return session
}
