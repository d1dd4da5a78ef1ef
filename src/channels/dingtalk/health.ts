/** How the connection does: for `/readyz`, `/metrics`, and the alarm on silence. */
export interface Health {
  connected: boolean
  /** ms UTC; 0 = no message yet. */
  lastMessageAt: number
  /** Calls of `connections/open`, and those that came to nothing. */
  opens: number
  failures: number
  /** Connections that DingTalk retired, and those that broke. */
  swaps: number
  losses: number
  messages: number
  /** Frames that stood for nothing. */
  dropped: number
  /** Messages that could not be made durable: DingTalk will push them again. */
  refused: number
  /** Acks after more than a second, and those for which the connection was gone. */
  lateAcks: number
  lostAcks: number
}

export function newHealth(): Health {
  return {
    connected: false,
    lastMessageAt: 0,
    opens: 0,
    failures: 0,
    swaps: 0,
    losses: 0,
    messages: 0,
    dropped: 0,
    refused: 0,
    lateAcks: 0,
    lostAcks: 0,
  }
}
