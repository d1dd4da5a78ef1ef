import { type Static, Type } from 'typebox'
import { fill } from '../../dialogue/format.ts'

const Words = Type.String({ minLength: 1 })
const Clock = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })

/** `flows/policy/hotlines.yaml`: the line for psychological help, and how it is said when it answers. */
export const HotlineFile = Type.Object(
  {
    schema: Type.Integer(),
    number: Type.String({ pattern: '^[0-9-]{3,20}$' }),
    always: Words,
    open: Words,
    closed: Words,
    next_day: Words,
    unsure: Type.Object({ from: Clock, to: Clock, say: Words }, { additionalProperties: false }),
  },
  { additionalProperties: false },
)

export type HotlineFile = Static<typeof HotlineFile>

/**
 * A message with the hours of the line beside its number, the first time it stands there: what is said at night must be
 * true at night. Pure.
 * @param hours `24h`, or `08:00-24:00`, `08:00-02:00` till the next day; null where the house has not set them
 * @param time local, HH:MM
 */
export function withHours(text: string, file: HotlineFile, hours: string | null, time: string): string {
  const { number } = file
  const said = fill(sayOf(file, hours, time) ?? number, { number })
  return text.replace(new RegExp(`(?<!\\d)${number}(?![\\d（])`, 'u'), said)
}

/** Null: nothing is to be said of its hours. */
function sayOf({ number, ...file }: HotlineFile, hours: string | null, time: string): string | null {
  if (hours === null) return within(time, file.unsure.from, file.unsure.to) ? file.unsure.say : null
  const [from = '', to = ''] = hours.split('-')
  if (hours === '24h' || from === to) return file.always
  if (!within(time, from, to)) return fill(file.closed, { number, from: spoken(from) })
  const end = to < from ? fill(file.next_day, { time: spoken(to) }) : spoken(to)
  return fill(file.open, { number, from: spoken(from), to: end })
}

function within(time: string, from: string, to: string): boolean {
  return from <= to ? from <= time && time < to : time >= from || time < to
}

/** 08:00 as it is said: 8:00. */
function spoken(time: string): string {
  return time.replace(/^0(?=\d)/u, '')
}
