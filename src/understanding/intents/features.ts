/** Characters of a message the classifier looks at; what a long message wants stands in its beginning. */
const LONGEST = 200

/**
 * The character 1- to 3-grams of a text, with its edges marked. Digits are one sign, since which number it is
 * never tells what somebody wants.
 */
export function features(plain: string): string[] {
  const text = `^${plain
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/\d+/gu, '0')
    .replace(/[\s，。、！？,.!?~～…]+/gu, '')}$`
  const signs = [...text]
  const grams: string[] = []
  for (let i = 0; i < signs.length; i++) {
    const [a = '', b, c] = signs.slice(i, i + 3)
    grams.push(a)
    if (b !== undefined) grams.push(a + b)
    if (b !== undefined && c !== undefined) grams.push(a + b + c)
  }
  return grams
}
