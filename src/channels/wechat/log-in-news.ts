import type { WeChatOptions } from './options.ts'

/**
 * What administrators are told of the account’s log-in: that somebody has to log it in anew, once until he has. A code
 * to scan is no news at the very first start, for somebody sits before it, unless nobody scans it.
 */
export interface LogInNews {
  /** Somebody was logged in when the program last ran. */
  wasIn(): void
  loggedIn(): void
  /** @param stopping stopping logs nobody out: it is the same log-in after a restart */
  loggedOut(stopping: boolean): void
  toScan(): void
  /** The code was shown, and a while has passed. */
  notScanned(): void
}

export function openLogInNews(onAlert: WeChatOptions['onAlert']): LogInNews {
  let isIn = false
  let told = false

  function tell(why: 'scan' | 'logout'): void {
    if (told) return
    told = true
    onAlert?.('wechat_logged_out', why)
  }

  return {
    wasIn() {
      isIn = true
    },
    loggedIn() {
      isIn = true
      told = false
    },
    loggedOut(stopping) {
      if (isIn && !stopping) tell('logout')
      isIn = false
    },
    toScan() {
      if (isIn) tell('scan')
      isIn = false
    },
    notScanned: () => tell('scan'),
  }
}
