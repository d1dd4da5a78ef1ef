/** Seeded randomness, so that a test that failed once fails again. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** One item of a list that is not empty. */
  pick<T>(items: readonly T[]): T
  /** The items in another order; the list itself stays as it is. */
  shuffled<T>(items: readonly T[]): T[]
}

/** mulberry32: small, fast, and good enough to choose connections and faults. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(next() * items.length)]
    if (item === undefined) throw new Error('random.pick: the list is empty')
    return item
  }
  return {
    next,
    pick,
    shuffled: <T>(items: readonly T[]) => {
      const left = [...items]
      const out: T[] = []
      while (left.length > 0) out.push(...left.splice(Math.floor(next() * left.length), 1))
      return out
    },
  }
}
