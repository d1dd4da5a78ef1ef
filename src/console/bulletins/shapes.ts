/** A line of a bulletin; half-days. */
export interface BulletinLine {
  /** null: several units that are too small to be shown alone. */
  readonly unit: string | null
  readonly street: boolean
  readonly people: number
  readonly entitled: number
  readonly planned: number
  readonly taken: number
  readonly takenInMonth: number
  readonly cancelled: number
  readonly comp: number
  readonly percent: number | null
  readonly below: boolean
}

export interface BulletinContent {
  /** `YYYY-MM`. */
  readonly month: string
  /** `YYYY-MM-DD`. */
  readonly asOf: string
  readonly target: number
  readonly leaders: BulletinLine | null
  readonly lines: readonly BulletinLine[]
  readonly streets: BulletinLine | null
  readonly total: BulletinLine | null
}

/** The same before it is published. */
export interface BulletinPreview extends BulletinContent {
  /** People with leave of the year whose balance nobody has brought in: what they took before is not known. */
  readonly unchecked: number
}

/** A bulletin as the list shows it; times are ms UTC. */
export interface BulletinHead {
  readonly id: string
  readonly month: string
  readonly version: number
  readonly author: string | null
  readonly at: number
}

/** `2026-11` → 2026年11月. */
export function monthName(month: string): string {
  return `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`
}
