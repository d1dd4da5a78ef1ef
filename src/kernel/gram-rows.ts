/** Finds the row of a gram; −1 for one that was never seen. */
export type Rows = (gram: number) => number

/** A hash table with open addressing, at most half full. */
export function rowsOf(grams: Uint32Array): Rows {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, grams.length * 2)))
  const keys = new Uint32Array(size)
  const rows = new Int32Array(size)
  grams.forEach((gram, row) => {
    let at = gram & (size - 1)
    while (keys[at] !== 0) at = (at + 1) & (size - 1)
    keys[at] = gram
    rows[at] = row
  })
  return gram => {
    for (let at = gram & (size - 1); ; at = (at + 1) & (size - 1)) {
      const key = keys[at]
      if (key === gram) return rows[at] ?? -1
      if (key === 0) return -1
    }
  }
}
