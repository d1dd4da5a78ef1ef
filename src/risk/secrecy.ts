import type { SecrecyFile } from './rules-file.ts'

/** Whether a normalised text carries a marking of state secrecy. */
export function makeSecrecy(file: SecrecyFile): (plain: string) => boolean {
  const markings = file.markings.map(p => new RegExp(p, 'u'))
  return plain => markings.some(m => m.test(plain))
}
