import type { SecrecyFile } from './rules-file.ts'

/** Whether a normalised text carries a marking of state secrecy. */
export function makeSecrecy(file: SecrecyFile): (plain: string) => boolean {
  const find = makeMarkings(file)
  return plain => find(plain) !== null
}

/** The first marking of state secrecy in a normalised text, as the place it stands in; null where there is none. */
export function makeMarkings(
  file: SecrecyFile,
): (plain: string) => readonly [from: number, to: number] | null {
  const markings = file.markings.map(p => new RegExp(p, 'u'))
  return plain => {
    for (const marking of markings) {
      const found = marking.exec(plain)
      if (found) return [found.index, found.index + found[0].length]
    }
    return null
  }
}
