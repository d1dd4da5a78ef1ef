import { type Heard, type Hearing, optionsOf } from './heard.ts'
import { familiarIn, meantOf } from './namesakes.ts'

/** “赵无极同志吧”: a longer message that names nobody of the roster is no name, and is heard as not understood. */
const LONGEST_NAME = 6

/** Somebody of the roster, by name or by 姓+职务 (王主任); where several are meant, which one is asked. */
export function hearPerson(hearing: Hearing): Heard {
  const { reading, slot, frame, world, asked } = hearing
  const named = world.people(reading.plain)
  const people = meantOf(hearing, named.length > 0 ? named : familiarIn(world, reading.plain)).filter(
    p => p.userid !== world.me.userid && (asked || !isWhose(hearing, p.name)),
  )
  const [only] = people
  if (!only)
    return asked && reading.plain.length <= LONGEST_NAME ? { problem: 'no_person', values: {} } : null
  if (people.length === 1) return { value: { userid: only.userid, name: only.name } }
  return {
    between: {
      kind: 'which_person',
      values: { name: only.title ?? only.name },
      options: people.slice(0, 5).map(p => ({
        label: p.label,
        commands: [
          { do: 'set', frame: frame.id, values: { [slot.name]: { userid: p.userid, name: p.name } } },
        ],
      })),
    },
  }
}

/** “陈小雨那份”: said in passing, it is whose request is meant, where she has one among those to choose from. */
function isWhose({ flow, frame }: Hearing, name: string): boolean {
  return flow.slots.some(
    slot => slot.optionsFrom !== null && optionsOf(slot, frame).some(o => o.label.includes(name)),
  )
}

/** A mobile or a landline number. */
export function hearPhone({ reading, asked }: Hearing): Heard {
  const digits = /(?:^|[^\d])(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)/u.exec(
    reading.plain.replace(/(?<=\d)[\s-](?=\d)/gu, ''),
  )
  if (digits?.[1]) return { value: digits[1] }
  return asked && /\d{5,}/u.test(reading.plain) ? { problem: 'bad_phone', values: {} } : null
}
