import { eq, sql } from 'drizzle-orm'
import type { Named } from '../../dialogue/world.ts'
import { isPersonal } from '../../kernel/channel.ts'
import { type Person, surnameOf, titleOf } from '../../kernel/person.ts'
import type { Sensitive } from '../../kernel/sensitive.ts'
import type { Directory } from '../../runtime/directory.ts'
import { type Storage, statement } from '../../storage/storage.ts'
import { openContacts } from '../wechat/contacts.ts'
import { allPeople, findById, findByUserid, rosterVersion } from './store.ts'

/** The roster as the road sees it, remembered until it changes. */
export interface RosterDirectory extends Directory {
  /** Reads the names anew: at the start, and after every change of the roster. */
  refresh(): Promise<void>
  /** The same where another process (the command line, a second server) has changed the roster. */
  refreshIfChanged(): Promise<void>
}

/** People kept in memory; the roster of a large body fits. */
const REMEMBERED = 20_000
/** 欧阳副主任科员. */
const LONGEST_NAME = 8
/** 王工 is also the beginning of 王工作: a post shorter than this names nobody. */
const SHORTEST_POST = 2

const NOTHING: ReadonlySet<Sensitive> = new Set()

const address = statement<{ lane: string }>()('dialogue.address', (db, t) =>
  db
    .select({ channel: t.dialogue.channel, contact: t.dialogue.contact })
    .from(t.dialogue)
    .where(eq(t.dialogue.lane, sql.placeholder('lane'))),
)

/**
 * @param defaultChannel where somebody is written to who has never written himself
 */
export function openDirectory(storage: Storage, defaultChannel: string): RosterDirectory {
  const byUserid = new Map<string, Person>()
  const byId = new Map<string, Person>()
  let names = waysToName([])
  let here: ReadonlySet<string> = new Set()
  let handlers: Map<string, Person[]> | null = null
  let version = -1
  const contacts = openContacts()

  function remember(person: Person | null): Person | null {
    if (!person) return null
    if (byId.size >= REMEMBERED) forget()
    byUserid.set(person.userid, person)
    byId.set(person.id, person)
    return person
  }

  function forget(): void {
    byUserid.clear()
    byId.clear()
    handlers = null
  }

  const directory: RosterDirectory = {
    channel: defaultChannel,
    async byUserid(tx, userid) {
      return byUserid.get(userid) ?? remember(await findByUserid(tx, userid))
    },
    async byId(tx, id) {
      return byId.get(id) ?? remember(await findById(tx, id))
    },
    // On DingTalk and in the web chat the contact is the roster's userid; elsewhere it must be bound.
    async byContact(tx, channel, contact) {
      if (!isPersonal(channel)) return directory.byUserid(tx, contact)
      const person = contacts.personOf(contact)
      return person === undefined ? null : directory.byId(tx, person)
    },
    remembered(channel, contact) {
      if (!isPersonal(channel)) return byUserid.get(contact)
      return byId.get(contacts.personOf(contact) ?? '')
    },
    isHere: userid => here.has(userid),
    async withRole(tx, role) {
      handlers ??= byRole(await allPeople(tx))
      return handlers.get(role) ?? []
    },
    async addressOf(tx, person) {
      const [row] = await tx.run(address, { lane: person.id })
      return row && directory.isStill(person.id, row) ? row : directory.workAddress(person)
    },
    workAddress: ({ userid }) => ({ channel: defaultChannel, contact: userid }),
    isStill: (person, { channel, contact }) => !isPersonal(channel) || contacts.personOf(contact) === person,
    bound: contacts.set,
    forbid: contacts.forbid,
    off: channel => (isPersonal(channel) ? contacts.off() : NOTHING),
    named(plain) {
      const found = namesIn(plain, names)
      return found.length > 0 ? found : familiar(plain, names)
    },
    async refresh() {
      const people = await storage.read(async tx => {
        version = await rosterVersion(tx)
        await contacts.refresh(tx)
        return allPeople(tx)
      })
      forget()
      names = waysToName(people)
      here = new Set(people.map(person => person.userid))
    },
    async refreshIfChanged() {
      if ((await storage.read(rosterVersion)) !== version) await directory.refresh()
    },
  }
  return directory
}

