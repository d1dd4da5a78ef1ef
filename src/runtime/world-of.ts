import type { Flow } from '../dialogue/flow.ts'
import type { Library } from '../dialogue/load-flows.ts'
import type { Me, Place, World } from '../dialogue/world.ts'
import { localTime, nextHour } from '../kernel/clock.ts'
import type { Person } from '../kernel/person.ts'
import type { Read } from '../kernel/reading.ts'
import type { Tools } from './context.ts'
import type { Notices } from './notices.ts'

/** The loaded flow files, as turns use them. */
export interface TurnLibrary extends Library {
  readonly read: Read
  readonly notices: Notices
  /** An older version of a flow that somebody is still in the middle of. */
  pinned(flow: string, hash: string): Flow | null
}

/** Everything a turn of this person may look at. */
export function worldOf(tools: Tools, library: TurnLibrary, person: Person, place: Place): World {
  const { flows, patterns, terms, words, read, pinned } = library
  return {
    flows,
    pinned,
    patterns,
    terms,
    words,
    read,
    calendar: tools.calendar,
    me: meOf(person, tools),
    place,
    people: plain => tools.directory.named(plain),
    local: ms => localTime(ms, tools.zone),
    quiet: QUIET,
    nextHour: (ms, hour) => nextHour(ms, hour, tools.zone),
  }
}

/** Nudges inside a conversation wait over night. */
const QUIET = { from: 22, to: 8 }

function meOf(person: Person, { directory }: Tools): Me {
  const { supervisor, userid } = person
  return {
    userid,
    name: person.name,
    unit: person.unit,
    unit_type: person.unitType ?? '',
    staff_type: person.staffType ?? '',
    post: person.post ?? '',
    sex: person.sex ?? '',
    has_supervisor: supervisor !== null && supervisor !== userid && directory.isHere(supervisor),
    roles: person.roles,
  }
}
