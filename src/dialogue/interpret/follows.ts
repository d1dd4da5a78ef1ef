import type { Slot } from '../flow.ts'
import { applies, scopeOf } from '../scope.ts'
import { mentions } from '../slots/mentions.ts'
import { offersDay } from '../slots/offered-day.ts'
import type { Value } from '../value.ts'
import { clauses, isWhole, NUMBER } from './bare.ts'
import { type At, type Listening, ownWords, readPart } from './listening.ts'
import { withComma } from './opinions.ts'
import { isAboutForm } from './own-words.ts'

/**
 * “不同意，那几天有检查”: what a sentence says after an opinion goes with it, in the person's own words. Nothing where it
 * is a courtesy, a question, another opinion, or somebody's wish for time.
 * @param values what the same message gave
 */
export function hearFollowing(
  l: Listening,
  { flow, frame }: At,
  values: Readonly<Record<string, Value>>,
): { slot: Slot; text: string } | null {
  const spelled = withComma(l.world, flow, l.reading.text)
  const said = spelled === l.reading.text ? l : { ...l, reading: readPart(l, spelled) }
  for (const slot of flow.slots) {
    const choice = slot.follows === null ? undefined : flow.slot.get(slot.follows)
    if (!choice || !(choice.name in values) || slot.name in values) continue
    const given = { ...frame, slots: { ...frame.slots, ...values } }
    if (applies(flow, slot.name, scopeOf(l.world, l.now, given, flow)) === false) continue
    const text = tailAfter(said, choice, slot)
    if (text !== '' && (slot.max === null || [...text].length <= slot.max)) return { slot, text }
  }
  return null
}

/** What stands after the clause that names an option. */
function tailAfter(l: Listening, { options }: Slot, follows: Slot): string {
  const { plain } = l.reading
  const parts = clauses(plain)
  const names = (part: string) => mentions(part, options).length > 0
  const at = parts.findIndex(names)
  const [first = '', ...more] = parts.slice(at + 1)
  if (at < 0 || first === '' || NUMBER.test(first)) return ''
  // “驳回，那天不是有督查吗？” is put to the other; “驳回，要写理由吗？” is not.
  if (/[?？]/u.test(plain) && isAboutForm(first, follows)) return ''
  const { yesNo } = readPart(l, first)
  const polite = isWhole(first, l.world.patterns.thanks.words ?? [])
  if (
    polite ||
    yesNo !== null ||
    !/\p{L}{2}/u.test(first) ||
    more.some(part => names(part) && !offersDay(l.world, l.now, part, options))
  )
    return ''
  const from = plain.indexOf(first, plain.indexOf(parts[at] ?? '') + (parts[at]?.length ?? 0))
  return ownWords(l.reading, from)
    .replace(/[\s，,；;。.]+$/u, '')
    .trim()
}