function byRole(people: readonly Person[]): Map<string, Person[]> {
  const map = new Map<string, Person[]>()
  for (const person of people) {
    for (const role of person.roles) {
      const list = map.get(role) ?? []
      list.push(person)
      map.set(role, list)
    }
  }
  return map
}

interface Names {
  readonly names: ReadonlyMap<string, Named[]>
  /** What they begin with: most characters of a text begin no name. */
  readonly surnames: ReadonlySet<string>
  readonly bySurname: ReadonlyMap<string, readonly Named[]>
  readonly byGiven: ReadonlyMap<string, readonly Named[]>
}

/** People by what they may be called: their names, and 姓+职务 with and without its 副. */
function waysToName(people: readonly Person[]): Names {
  const ways = new Map<string, Named[]>()
  const supervisors = new Map(people.map(({ userid, supervisor }) => [userid, supervisor]))
  const add = (way: string, named: Named) => ways.set(way, [...(ways.get(way) ?? []), named])
  for (const person of people) {
    const { name, post } = person
    const named = namedOf(person, supervisors)
    add(name, named)
    if (!post || post.length < SHORTEST_POST) continue
    for (const title of new Set([titleOf(person), titleOf({ name, post: post.replace(/^副/u, '') })]))
      if (title.length <= LONGEST_NAME) add(title, { ...named, title })
  }
  const all = people.map(one => namedOf(one, supervisors))
  const bySurname = Map.groupBy(all, ({ name }) => surnameOf(name))
  const byGiven = Map.groupBy(all, ({ name }) => name.slice(surnameOf(name).length))
  return { names: ways, surnames: new Set([...ways.keys()].map(way => way.charAt(0))), bySurname, byGiven }
}

function namedOf(
  { userid, name, unit, post }: Person,
  supervisors: ReadonlyMap<string, string | null>,
): Named {
  const label = [name, unit, post].filter(Boolean).join(' ')
  return { userid, name, label, above: aboveOf(userid, supervisors) }
}

/** Userids of those above somebody, the nearest first; a circle ends where it closes. */
function aboveOf(userid: string, supervisors: ReadonlyMap<string, string | null>): string[] {
  const above: string[] = []
  let next = supervisors.get(userid) ?? null
  while (next !== null && next !== userid && !above.includes(next)) {
    above.push(next)
    next = supervisors.get(next) ?? null
  }
  return above
}

/** So many are offered to choose from; of more the name is asked for. */
const MOST_FAMILIAR = 5

/**
 * 老王, 小欧阳: colleagues of that surname; 小雨: of that given name, of two characters. It counts only where nothing else is
 * said: 小时 is an hour to everybody but 时.
 */
function familiar(plain: string, { bySurname, byGiven }: Names): readonly Named[] {
  const surname = /^[老小](\p{Script=Han}{1,2})$/u.exec(plain)?.[1]
  const given = plain.length === 2 ? (byGiven.get(plain) ?? []) : []
  const people = [...(bySurname.get(surname ?? '') ?? []), ...given]
  return people.length > MOST_FAMILIAR ? [] : people.map(one => ({ ...one, title: plain }))
}

/** Every name of the roster that stands in a text; a longer name hides a shorter one inside it. */
function namesIn(plain: string, { names, surnames }: Names): Named[] {
  const found: Named[] = []
  for (let at = 0; at < plain.length; at++) {
    if (!surnames.has(plain.charAt(at))) continue
    for (let length = LONGEST_NAME; length >= 2; length--) {
      const people = names.get(plain.slice(at, at + length))
      if (!people) continue
      found.push(...people)
      at += length - 1
      break
    }
  }
  return found
}
