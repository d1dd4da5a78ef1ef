/** What the API gives, as far as the pages use it; `/api/docs` describes the whole. Times are ms UTC. */
export interface Me {
  readonly id: string
  readonly userid: string
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly roles: readonly string[]
}

export interface SessionState {
  readonly person: Me
  /** The passphrase was given by somebody else. */
  readonly mustChange: boolean
}

export interface SetupState {
  readonly live: boolean
  readonly done: boolean
  readonly steps: { readonly admin: boolean; readonly reader: boolean; readonly duty: boolean }
}

export interface RosterLine {
  readonly id: string
  readonly userid: string
  readonly name: string
  readonly unit: string
  readonly post: string | null
  readonly staffType: string | null
  readonly supervisor: string | null
  readonly roles: readonly string[]
  readonly account: boolean
}

export interface ApplicationLine {
  readonly no: string
  readonly kind: string
  readonly status: string
  readonly person: string
  readonly unit: string
  readonly created: number
  /** Open, and somebody has left: whose it is, or whose turn it is. */
  readonly gone: 'person' | 'turn' | null
}

/** One place in the chain of a request: who decides, or (`file`) who is told when it is approved. */
export interface ApprovalStep {
  readonly seq: number
  readonly does: 'decide' | 'file'
  readonly person: string
  readonly state: string
  /** Who decided in his place, or ''. */
  readonly by: string
  readonly at: number | null
}

/** Who decides instead of whom; without dates whenever he is on leave. */
export interface DelegationLine {
  readonly id: string
  readonly person: string
  readonly unit: string
  readonly deputy: string
  readonly from: string | null
  readonly to: string | null
  readonly mine: boolean
}

/** What somebody who left leaves behind, in numbers. */
interface LeftBehind {
  readonly own: number
  readonly turns: number
  readonly reports: number
}

export interface Departure extends LeftBehind {
  readonly duties: number
  readonly keys: number
  readonly released: number
}

export interface GoneLine extends LeftBehind {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly left: number
}

/** Somebody a human must look after. */
export interface ConcernLine {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly mobile: string | null
  readonly level: string
  readonly since: number
  /** When a contact was really reached. */
  readonly told: number | null
  readonly contact: string | null
  /** Who has said that he sees to it. */
  readonly taker: string | null
  readonly mine: boolean
  /** When he said that he has spoken to the person. */
  readonly reached: number | null
}

export interface ReaderLine {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly created: number
  /** Nobody else has agreed to it yet. */
  readonly waits: boolean
  readonly removed: number | null
  readonly mine: boolean
  /** What it opens by the roles of its owner. */
  readonly reads: 'heart' | 'report' | 'none'
}

/** The recovery key: what the house decided. */
export interface RecoveryState {
  readonly state: 'undecided' | 'off' | 'waits' | 'on'
  readonly decided: string | null
  readonly by: string | null
  readonly mine: boolean
  readonly id: string | null
}

/** A question who wrote a 隐名 case, as its handler sees it. */
export interface RevealState {
  readonly id: string
  readonly state: 'asked' | 'agreed' | 'refused' | 'shown'
  readonly day: string
  readonly mine: boolean
  readonly asker: string | null
  readonly custodian: string | null
}

/** The same for who decides it. */
export interface RevealLine {
  readonly id: string
  readonly no: string
  readonly day: string
  readonly state: 'asked' | 'agreed' | 'refused' | 'shown' | 'danger'
  readonly asker: string | null
  readonly reason: string
}

export interface CampaignLine {
  readonly id: string
  readonly title: string
  readonly from: string
  readonly to: string
  readonly place: string
  readonly paidDay: boolean
  readonly closed: boolean
  readonly invited: number
  readonly booked: number
}

export interface Trouble {
  readonly parked: readonly {
    seq: number
    received: number
    fault: string | null
    again: boolean
  }[]
  readonly gaveUp: readonly (Unsent & { again: boolean })[]
  readonly overdue: readonly (Unsent & { nextAt: number })[]
  readonly alerts: readonly { id: string; code: string; at: number; times: number }[]
}

interface Unsent {
  readonly seq: number
  readonly channel: string
  readonly created: number
  readonly tries: number
  readonly fault: string | null
}

export interface Quota {
  readonly month: string
  /** This month, each kind against its own allowance. */
  readonly now: readonly { kind: string; used: number; limit: number }[]
  /** Percent of the API calls at which reminders stop. */
  readonly stopAt: number
  readonly used: readonly { month: string; kind: string; used: number }[]
}

export interface SettingsState {
  readonly known: readonly { name: string; what: string }[]
  readonly set: readonly {
    key: string
    value: string | number | boolean
    at: number
    author: string | null
  }[]
}

export interface AuditLine {
  readonly seq: number
  readonly at: number
  readonly actor: string
  readonly name: string | null
  readonly action: string
  readonly about: string
}

export interface HelpLine {
  readonly no: string
  /** open, taken, closed */
  readonly status: string
  readonly created: number
  readonly mine: boolean
  /** The name of who took it. */
  readonly handler: string | null
}

export interface HelpWhole extends HelpLine {
  readonly person: string
  readonly unit: string
  readonly messages: readonly { readonly from: string; readonly text: string; readonly at: number }[]
}
