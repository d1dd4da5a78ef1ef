/** Somebody who is off post, and by when the doctors look again. */
export interface OffPostLine {
  readonly userid: string
  readonly name: string
  readonly unit: string
  readonly from: string
  readonly review: string
  /** Something is written on what it rests on. */
  readonly ground: boolean
}
