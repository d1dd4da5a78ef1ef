/** A text as the rules read it, and where its characters stood in the text that was given. */
export interface Folded {
  readonly text: string
  /** The place of the character at `n` in the text as given; null where none was taken out. */
  readonly at: Int32Array | null
}

/** Characters that stand for others of the same sound or an older form, pair after pair: 冇没 咗了. */
export type Fold = (plain: string) => Folded

/** Signs that are put between characters so that nobody finds the word: 自*杀, 自 杀. */
const BETWEEN = new Set([...' *·._-^~|/\\+=`\'"'].map(sign => sign.charCodeAt(0)))

/** Small letters, one character for those that stand for it, and nothing between the characters of a word. */
export function makeFold(pairs: string): Fold {
  const table = tableOf(pairs)
  const buffer: number[] = []
  return plain => {
    buffer.length = plain.length
    let [size, changed] = [0, false]
    let at: Int32Array | null = null
    for (let i = 0; i < plain.length; i++) {
      const code = plain.charCodeAt(i)
      if (BETWEEN.has(code) && splits(plain, i)) {
        if (!at) at = Int32Array.from({ length: plain.length }, (_, n) => n)
        continue
      }
      const to = table[code] ?? code
      if (to !== code) changed = true
      if (at) at[size] = i
      buffer[size++] = to
    }
    if (size === plain.length && !changed) return { text: plain, at: null }
    return { text: stringOf(buffer, size), at }
  }
}

function tableOf(pairs: string): Uint16Array {
  const table = Uint16Array.from({ length: 0x10000 }, (_, code) => code)
  const characters = pairs.replace(/\s/gu, '')
  for (let n = 0; n + 1 < characters.length; n += 2)
    table[characters.charCodeAt(n)] = characters.charCodeAt(n + 1)
  for (let code = 0x41; code <= 0x5a; code++) table[code] = code + 0x20
  return table
}

/** Whether a sign stands between two Chinese characters of which one stands alone. */
function splits(plain: string, at: number): boolean {
  if (!isChinese(plain, at - 1) || !isChinese(plain, at + 1)) return false
  return !isChinese(plain, at - 2) || !isChinese(plain, at + 2)
}

function isChinese(plain: string, at: number): boolean {
  const code = plain.charCodeAt(at)
  return code >= 0x4e00 && code <= 0x9fff
}

function stringOf(codes: readonly number[], size: number): string {
  let text = ''
  for (let from = 0; from < size; from += 4096)
    text += String.fromCharCode(...codes.slice(from, Math.min(size, from + 4096)))
  return text
}
