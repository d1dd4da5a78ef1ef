import type { Timer, Timers } from '../common/timers.ts'
import type { WeChatOptions } from './options.ts'

/**
 * What administrators are told of the account’s log-in: that somebody has to log it in anew, once until he has. A code
 * to scan is no news at the very first start, for somebody sits before it, unless nobody scans it.
 */
export interface LogInNews {
  /** Somebody was logged in when the program last ran. */
  wasIn(): void
  loggedIn(): void
  loggedOut(): void
  toScan(): void
  /** The code was shown, and a while has passed. */
  notScanned(): void
  /** Stopping logs nobody out: it is the same log-in after a restart. */
  stop(): void
}

/** A puppet whose connection breaks says that it is logged out, and is back by itself within seconds: so long, ms. */
const BROKEN = 60_000

export function openLogInNews(onAlert: WeChatOptions['onAlert'], timers: Timers): LogInNews {
  let isIn = false
  let told = false
  /** Logged out a moment ago. */
  let waits: Timer | null = null

  function tell(why: 'scan' | 'logout'): void {
    settle()
    if (told) return
    told = true
    onAlert?.('wechat_logged_out', why)
  }

  function settle(): void {
    waits?.cancel()
    waits = null
  }

  return {
    wasIn() {
      isIn = true
    },
    loggedIn() {
      settle()
      isIn = true
      told = false
    },
    loggedOut() {
      if (isIn) waits = timers.after(BROKEN, () => tell('logout'))
      isIn = false
    },
    toScan() {
      if (waits) tell('logout')
      else if (isIn) tell('scan')
      isIn = false
    },
    notScanned: () => tell('scan'),
    stop() {
      settle()
      isIn = false
    },
  }
}
