/** One line of a conversation, as `/api/trial/stream` gives it (src/channels/web/entry.ts). */
export interface Entry {
  readonly id: string
  readonly seq: number
  /** ms UTC, by the trial's clock. */
  readonly at: number
  readonly from: 'person' | 'bot'
  readonly text: string
  readonly buttons: readonly { label: string; say: string }[]
  readonly card: number | null
  readonly files: readonly { name: string; kind: string; bytes: number }[]
  readonly recalled: boolean
}

/** Somebody of the sample roster. */
export interface TrialPerson {
  readonly userid: string
  readonly name: string
  readonly unit: string
  readonly post: string | null
  readonly supervisor: string | null
  readonly roles: readonly string[]
}

export interface TrialTime {
  readonly now: number
  /** Minutes ahead of the real time. */
  readonly ahead: number
  readonly zone: string
}
