import type { SlotOption } from '../flow.ts'
import { bare, isWhole, shortNumber } from '../interpret/bare.ts'
import { byDay } from './by-day.ts'
import { byLabel } from './by-label.ts'
import { type Heard, type Hearing, offeredTo, optionsOf } from './heard.ts'
import { mentions } from './mentions.ts'
import { withNames } from './named.ts'
import { withoutOffers } from './offered-day.ts'
import { hearSeveral, holdsSeveral, JOINT } from './several.ts'

/** A choice by number, by label or by any word for it; the last one named counts, a rejected one does not. */
export function hearChoice(hearing: Hearing): Heard {
  const options = optionsOf(hearing.slot, hearing.frame)
  if (hearing.asked) {
    // A label that was tapped, whatever its signs: smoothing has changed them in what was said.
    const option =
      options.find(o => isWhole(hearing.reading.plain, [o.label])) ??
      byNumber(hearing.reading.plain, offeredTo(hearing.world.me, hearing.slot, hearing.frame))
    if (option) return { value: option.value }
  }
  const several = hearing.slot.optionsFrom === null ? null : hearSeveral(hearing)
  if (several) return several
  if (holdsSeveral(hearing, options)) return { problem: 'one_opinion', values: {} }
  // “李刚0013的”: that very one, or none.
  const short = hearing.slot.optionsFrom === null ? null : shortNumber(hearing.reading.plain)
  if (short !== null) {
    const whose = hearing.world.people(hearing.reading.plain).map(({ name }) => name)
    const meant = options.filter(
      o =>
        o.value.endsWith(`-${short}`) && (whose.length === 0 || whose.some(name => o.label.includes(name))),
    )
    return meant.length === 1 && meant[0] ? { value: meant[0].value } : null
  }
  const named = mentions(opinionIn(hearing, options), withNames(hearing, options)).at(-1)
  const theirs = ofPerson(hearing, options)
  const last =
    named ??
    byDay(hearing, options) ??
    (theirs?.of.length === 1 ? theirs.of[0] : labelled(hearing, theirs?.of ?? options))
  // “肝癌，中期” after “我老公…” tells more of what was chosen: a cause alone chooses nothing anew.
  const given = !hearing.asked && hearing.slot.name in hearing.frame.slots
  if (!last && theirs && theirs.of.length > 1 && options.some(o => o.value.includes(JOINT)))
    return { problem: 'several_of_one', values: { name: theirs.name, count: theirs.of.length } }
  if (!last || (given && !last.words.some(word => hearing.reading.plain.includes(word)))) return null
  return { value: last.value }
}

/** What of a text may be the opinion, where the slot is one: its reason, with days that are offered, goes with it. */
function opinionIn({ reading, slot, flow, world, now }: Hearing, options: readonly SlotOption[]): string {
  const isOpinion = flow.slots.some(({ follows }) => follows === slot.name)
  return isOpinion ? withoutOffers(world, now, reading.plain, options) : reading.plain
}

/** “李刚的同意”: what is somebody's, where what can be chosen is; null where nobody's or several people's are named. */
function ofPerson({ reading, slot, world }: Hearing, options: readonly SlotOption[]) {
  if (!slot.optionsFrom) return null
  const found = [...new Set(world.people(reading.plain).map(({ name }) => name))]
    .map(name => ({ name, of: options.filter(option => option.label.includes(name)) }))
    .filter(({ of }) => of.length > 0)
  return found.length === 1 ? found[0] : null
}

/** What a part of its label names, of what was looked up. */
function labelled({ reading, slot }: Hearing, options: readonly SlotOption[]): SlotOption | undefined {
  return slot.optionsFrom === null ? undefined : byLabel(reading.plain, options)
}

/** Several of the options. */
export function hearMulti(hearing: Hearing): Heard {
  const options = optionsOf(hearing.slot, hearing.frame)
  const numbers = hearing.asked ? hearing.reading.plain.match(/\d+/g) : null
  const chosen = numbers
    ? options.filter((_, i) => numbers.includes(String(i + 1)))
    : mentions(hearing.reading.plain, options)
  return chosen.length > 0 ? { value: [...new Set(chosen.map(o => o.value))] } : null
}

const ORDINALS = '一二三四五六七八九十'

/** What stands before a number and behind it that changes nothing. */
const NUMBERED = /^(?:那?就)?(?:我?选择?|回复?|发)?第?(\d{1,2}|[一二三四五六七八九十两])(?:个|项|种|号)?吧?$/u
/** What makes a key of a digit: 2️⃣. */
const KEYCAP = /\ufe0f?\u20e3$/u

/** “2”, “第二个”, “选2”, “二”, “回2”. */
export function byNumber<T>(plain: string, options: readonly T[]): T | undefined {
  const match = NUMBERED.exec(bare(plain).replace(KEYCAP, ''))
  if (!match?.[1]) return undefined
  const digit = match[1] === '两' ? 2 : ORDINALS.indexOf(match[1]) + 1 || Number(match[1])
  return options[digit - 1]
}
