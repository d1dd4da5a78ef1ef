/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number below `n`. */
  below(n: number): number
  pick<T>(from: readonly T[]): T
  /** One of the names, as often as its weight says. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T
  chance(p: number): boolean
}

export function random(seed: number): Random {
  let state = seed >>> 0
  const r: Random = {
    next() {
      state = (state + 0x6d2b79f5) >>> 0
      let t = Math.imul(state ^ (state >>> 15), 1 | state)
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
      return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
    },
    below: n => Math.floor(r.next() * n),
    pick: from => from[r.below(from.length)] as (typeof from)[number],
    weighted(weights) {
      const entries = Object.entries(weights) as [string, number][]
      let at = r.next() * entries.reduce((sum, [, w]) => sum + w, 0)
      for (const [name, weight] of entries) {
        at -= weight
        if (at < 0) return name as never
      }
      return (entries[0]?.[0] ?? '') as never
    },
    chance: p => r.next() < p,
  }
  return r
}
