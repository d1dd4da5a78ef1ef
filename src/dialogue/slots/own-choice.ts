import type { Hearing } from './heard.ts'
import { mentions } from './mentions.ts'

/**
 * “7月3日晚加班4小时，7月4日值班12小时”: what each part of a list says of a choice of the form, where they differ. Where all
 * say the same, or nothing, it is the form's own.
 * @param texts what is said of each
 * @returns a value for each; null = as the form says
 */
export function ownChoices({ slot, flow }: Hearing, texts: readonly string[]): readonly (string | null)[] {
  const options = (flow.slot.get(slot.ownChoice ?? '')?.options ?? []).map(option => ({
    ...option,
    words: [...option.words, ...option.apart],
  }))
  const said = texts.map(text => mentions(text, options).at(-1)?.value ?? null)
  return new Set(said.filter(value => value !== null)).size > 1 ? said : texts.map(() => null)
}
