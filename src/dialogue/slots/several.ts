import type { Slot, SlotOption } from '../flow.ts'
import { bare, clauses, NUMBER } from '../interpret/bare.ts'
import type { Frame } from '../state.ts'
import type { World } from '../world.ts'
import { type Hearing, optionsOf } from './heard.ts'
import { mentions } from './mentions.ts'
import { offersDay } from './offered-day.ts'

/** Between the values of options that are taken at once: an option “all” is the values of the others, joined. */
export const JOINT = '+'

const ORDINAL = '第?(?:\\d{1,2}|[一二三四五六七八九十两])[份个张条]?'
const LIST = new RegExp(`^(?:把|就)?(${ORDINAL}(?:[、，,和跟与及]${ORDINAL})+)(\\D{0,8})$`, 'u')
/** Places in a list at the beginning of what is said. */
export const PLACES = new RegExp(
  `^(?:把|就)?(?:前(?:\\d|[两二三四五六七八九十])[份个张条]?|${ORDINAL}(?:[、，,和跟与及]${ORDINAL})*)(?!月)`,
  'u',
)
const FIRST = /^(?:把|就)?前(\d|[两二三四五六七八九十])[份个张条]?\D{0,8}$/u

/**
 * “陈小雨、吴敏的同意”, “前两份同意”, “1和3同意”, “许安的都同意”: several of what was looked up, as one joined value. Only where
 * all of them may be taken at once, and never where one message holds several opinions.
 */
export function hearSeveral(hearing: Hearing): { value: string } | null {
  const { reading, slot, frame, flow } = hearing
  const options = optionsOf(slot, frame)
  const joint = options.find(o => o.value.includes(JOINT))
  if (!joint || flow.slots.some(s => s !== slot && holdsSeveral(hearing, s.options))) return null
  const members = new Set(joint.value.split(JOINT))
  // A place in a list counts only while that list is being asked about: another may stand there by now.
  const listed = hearing.asked ? byOrder(reading.plain, options) : []
  const chosen = listed.length > 0 ? listed : byNames(hearing.world, reading.plain, options)
  if (chosen.length < 2 || !chosen.every(o => members.has(o.value))) return null
  return { value: chosen.map(o => o.value).join(JOINT) }
}

/** “陈小雨的同意，李刚的不同意”: each clause another option, about one of several things: it takes more than one answer. */
export function holdsSeveral(
  { reading, slot, flow, world, now }: Hearing,
  options: readonly SlotOption[],
): boolean {
  if (!flow.slots.some(s => s.type === 'choice' && s.optionsFrom !== null)) return false
  if (slot.optionsFrom === null && slot.options !== options) return false
  const parts = clauses(reading.plain).flatMap(part => {
    const about = world.people(part).length > 0 || /^第?[\d一二三四五六七八九十两前其别剩]/u.test(part)
    const said = mentions(part, options).at(-1)
    return about && said && !offersDay(world, now, part, options) ? [said.value] : []
  })
  return new Set(parts).size > 1
}

function byOrder(plain: string, options: readonly SlotOption[]): SlotOption[] {
  const first = FIRST.exec(bare(plain))?.[1]
  if (first) return options.slice(0, numberOf(first))
  const list = LIST.exec(plain)?.[1]
  const places = [...(list ?? '').matchAll(/\d{1,2}|[一二三四五六七八九十两]/gu)].map(([n]) => numberOf(n))
  const found = [...new Set(places)].flatMap(n => options[n - 1] ?? [])
  return found.length === places.length ? found : []
}

/** The only one of each who is named, or all of one where “都” says so. */
function byNames(world: World, plain: string, options: readonly SlotOption[]): SlotOption[] {
  const theirs = eachNamed(world, plain, options)
  const single = theirs.length > 1 && theirs.every(of => of.length === 1)
  return single || (theirs.length === 1 && plain.includes('都')) ? theirs.flat() : []
}

/** What is of each who is named, or has a number that is. */
function eachNamed(world: World, plain: string, options: readonly SlotOption[]): SlotOption[][] {
  const numbers = [...plain.matchAll(new RegExp(NUMBER, 'giu'))].map(([no]) => no.toUpperCase())
  const names = new Set([...world.people(plain).map(person => person.name), ...numbers])
  return [...names].map(name => options.filter(o => o.label.includes(name)))
}

/** Everything that is of somebody who is named in a text, or has a number in it. */
export function chosenIn(world: World, text: string, options: readonly SlotOption[]): SlotOption[] {
  return eachNamed(world, text, options).flat()
}

/** What stands at the places of a list that a text names. */
export function listedIn(text: string, slot: Slot, frame: Frame): SlotOption[] {
  const options = optionsOf(slot, frame).filter(o => !o.value.includes(JOINT))
  const [places = ''] = PLACES.exec(text) ?? []
  const several = byOrder(places, options)
  if (several.length > 0) return several
  const one = options[numberOf(/\d{1,2}|[一二三四五六七八九十两]/u.exec(places)?.[0] ?? '') - 1]
  return one ? [one] : []
}

function numberOf(said: string): number {
  return said === '两' ? 2 : '一二三四五六七八九十'.indexOf(said) + 1 || Number(said)
}
