import type { Frames } from './frames.ts'
import { piecesOf } from './parts.ts'
import { makePlaces, type Place } from './patterns.ts'
import type { RiskFile } from './rules-file.ts'

type Family = RiskFile['families'][number]

/** A sign of danger to life, in the folded text. */
export interface Sign {
  readonly rule: string
  /** `trace`, `soft`: a word, and no more. `past`: somebody else did it long ago, which is asked about and no more. */
  readonly level: Family['level'] | 'trace' | 'soft' | 'past'
  /** What it is once it is borne out. */
  readonly becomes: 'crisis' | 'high'
  readonly why: string
  readonly from: number
  readonly to: number
}

/** Texts are looked through in pieces of so many characters, so that a long one costs so many times a short one. */
const PIECE = 240
/** More signs than these make nothing clearer. */
const ENOUGH = 24

/** The families that are always about somebody else. */
const OTHERS = new Set(['third', 'third_now'])

/** What was found, once idioms, reports and denials are taken out. */
export interface Found {
  readonly signs: readonly Sign[]
  /** Something was there and was taken out: by so much less the models are to be believed (log-odds). */
  readonly doubt: number
}

export type FindSigns = (text: string) => Found

const NOTHING: Found = { signs: [], doubt: 0 }
/** Words of an idiom mislead the models as well. */
const IDIOM: Found = { signs: [], doubt: 3 }
/** What is denied, or told in a report or a tale, is not asked about. */
const TOLD: Found = { signs: [], doubt: Number.POSITIVE_INFINITY }

export function makeFindSigns(file: RiskFile, frames: Frames): FindSigns {
  const exceptions = makePlaces(
    file.exceptions.map(pattern => [null, pattern] as const),
    file.words,
  )
  const families = makePlaces(
    file.families.flatMap(family => family.patterns.map(pattern => [family, pattern] as const)),
    file.words,
  )
  const third = file.families.find(family => family.id === 'third')

  const inPiece = (text: string): Found => {
    const places = exceptions(text)
    const masked = mask(text, places)
    const found = families(masked)
    if (found.length === 0) return places.length > 0 ? IDIOM : NOTHING
    const heard = found.filter(place => !frames.denied(masked, place.from) && !quiet(masked, place, frames))
    if (heard.length === 0) return found.some(({ of }) => of.level !== 'faint') ? TOLD : NOTHING
    const others = heard.filter(({ of }) => OTHERS.has(of.id))
    const leaves = frames.leaving(masked)
    const signs = heard.flatMap(place => {
      const { of: family, from, to } = place
      if (frames.longAgo(masked, from, to)) return [{ ...signOf(family, from, to), level: 'past' as const }]
      if (OTHERS.has(family.id)) return [signOf(family, from, to)]
      if (others.some(o => o.from <= from && to <= o.to)) return []
      const begins = third ? frames.someoneElse(masked, from, to) : -1
      if (third && begins >= 0) return family.level === 'faint' ? [] : [signOf(third, begins, to)]
      return [leaves ? fainter(signOf(family, from, to)) : signOf(family, from, to)]
    })
    return { signs: outermost(signs), doubt: 0 }
  }

  return text => {
    if (text.length <= PIECE) return inPiece(text)
    const all: Sign[] = []
    let doubt = 0
    for (const [from, to] of piecesOf(text, PIECE)) {
      const found = inPiece(text.slice(from, to))
      doubt = Math.max(doubt, found.doubt === Number.POSITIVE_INFINITY ? IDIOM.doubt : found.doubt)
      for (const sign of found.signs) all.push({ ...sign, from: from + sign.from, to: from + sign.to })
      if (all.length >= ENOUGH) break
    }
    return { signs: all, doubt: all.length > 0 ? 0 : doubt }
  }
}

/** Words that are a trace of danger: looked for only where the models hear it and no rule does. */
export function makeFindTraces(file: RiskFile, frames: Frames): FindSigns {
  const places = makePlaces(
    file.concepts.flatMap(concept => (concept.why === undefined ? [] : [[concept, concept.words] as const])),
    {},
  )
  return text => {
    const found = places(text)
    const heard = found.filter(({ from, to }) => !frames.denied(text, from) && !frames.told(text, from, to))
    const signs = heard.map(
      ({ of: { id, becomes = 'high', why = '', soft = false }, from, to }): Sign => ({
        rule: id,
        level: frames.longAgo(text, from, to) ? 'past' : soft ? 'soft' : 'trace',
        becomes,
        why,
        from,
        to,
      }),
    )
    return found.length > 0 && heard.length === 0 ? TOLD : { signs, doubt: 0 }
  }
}

function quiet(text: string, { of: family, from, to }: Place<Family>, frames: Frames): boolean {
  if (family.id === 'third_now') return frames.over(text)
  return frames.told(text, from, to) && (frames.over(text) || family.id !== 'third' || !mentionsMe(text))
}

function mentionsMe(text: string): boolean {
  return /我(?!们|市|县|局|区|科|院|村|街|镇|单位)/u.test(text)
}

function signOf(family: Family, from: number, to: number): Sign {
  const { id, level, becomes = 'high', why } = family
  return { rule: id, level, becomes: level === 'crisis' ? 'crisis' : becomes, why, from, to }
}

/** A farewell of somebody who retires: what was weak is faint. */
function fainter(sign: Sign): Sign {
  return sign.level === 'weak' && sign.becomes === 'crisis' ? { ...sign, level: 'faint' } : sign
}

function mask(text: string, places: readonly Place<null>[]): string {
  let masked = text
  for (const { from, to } of places)
    masked = masked.slice(0, from) + '　'.repeat(to - from) + masked.slice(to)
  return masked
}

/** One sign for each rule and place: what stands within another of the same rule says nothing more. */
function outermost(signs: readonly Sign[]): Sign[] {
  return signs.filter(
    (sign, n) =>
      !signs.some(
        (other, m) =>
          other.rule === sign.rule &&
          other.from <= sign.from &&
          sign.to <= other.to &&
          (m < n || other.from < sign.from || sign.to < other.to) &&
          m !== n,
      ),
  )
}
