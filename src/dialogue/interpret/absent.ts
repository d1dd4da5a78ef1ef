import type { Command } from '../command.ts'
import type { Flow, Slot, SlotOption } from '../flow.ts'
import { fill } from '../format.ts'
import { optionsOf } from '../slots/index.ts'
import type { World } from '../world.ts'
import { NUMBER, shortNumber } from './bare.ts'
import type { At, Listening } from './listening.ts'
import { say } from './say.ts'

/**
 * What is said in an open form of a number that is not among what can be chosen there, or of somebody who has nothing
 * there, says nothing of what is: “驳回QJ-…1，那天有会” must not refuse another for that.
 * @returns that it is not here, and what can be done about it; null where nothing absent is named
 */
export function hearAbsent(l: Listening, { flow, frame, asked }: At): Command[] | null {
  const slot = flow.slots.find(one => one.type === 'choice' && one.optionsFrom !== null)
  const options = slot ? optionsOf(slot, frame) : []
  if (!slot || !options.some(o => NUMBER.test(o.label))) return null
  const no = NUMBER.exec(l.reading.plain)?.[0] ?? shortNumber(l.reading.plain)
  if (no) {
    const here = options.some(o => digits([o.label, o.value, ...o.words].join(' ')).includes(digits(no)))
    return here ? null : tellAbsent(slot, 'no_such_number', no.toUpperCase())
  }
  const name =
    asked?.name === slot.name && !namesAnother(flow) ? nobodyOf(l.world, options, l.reading.text) : ''
  return name === '' ? null : tellAbsent(slot, 'none_of_his', name)
}

/** A form that asks for somebody beside what can be chosen: who has nothing there may be he. */
export function namesAnother(flow: Flow): boolean {
  return flow.slots.some(slot => slot.type === 'person')
}

/** That one is not here: its number, or whose it would be; and what else can be done about it. */
export function tellAbsent(
  { absent }: Slot,
  pattern: 'no_such_number' | 'none_of_his',
  of: string,
): Command[] {
  const told: Command = say(pattern, pattern === 'none_of_his' ? { name: of } : { no: of })
  return absent === null ? [told] : [told, { do: 'tell', text: fill(absent, { of }) }]
}

/** Of whom something is said who has nothing there to choose; '' where everybody has, or what can be chosen is nobody's. */
export function nobodyOf(world: World, options: readonly SlotOption[], text: string): string {
  if (!options.some(o => world.people(o.label).length > 0)) return ''
  const named = world.people(text).filter(({ userid }) => userid !== world.me.userid)
  const missing = named.filter(({ name }) => !options.some(o => o.label.includes(name)))
  return missing.length === named.length ? [...new Set(missing.map(p => p.name))].join(world.words.and) : ''
}

function digits(text: string): string {
  return text.replaceAll('-', '').toUpperCase()
}
