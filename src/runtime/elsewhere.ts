import type { Option, Value } from '../dialogue/value.ts'
import { isOff, type Place } from '../dialogue/world.ts'
import type { Tx } from '../storage/storage.ts'
import type { TopicsOf } from './privacy.ts'

/** Whether what has this number must not be spoken of where the conversation is held. */
export type Hides = (no: string) => Promise<boolean>

/** @returns null where everything may be spoken of: nothing is asked then */
export function hidesIn(tx: Tx, place: Place, topicsOf: TopicsOf): Hides | null {
  if (place.off.size === 0) return null
  return async no => isOff({ sensitive: await topicsOf(tx, no) }, place)
}

/** Joins the numbers of one option that is about several. */
export const TOGETHER = '+'

const NUMBER = /[A-Z]{2}-\d{8}-\d{4,}/g

/** Whether a look-up is asked about something that must not be spoken of here. */
export async function asksHidden(hides: Hides, input: Readonly<Record<string, Value>>): Promise<boolean> {
  for (const value of Object.values(input))
    for (const no of numbersIn(value)) if (await hides(no)) return true
  return false
}

/** Options without those that must not be spoken of here; one of several numbers (“全部同意”) keeps the others. */
export async function withoutHidden(hides: Hides, value: Value | null): Promise<Value | null> {
  if (!isOptions(value)) return value
  const kept: Option[] = []
  for (const option of value) {
    const numbers = numbersIn(option.value)
    const here: string[] = []
    for (const no of numbers) if (!(await hides(no))) here.push(no)
    if (here.length === numbers.length) kept.push(option)
    else if (here.length > 1) kept.push({ ...option, value: here.join(TOGETHER) })
  }
  return kept
}

function numbersIn(value: Value): string[] {
  return typeof value === 'string' ? (value.match(NUMBER) ?? []) : []
}

function isOptions(value: Value | null): value is readonly Option[] {
  return (
    Array.isArray(value) && value.every(one => typeof one === 'object' && 'label' in one && 'value' in one)
  )
}
