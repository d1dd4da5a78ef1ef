import type { Message, Recipient } from '../../kernel/channel.ts'
import { isUserid } from './contact.ts'
import type { Ring } from './ring.ts'

const REMEMBERED = 1_000

/**
 * Rings somebody up besides writing to him: by telephone, and in the app where there is no package for that. Once a
 * message, however often it is tried again. What fails here fails in silence: the chat message is what counts.
 */
export function doorbell(ring: Ring): (message: Message, to: readonly Recipient[]) => Promise<void> {
  const rung = new Set<string>()

  return async ({ ring: text }, to) => {
    if (text === undefined) return
    for (const { key, contact } of to) {
      if (!isUserid(contact) || rung.has(key)) continue
      for (const kind of ['call', 'app'] as const) {
        const [outcome] = await ring([contact], text, kind).catch(() => [])
        if (outcome?.state !== 'sent') continue
        remember(key)
        break
      }
    }
  }

  function remember(key: string): void {
    const [oldest] = rung
    if (rung.size >= REMEMBERED && oldest !== undefined) rung.delete(oldest)
    rung.add(key)
  }
}
