import { dayWithWeekday } from '../words/times.ts'

export type Half = 'a' | 'p'

/** Somebody picked from the roster, with what he is shown as. */
export interface Picked {
  readonly userid: string
  readonly label: string
}

/** A leave as it is filled in at the desk. */
export interface NewLeave {
  who: Picked
  kind: string
  from: string
  fromHalf: Half
  to: string
  toHalf: Half
  /** How far he goes; `home` = he does not leave the city. */
  area: 'home' | 'province' | 'country' | 'abroad'
  city?: string
  standIn?: Picked
  why: string
  office: string
}

/** What would become of it. */
export interface WhatIf {
  readonly possible: boolean
  readonly says: string | null
  readonly days: number | null
  readonly years: Readonly<Record<string, number>>
  readonly provisional: boolean
  readonly hr: boolean
  /** By when a certificate that is owed would come by the rule; null = none is owed. */
  readonly proofBy: string | null
  readonly chain: readonly string[]
  readonly copies: readonly string[]
}

/** What both routes take of it. */
export function askedOf({ who, kind, from, fromHalf, to, toHalf, area, city }: NewLeave) {
  const trip = area === 'home' ? {} : { trip: { area, city: city?.trim() ?? '' } }
  return { userid: who.userid, kind, from: `${from}${fromHalf}`, to: `${to}${toHalf}`, ...trip }
}

/** `11月25日（周三）全天`, `11月25日（周三）下午到11月26日（周四）下午`. */
export function spanWords({ from, fromHalf, to, toHalf }: Omit<NewLeave, 'who'>): string {
  const [first, last] = [dayWithWeekday(from), dayWithWeekday(to)]
  if (from !== to) return `${first}${HALF[fromHalf]}到${last}${HALF[toHalf]}`
  return `${first}${fromHalf === toHalf ? HALF[fromHalf] : '全天'}`
}

/** `3天`, of two years `2026年2天，2027年1天（共3天）`. */
export function daysWords({ days, years }: Pick<WhatIf, 'days' | 'years'>): string {
  const parts = Object.entries(years)
  if (parts.length < 2) return `${days ?? 0}天`
  return `${parts.map(([year, part]) => `${year}年${part}天`).join('，')}（共${days}天）`
}

const HALF = { a: '上午', p: '下午' } as const
