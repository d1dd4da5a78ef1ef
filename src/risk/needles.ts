/**
 * Words of which at least one must stand in a text for a pattern to match in it, read from the pattern itself:
 * so a hundred patterns cost an ordinary message one look at each of its characters.
 * @param source a regular expression of literals, groups, classes, bounded repeats and looks around
 * @returns null where the pattern names no such word
 */
export function needlesOf(source: string): readonly string[] | null {
  const reader = new Reader(source)
  const best = reader.choices()
  return reader.done ? best : null
}

/** The alternatives that a pattern is made of: a|b|c are three, each looked for by words of its own. */
export function branchesOf(source: string): string[] {
  const branches: string[] = []
  let [depth, from, inSet] = [0, 0, false]
  for (let at = 0; at < source.length; at++) {
    const sign = source[at]
    if (sign === '\\') at++
    else if (inSet) inSet = sign !== ']'
    else if (sign === '[') inSet = true
    else if (sign === '(') depth++
    else if (sign === ')') depth--
    else if (sign === '|' && depth === 0) {
      branches.push(source.slice(from, at))
      from = at + 1
    }
  }
  branches.push(source.slice(from))
  return branches
}

/** More words than these find too much to be worth looking for. */
const MOST = 400

/** What a part of a pattern demands: one of these words, or nothing in particular (null). */
type Demand = readonly string[] | null

class Reader {
  private at = 0
  private readonly source: string

  constructor(source: string) {
    this.source = source
  }

  get done(): boolean {
    return this.at >= this.source.length
  }

  /** a|b|c: whichever it is, one of all their words. */
  choices(): Demand {
    const all: Demand[] = [this.sequence()]
    while (this.peek() === '|') {
      this.at++
      all.push(this.sequence())
    }
    if (all.some(demand => demand === null)) return null
    const words = [...new Set(all.flatMap(demand => demand ?? []))]
    return words.length > MOST ? null : words
  }

  /** abc: the best of its parts, literals that touch each other read as one word. */
  private sequence(): Demand {
    let best: Demand = null
    let run: readonly string[] = ['']
    const take = (demand: Demand): void => {
      best = better(best, demand)
    }
    while (!this.done && this.peek() !== '|' && this.peek() !== ')') {
      const { exact, demand } = this.part()
      if (exact && run.length * exact.length <= 60) run = run.flatMap(a => exact.map(b => a + b))
      else {
        take(run)
        run = exact ?? ['']
        if (!exact) take(demand)
      }
    }
    take(run)
    return best
  }

  /** One part with its repeat. `exact`: the very strings it can be, where they are few. */
  private part(): { exact: readonly string[] | null; demand: Demand } {
    const { exact, demand } = this.atom()
    const least = this.repeat()
    if (least === 0) return { exact: null, demand: null }
    return least === null ? { exact, demand } : { exact: null, demand: demand ?? exact }
  }

  private atom(): { exact: readonly string[] | null; demand: Demand } {
    const sign = this.source[this.at++] ?? ''
    if (sign === '(') return this.group()
    if (sign === '[') return this.set()
    if (sign === '^' || sign === '$') return { exact: [''], demand: null }
    if (sign === '\\') {
      this.at++
      return { exact: null, demand: null }
    }
    if (sign === '.') return { exact: null, demand: null }
    return { exact: [sign], demand: [sign] }
  }

  private group(): { exact: readonly string[] | null; demand: Demand } {
    const looks = /^\?(?:<?[=!])/u.exec(this.source.slice(this.at, this.at + 3))
    if (looks) this.at += looks[0].length
    else if (this.source.startsWith('?:', this.at)) this.at += 2
    const from = this.at
    const demand = this.choices()
    const inner = this.source.slice(from, this.at)
    this.at++
    // What a look around sees is no part of what is read.
    if (looks) return { exact: [''], demand: null }
    const plain = demand !== null && /^[^[\](){}?*+.\\^$]*$/u.test(inner)
    return { exact: plain ? inner.split('|') : null, demand }
  }

  private set(): { exact: readonly string[] | null; demand: Demand } {
    const from = this.at
    while (this.peek() !== ']') this.at += this.peek() === '\\' ? 2 : 1
    const inner = this.source.slice(from, this.at++)
    if (/[\^\\-]/u.test(inner)) return { exact: null, demand: null }
    return { exact: [...inner], demand: [...inner] }
  }

  /** How often a part stands at least; null where it stands once. */
  private repeat(): number | null {
    const found = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/u.exec(this.source.slice(this.at, this.at + 10))
    if (!found) return null
    this.at += found[0].length
    if (found[1] !== undefined) return Number(found[1])
    return found[0].startsWith('+') ? 1 : 0
  }

  private peek(): string {
    return this.source[this.at] ?? ''
  }
}

/** Longer words are rarer, and of equally long ones fewer are; some characters stand everywhere. */
function better(a: Demand, b: Demand): Demand {
  if (!b || b.includes('')) return a
  if (!a) return b
  const [rarityA, rarityB] = [rarity(a), rarity(b)]
  if (rarityA !== rarityB) return rarityA > rarityB ? a : b
  return a.length <= b.length ? a : b
}

const EVERYWHERE = new Set('的了我你他她在是不有想要就都也还一上下来去到人说没家几过会能好大多为把从和给')

function rarity(words: readonly string[]): number {
  return Math.min(...words.map(word => (EVERYWHERE.has(word) ? 0.5 : word.length)))
}
