import type { Between, Command } from '../command.ts'
import type { Share } from '../value.ts'
import type { Named } from '../world.ts'
import type { Heard, Hearing } from './heard.ts'
import { peopleIn } from './namesakes.ts'
import { clockSpans, hoursTold, isClockPoint } from './number.ts'
import { ownChoices } from './own-choice.ts'
import { LESS, MORE, MOST_NAMESAKES } from './people.ts'
import { totalTold } from './total.ts'

const MOST_HOURS = 24
const HOURS = /(\d+(?:\.\d+)?)个?(?:小时|钟头)/gu

/** Who was named together, and what was said of them. */
interface Told {
  readonly people: readonly Named[]
  readonly minutes: number | null
  readonly clock: string
  /** What it says of the choice of the form, where others say otherwise. */
  readonly choice: string | null
  /** An hour of the clock that is no length: “李四到凌晨2点”. */
  readonly till: boolean
}

/**
 * Several people, each with hours of his own: “张三3小时，李四王五4小时”. The same hours for all are not for this slot.
 * Somebody whose hours are not told beside others that have theirs is asked about: nobody is dropped, and nobody gets
 * the hours of another. What stands is replaced, unless the text adds somebody, takes him away, or corrects his hours.
 */
export function hearShares(hearing: Hearing): Heard {
  const { reading, slot, frame, world } = hearing
  const before = (frame.slots[slot.name] ?? []) as readonly Share[]
  const named = peopleIn(hearing, reading.plain)
  if (named.length === 0) return null
  if (before.length > 0 && LESS.test(reading.plain)) {
    const rest = before.filter(({ userid }) => !named.some(p => p.userid === userid))
    return rest.length > 0 ? { value: rest } : { problem: 'no_person', values: {} }
  }
  const told = toldOf(hearing)
  const lengths = new Set(told.map(({ minutes }) => minutes).filter(minutes => minutes !== null))
  // One who is told anew is corrected, or added.
  const changes =
    before.length > 0 && lengths.size > 0 && (MORE.test(reading.plain) || named.length < before.length)
  const hours = new Set(reading.plain.matchAll(HOURS).map(([, count]) => count))
  // “3小时的有张三，5小时的有李四”: more was told than was read.
  if (hours.size > lengths.size && hours.size > 1) return unclear(named)
  const half = told.filter(({ minutes, till }) => minutes === null && till)
  if (lengths.size > 0 && half.length > 0) return unclear(half.flatMap(({ people }) => people))
  if (lengths.size < 2 && !changes && told.every(({ choice }) => choice === null)) return null
  if (told.some(({ people }) => people.length === 0)) return { problem: 'shares_nobody', values: {} }
  const unread = told.filter(({ minutes }) => minutes === null).flatMap(({ people }) => people)
  if (unread.length > 0) return unclear(unread)
  if (lengths.values().some(minutes => minutes > MOST_HOURS * 60))
    return { problem: 'shifts_long', values: { max: MOST_HOURS } }
  return settle(hearing, told, changes ? before : [])

  function unclear(people: readonly Named[]): Heard {
    const names = new Set(people.map(({ name }) => name))
    return { problem: 'shares_unread', values: { names: [...names].join(world.words.and) } }
  }
}

/** What is said up to each length, or from each on: of whom it is told. */
function toldOf(hearing: Hearing): Told[] {
  const { reading, world, now } = hearing
  const { plain } = reading
  const spans = reading.times.filter(
    t => (t.amount !== null && t.unit !== null && t.unit !== 'day') || clockSpans(reading).includes(t),
  )
  const others = (text: string) => peopleIn(hearing, text)
  const [first] = spans
  if (!first) return []
  const before = others(plain.slice(0, first.span[1])).length > 0
  const cuts = spans.map(({ span }) => (before ? span[1] : span[0]))
  const parts = before
    ? [...cuts.map((cut, i) => plain.slice(cuts[i - 1] ?? 0, cut)), plain.slice(cuts.at(-1))]
    : cuts.map((cut, i) => plain.slice(cut, cuts[i + 1]))
  const own = ownChoices(
    hearing,
    parts.map((part, i) => ownClause(part, parts.slice(i + 1).join(''), others)),
  )
  return parts.flatMap((text, i) => {
    const people = others(text)
    const read = world.read(text, { ref: now, calendar: world.calendar, kind: 'overtime' })
    const hours = hoursTold(read)
    const [span, another] = clockSpans(read)
    const clock = span && !another ? `${span.start?.slice(11, 16)}-${span.end?.slice(11, 16)}` : ''
    // “李四王五一共8小时” tells of neither how long.
    const together = people.length > 1 && totalTold(text) !== null
    const minutes = hours === null || together ? null : Math.round(hours * 60)
    const choice = own[i] ?? null
    const told = { people, minutes, clock, choice, till: people.length > 0 && read.times.some(isClockPoint) }
    return people.length === 0 && hours === null ? [] : [told]
  })
}

/** “陈小雨3小时加班，李刚12小时值班”: from the clause in which the first of them is named to the end of that of the length. */
function ownClause(part: string, rest: string, others: (text: string) => readonly Named[]): string {
  const [first] = others(part)
  const at = first ? part.indexOf(first.title ?? first.name) : -1
  const from = at < 0 ? 0 : part.slice(0, at).search(/[，,；;。][^，,；;。]*$/u) + 1
  return part.slice(from) + (/^[^，,；;。、\n]*/u.exec(rest)?.[0] ?? '')
}

/** People of one name are asked about, one name after the other. */
function settle({ slot, frame }: Hearing, told: readonly Told[], before: readonly Share[]): Heard {
  const groups = told.flatMap(({ people, ...hours }) =>
    [...Map.groupBy(people, p => p.title ?? p.name)].map(([name, all]) => ({
      name,
      all: distinct(all),
      hours,
    })),
  )
  type Group = (typeof groups)[number]
  const shareOf = ({ userid, name }: Named, { hours }: Group): Share => ({
    userid,
    name,
    minutes: hours.minutes ?? 0,
    clock: hours.clock,
    ...(hours.choice === null ? {} : { choice: hours.choice }),
  })
  const sure = groups.flatMap(group => (group.all.length === 1 ? group.all.map(p => shareOf(p, group)) : []))
  const settled = merged([...before, ...sure])
  const [first, ...later] = groups.filter(({ all }) => all.length > 1)
  return first ? { between: question(first, later, settled) } : { value: settled }

  function question(group: Group, later: readonly Group[], known: readonly Share[]): Between {
    const options = group.all.slice(0, MOST_NAMESAKES).map(person => {
      const chosen = merged([...known, shareOf(person, group)])
      const [next, ...more] = later
      const command: Command = next
        ? { do: 'ask_between', question: question(next, more, chosen) }
        : { do: 'set', frame: frame.id, values: { [slot.name]: chosen } }
      return { label: person.label, commands: [command] }
    })
    return { kind: 'which_person', values: { name: group.name }, options }
  }
}

function distinct(people: readonly Named[]): Named[] {
  return [...new Map(people.map(person => [person.userid, person])).values()]
}

/** Who is told anew counts as told last. */
function merged(shares: readonly Share[]): Share[] {
  return [...new Map(shares.map(share => [share.userid, share])).values()]
}
