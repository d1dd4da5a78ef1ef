/** Values in an order of its own for each round, always the same one: learning that can be repeated bit by bit. */
export function shuffled<T>(values: readonly T[], round: number): T[] {
  const order = [...values]
  let seed = (round + 1) * 0x9e3779b1
  for (let i = order.length - 1; i > 0; i--) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    const j = seed % (i + 1)
    const [a, b] = [order[i], order[j]]
    if (a !== undefined && b !== undefined) [order[i], order[j]] = [b, a]
  }
  return order
}
