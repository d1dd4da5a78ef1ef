import type { Between, Command } from '../command.ts'
import type { PersonRef } from '../value.ts'
import type { Named } from '../world.ts'
import type { Heard, Hearing } from './heard.ts'
import { peopleIn } from './namesakes.ts'

/** Offered where several people share a name. */
export const MOST_NAMESAKES = 5

type Group = readonly [name: string, people: readonly Named[]]

/**
 * Several people of the roster, in the order named; the one who writes is left out. People of one name are asked
 * about, one name after the other. What stands is replaced, unless the text says that it adds or takes away.
 */
export function hearPeople(hearing: Hearing): Heard {
  const { reading, slot, frame, asked } = hearing
  const named = peopleIn(hearing, reading.plain)
  if (named.length === 0) return asked ? { problem: 'no_person', values: {} } : null
  const before = (frame.slots[slot.name] ?? []) as readonly PersonRef[]
  if (LESS.test(reading.plain)) {
    const gone = new Set(named.map(p => p.userid))
    const rest = before.filter(p => !gone.has(p.userid))
    return rest.length > 0 ? { value: rest } : { problem: 'no_person', values: {} }
  }
  const groups: Group[] = [...Map.groupBy(named, p => p.title ?? p.name)]
  const sure = groups.flatMap(([, people]) => (unique(people).length === 1 ? unique(people) : []))
  const settled = unique([...(MORE.test(reading.plain) ? before : []), ...sure])
  const [first, ...later] = groups.filter(([, people]) => unique(people).length > 1)
  return first ? { between: question(first, later, settled) } : { value: settled }

  function question([name, people]: Group, later: readonly Group[], known: readonly PersonRef[]): Between {
    const options = people.slice(0, MOST_NAMESAKES).map(person => {
      const chosen = unique([...known, person])
      const [next, ...more] = later
      const command: Command = next
        ? { do: 'ask_between', question: question(next, more, chosen) }
        : { do: 'set', frame: frame.id, values: { [slot.name]: chosen } }
      return { label: person.label, commands: [command] }
    })
    return { kind: 'which_person', values: { name }, options }
  }
}

/** 李四没来 and 不算李四 take away; 还有赵六 adds. */
export const LESS = /没来|没去|没加|不算|去掉|除了|不包括|不含|删掉|划掉/u
export const MORE = /还有|加上|再加|也来|也在|补上|添上/u

function unique(people: readonly PersonRef[]): PersonRef[] {
  return [...new Map(people.map(({ userid, name }) => [userid, { userid, name }])).values()]
}
