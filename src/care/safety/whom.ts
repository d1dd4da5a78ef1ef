import { type Static, Type } from 'typebox'
import type { Reason } from '../../risk/assess.ts'

const Pattern = Type.String({ minLength: 1 })

/** `flows/policy/whom.yaml`: how one tells of whom something is said. */
export const WhomFile = Type.Object(
  {
    schema: Type.Integer(),
    groups: Type.Record(Type.String(), Type.String({ minLength: 1 })),
    others: Type.Array(Type.String()),
    self: Pattern,
    passed_over: Pattern,
    spoken_to: Pattern,
    they: Type.Array(Type.Object({ words: Pattern, sex: Type.String() }, { additionalProperties: false })),
    caused: Pattern,
    told: Pattern,
    goes_on: Pattern,
    another: Pattern,
    people: Type.Array(
      Type.Object(
        { id: Type.String(), group: Type.String(), sex: Type.String(), words: Pattern },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

export type WhomFile = Static<typeof WhomFile>

/** Of whom a sign of danger is said. */
export interface Whom {
  /**
   * `self`, or what is known of somebody else: `mother`, `colleague`, `named:小王`; none of it where it is only
   * “他”. With `unsure` all it could be.
   */
  readonly keys: readonly string[]
  readonly group: string
  /** 男 or 女 where the words tell. */
  readonly sex: string
  readonly unsure: boolean
  /** Said to be a further one: never the same as before. */
  readonly another: boolean
}

export const SELF = 'self'
const OF_SELF: Whom = { keys: [SELF], group: SELF, sex: '', unsure: false, another: false }

/** Of whom the signs in a text are said, each once. @param plain the text the spans of the reasons count in */
export type WhomOf = (plain: string, reasons: readonly Reason[]) => Whom[]

interface Mention {
  readonly at: number
  readonly end: number
  /** `self`, `they`, or the id of a kind of people. */
  readonly id: string
  readonly key: string
  readonly group: string
  readonly sex: string
}

const NAMED = 'named'
const THEY = 'they'
const SENTENCE_END = /[。！？!?…\n]/u
const CLAUSE_END = /[,，、;；]/u

export function makeWhom(file: WhomFile): WhomOf {
  const kinds = [
    ...file.people,
    ...file.they.map(({ words, sex }) => ({ id: THEY, group: 'other', sex, words })),
    { id: SELF, group: SELF, sex: '', words: file.self },
  ]
  const anybody = new RegExp(
    [`(?:${file.passed_over})`, ...kinds.map((kind, i) => `(?<k${i}>${kind.words})`)].join('|'),
    'gu',
  )
  const spokenTo = new RegExp(file.spoken_to, 'u')
  const caused = new RegExp(file.caused, 'u')
  const told = new RegExp(file.told, 'u')
  const goesOn = new RegExp(file.goes_on, 'u')
  const another = new RegExp(file.another, 'u')

  return (plain, reasons) => {
    const mentions = mentionsIn(plain)
    const found = reasons.map(reason => ofReason(plain, reason, mentions))
    const known = new Map(found.map(whom => [`${whom.unsure} ${[...whom.keys].sort().join(' ')}`, whom]))
    return [...known.values()]
  }

  function mentionsIn(plain: string): Mention[] {
    const mentions: Mention[] = []
    for (const match of plain.matchAll(anybody)) {
      // None of the groups: words that are passed over.
      const kind = kinds.find((_kind, i) => match.groups?.[`k${i}`] !== undefined)
      if (!kind || (kind.id !== SELF && spokenTo.test(plain.slice(0, match.index)))) continue
      const { id, group, sex } = kind
      const key = id === NAMED ? `${NAMED}:${match[0]}` : id
      mentions.push({ at: match.index, end: match.index + match[0].length, id, key, group, sex })
    }
    return mentions
  }

  function ofReason(plain: string, reason: Reason, all: readonly Mention[]): Whom {
    const ofOthers = file.others.includes(reason.rule)
    const [at, end] = reason.span
    // What such a rule found begins with whom it is about.
    const until = ofOthers ? end : at
    const start = lastOf(plain, SENTENCE_END, until)
    const before = all.filter(m => m.at >= start && m.at < until)
    const others = before.filter(m => m.id !== SELF)
    const further = another.test(plain.slice(start, end))
    if (ofOthers) return join(others, further)
    const clause = clauseOf(plain, at, start)
    const near = before.filter(m => m.at >= clause)
    const last = near.at(-1)
    if (!last)
      return others.length > 0 && !before.some(m => m.id === SELF) ? unsure(others, further) : OF_SELF
    if (last.id !== SELF) {
      if (caused.test(plain.slice(last.end, at))) return OF_SELF
      return join(others, further)
    }
    const speaker = near.some(m => m.id !== SELF)
    return speaker && told.test(plain.slice(0, last.at)) ? unsure(others, further) : OF_SELF
  }

  /** Where the clause of a sign begins, and the one before it where it goes on from there. */
  function clauseOf(plain: string, at: number, start: number): number {
    const clause = Math.max(start, lastOf(plain, CLAUSE_END, at))
    if (clause === start || !goesOn.test(plain.slice(clause, at + 8))) return clause
    return Math.max(start, lastOf(plain, CLAUSE_END, clause - 1))
  }

  /** The last one spoken of, with what stands right before it: 同事小王. “他” is whoever was spoken of before. */
  function join(others: readonly Mention[], further: boolean): Whom {
    const people = others.filter(m => m.id !== THEY)
    const they = others.at(-1)?.id === THEY ? others.at(-1) : undefined
    const together: Mention[] = []
    for (const mention of [...people].reverse()) {
      const next = together[0]
      if (next && mention.end !== next.at) break
      together.unshift(mention)
    }
    return {
      keys: together.map(m => m.key),
      group: groupOf(together),
      sex: together.find(m => m.sex !== '')?.sex ?? they?.sex ?? '',
      unsure: false,
      another: further,
    }
  }

  function unsure(others: readonly Mention[], further: boolean): Whom {
    const whom = join(others, further)
    return { ...whom, keys: [SELF, ...whom.keys], group: SELF, unsure: true }
  }
}

/** Right after the last such sign before a place. */
function lastOf(plain: string, sign: RegExp, before: number): number {
  for (let at = before - 1; at >= 0; at--) if (sign.test(plain[at] ?? '')) return at + 1
  return 0
}

/** 同事小王 is a colleague first. */
function groupOf(people: readonly Mention[]): string {
  return people.find(m => m.id !== NAMED)?.group ?? people[0]?.group ?? 'other'
}
