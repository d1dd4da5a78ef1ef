import type { SlotOption } from '../flow.ts'
import { clauses } from '../interpret/bare.ts'
import type { World } from '../world.ts'
import { mentions } from './mentions.ts'

/**
 * “不批，4号可以”, “这天不行，12月4日可以”: a clause that says of a day that it can be is no opinion about what is decided,
 * though it holds a word of one: else a refusal that offers a day would be a consent.
 * @param options of the opinion
 */
export function offersDay(
  { read, calendar, people }: Pick<World, 'read' | 'calendar' | 'people'>,
  now: string,
  part: string,
  options: readonly SlotOption[],
): boolean {
  return (
    mentions(part, options).length > 0 &&
    options.every(option => !part.includes(option.label)) &&
    !/[的假份张]/u.test(part) &&
    people(part).length === 0 &&
    read(part, { ref: now, calendar }).times.some(({ start }) => start !== null)
  )
}

/** A text without its clauses that offer a day. */
export function withoutOffers(
  world: World,
  now: string,
  plain: string,
  options: readonly SlotOption[],
): string {
  const parts = clauses(plain)
  const kept = parts.filter(part => !offersDay(world, now, part, options))
  return kept.length === parts.length ? plain : kept.join('，')
}
