import type { Command } from '../command.ts'
import type { Slot, SlotOption } from '../flow.ts'
import { optionsOf } from '../slots/index.ts'
import { mentions } from '../slots/mentions.ts'
import { isAsked } from './asks.ts'
import { bare, clauses } from './bare.ts'
import { type At, type Listening, readPart } from './listening.ts'

/** Longer clauses tell something. */
const SHORT = 22
/** What may stand before a name that is to be left out, and after it. */
const FORBIDS =
  /(?:别|(?<!要)不要|(?<!想)不想|(?<!能)不能|不许|不准|(?<!可)不可以|不愿意?|不希望|避开|绕开|瞒着?|不)(?:要|想|再)?(?:让|给|叫|被|告诉|发给|交给)?$/u
const TO_READ = /^(?:他们?|她们?|来|去)?(?:看|知道|晓得|读|打开|发现|$)/u
/** “陈静和林悦都别给看”. */
const FORBIDS_AFTER =
  /^(?:两个|他们?|她们?|都|也|就)*(?:别|不要|不想|不能|不许|不准|不)(?:让|给|叫)?(?:他们?|她们?)?(?:看|知道|读)/u
/** “还是给她看吧”, “都可以看”: nobody is left out any more. */
const TAKES_BACK =
  /^(?:那|就|还是|算了|好|改主意了?)*(?:都|谁都)?(?:可以|能|行)?(?:让|给)?(?:他们?|她们?|大家)?(?:都)?(?:可以|能)?(?:给)?看(?:吧|了|也行|也可以)*$/u
const AROUND = 8

/** Whom a message leaves out by a remark, and what else it says. */
export interface LeftOut {
  command: Command
  /** Null where it says nothing else. */
  rest: string | null
}

/**
 * “别让陈静看到” said before anybody asked, also amid a story: it is no part of the story, which would name her. Heard
 * where the form has a place for it, and the clause names one of those who could be left out.
 */
export function hearLeftOut(l: Listening, at: At, text = l.reading.text): LeftOut | null {
  const slot = at.flow.slots.find(s => s.from === 'remark' && s.type === 'multi')
  // Where it is being asked who shall not read it, every name is an answer.
  if (!slot || at.asked?.type === 'multi') return null
  const options = optionsOf(slot, at.frame)
  const before = (at.frame.slots[slot.name] as readonly string[] | undefined) ?? []
  const parts = clauses(text)
  const named = parts.map(part => namedIn(readPart(l, part).plain, options))
  const found = [...new Set(named.flat().map(option => option.value))]
  if (found.length > 0) {
    const rest = parts.filter((_, i) => named[i]?.length === 0).join('，')
    return { command: leave(slot, [...new Set([...before, ...found])]), rest: rest === '' ? null : rest }
  }
  const takesBack = before.length > 0 && TAKES_BACK.test(withoutNames(bare(l.reading.plain), options))
  return takesBack ? { command: leave(slot, []), rest: null } : null
}

/** “别让陈静看到” where it is asked who shall not: her name is the answer, and no question about readers. */
export function answersWithNames({ reading: { plain } }: Listening, { asked, frame }: At): boolean {
  return asked?.type === 'multi' && !isAsked(plain) && mentions(plain, optionsOf(asked, frame)).length > 0
}

function leave(slot: Slot, options: readonly string[]): Command {
  return { do: 'leave_out', slot: slot.name, options }
}

/** The options that a clause forbids to read it; none where it says nothing of the kind. */
function namedIn(plain: string, options: readonly SlotOption[]): SlotOption[] {
  if (plain.length > SHORT) return []
  const places = options.flatMap(option => {
    const word = option.words.find(w => plain.includes(w))
    const at = word === undefined ? -1 : plain.indexOf(word)
    return word === undefined ? [] : [{ option, at, end: at + word.length }]
  })
  if (places.length === 0) return []
  const from = Math.min(...places.map(place => place.at))
  const to = Math.max(...places.map(place => place.end))
  const [before, after] = [bare(plain.slice(0, from)), bare(plain.slice(to))]
  const forbidden = FORBIDS.test(before) && TO_READ.test(after)
  const forbiddenAfter = FORBIDS_AFTER.test(after)
  if (before.length > AROUND || after.length > AROUND || !(forbidden || forbiddenAfter)) return []
  return places.map(place => place.option)
}

function withoutNames(plain: string, options: readonly SlotOption[]): string {
  const words = options.flatMap(option => option.words)
  return words.reduce((text, word) => text.replaceAll(word, ''), plain)
}
