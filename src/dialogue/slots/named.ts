import type { Slot, SlotOption } from '../flow.ts'
import type { Hearing } from './heard.ts'
import { mentions } from './mentions.ts'

/**
 * The options with the names that count as words for them: 杭州 of 省内. Of a choice that is asked under a condition a name
 * in passing says nothing (“去上海看父母” is a reason); in the answer to its question it does.
 */
export function withNames({ slot, asked }: Hearing, options: readonly SlotOption[]): readonly SlotOption[] {
  if (slot.fills === null || !(asked || slot.when === null)) return options
  return options.map(option => ({ ...option, words: [...option.words, ...option.names] }))
}

/** The names in a text, as the value of the slot that they fill; null = none. */
export function namesIn(plain: string, slot: Slot, and: string): string | null {
  const each = slot.options.flatMap(option =>
    option.names.map(name => ({
      ...option,
      value: name,
      words: [name],
      causes: [],
      othersCauses: [],
      sharedCauses: [],
    })),
  )
  const named = mentions(plain, each).map(({ value }) => value)
  return named.length > 0 ? [...new Set(named)].join(and) : null
}
