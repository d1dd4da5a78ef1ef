export interface ExpiringLine {
  kind: string
  about: string
  no: string
  /** `YYYY-MM-DD` */
  due: string
  times: number
  reason: string
}

export interface Expiring {
  lines: ExpiringLine[]
  /** How long and how often something can be put off. */
  most: { days: number; times: number }
}
