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
      names: [...sentence.matchAll(NAME)].map(([, name]) => name),
      pattern: patternOf(sentence),
      told: sentence.replace(NAME, '').length,
    }))
    // Where two fit, the one that says more.
    .sort((a, b) => b.told - a.told)
  return what => {
    for (const { words, names, pattern } of entries) {
      const found = pattern.exec(what)
      if (!found) continue
      return words.replace(NAME, (whole, name: string) => {
        const at = names.indexOf(name)
        return at < 0 ? whole : (found[at + 1] ?? whole)
      })
    }
    return what
  }
}

const NAME = /\{(\w+)\}/g

function patternOf(sentence: string): RegExp {
  const source = sentence
    .split(/\{\w+\}/)
    .map(piece => RegExp.escape(piece))
    .join('(.+?)')
  return new RegExp(`^${source}$`, 's')
}
