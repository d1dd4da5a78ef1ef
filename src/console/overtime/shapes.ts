/** A record of overtime as the API gives it. */
export interface OvertimeLine {
  readonly no: string
  readonly userid: string
  readonly name: string
  readonly unit: string
  readonly date: string
  readonly hours: number
  readonly counted: number
  /** Comp-days it has made, or will make by itself. */
  readonly days: number
  readonly kind: 'overtime' | 'duty'
  readonly status: 'pending' | 'planned' | 'approved'
  readonly clock: string | null
  readonly subsidy: boolean
  readonly source: 'self' | 'supervisor' | 'office'
  readonly late: boolean
  readonly list: string | null
}

/** Kinds and purposes that a record can be of. */
export interface OvertimeChoices {
  readonly kinds: readonly { value: string; label: string }[]
  readonly purposes: readonly { value: string; label: string }[]
}

/** Who must not be asked to work overtime, and until when. */
export interface Protected {
  readonly userid: string
  readonly name: string
  readonly unit: string
  readonly until: string
}
