/**
 * Says what is wrong in a flow file in people's words. The program's own sentence is the key, as in gettext; what
 * stands in braces is whatever stood there.
 * @param table from the program's sentence to the people's
 * @returns the words; the sentence itself where the table has none
 */
export function problemWords(table: Readonly<Record<string, string>>): (what: string) => string {
  const entries = Object.entries(table)
    .map(([sentence, words]) => ({
      words,
      pattern: patternOf(sentence),
      told: sentence.replace(NAME, '').length,
    }))
    // Where two fit, the one that says more.
    .sort((a, b) => b.told - a.told)
  return what => {
    for (const { words, pattern } of entries) {
      const found = pattern.exec(what)
      if (found) return words.replace(NAME, (whole, name: string) => found.groups?.[name] ?? whole)
    }
    return what
  }
}

const NAME = /\{(\w+)\}/g

function patternOf(sentence: string): RegExp {
  const source = sentence
    .split(/(\{\w+\})/)
    .map((piece, n) => (n % 2 === 0 ? RegExp.escape(piece) : `(?<${piece.slice(1, -1)}>.+?)`))
    .join('')
  return new RegExp(`^${source}$`, 's')
}
