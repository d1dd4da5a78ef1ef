/** What `GET /absences` gives. */
export interface AbsenceMonth {
  readonly days: readonly AbsenceDay[]
  readonly units: readonly string[]
  readonly people: readonly Absentee[]
}

export interface AbsenceDay {
  readonly date: string
  readonly work: boolean
}

export interface Absentee {
  readonly name: string
  readonly unit: string
  /** Half-days such as `2026-11-24a`, both ends included. */
  readonly absent: readonly { readonly from: string; readonly to: string }[]
}
