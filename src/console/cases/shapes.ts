/** What the API gives of cases. Times are ms UTC. */
export interface CaseLine {
  readonly id: string
  readonly no: string
  readonly kind: string
  readonly mode: string
  readonly status: string
  readonly level: string
  readonly day: string
  readonly due: number
  /** How often its readers were told that nobody had taken it in time. */
  readonly reminded: number
  /** What came of it, once closed. */
  readonly outcome: string | null
  /** What its person asks, once it was opened: close | delete. */
  readonly asked: string | null
  readonly mine: boolean
  /** Its handler was given it by a colleague, and has not taken it yet. */
  readonly given: boolean
  /** The name of who took it. */
  readonly handler: string | null
  /** base64: the case's private keys, each sealed to my key. */
  readonly sealedKeys: readonly string[]
  /** base64: its labels, sealed to the case. */
  readonly labels: string | null
}

export interface CaseWhole extends CaseLine {
  /** No colleague who could still open it deals with it. */
  readonly free: boolean
  /** Of flagged words: whoever was called has noted that somebody is with their writer. */
  readonly lookedAfter: boolean | null
  readonly person: string | null
  /** age recipient of the case. */
  readonly recipient: string
  /** base64: my key, wrapped by my passphrase. */
  readonly wrapped: string | null
  readonly messages: readonly {
    readonly id: string
    readonly from: string
    readonly position: number
    readonly day: string
    readonly sealed: string
  }[]
}

/** A file that goes with a message, as the message itself says. */
export interface Enclosure {
  readonly id: string
  /** The key that opens it. */
  readonly key: string
  /** `image/jpeg` */
  readonly type: string
  readonly bytes: number
}

/** A talk or a visit that follows from a case. */
export interface FollowUp {
  readonly id: string
  readonly kind: string
  readonly due: string
  readonly done: string | null
  readonly handler: string | null
  readonly mine: boolean
}

/** A time I offer for a talk; `no` of the case it was booked for. */
export interface TalkTime {
  readonly id: string
  readonly at: number
  readonly place: string
  readonly no: string | null
}

/** Counts by group; null = fewer than five in all. */
export interface CaseCounts {
  readonly apart: readonly { readonly name: string; readonly count: number }[]
  readonly rest: number
}

export interface CaseStatistics {
  readonly total: number | null
  readonly kinds: CaseCounts | null
  readonly outcomes: CaseCounts | null
  readonly times: CaseCounts | null
  readonly units: CaseCounts | null
}
