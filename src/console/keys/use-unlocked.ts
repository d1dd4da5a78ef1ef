import { useSyncExternalStore } from 'react'
import { keyBox } from './key-box.ts'

/** Whether a key is unlocked in this tab. */
export function useUnlocked(wrapped: string | null): boolean {
  return useSyncExternalStore(keyBox.watch, () => wrapped !== null && keyBox.isOpen(wrapped))
}
