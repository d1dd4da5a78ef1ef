import { createHash } from 'node:crypto'

/** Somebody DingTalk knows. */
export interface Person {
  userid: string
  name: string
  unionid: string
  openid: string
  /** The opaque id that messages carry. */
  senderId: string
  /** The conversation of this person with the bot. */
  conversationId: string
  title: string
  mobile: string
  deptIds: number[]
  manager: string
  admin: boolean
  active: boolean
  /** From another organisation: messages carry no `senderStaffId`, nothing can be pushed to them. */
  outside: boolean
}

export type PersonSpec = Pick<Person, 'userid'> & Partial<Person>

export interface Department {
  dept_id: number
  name: string
  parent_id: number
}

export interface People {
  get(userid: string): Person | undefined
  /** The person, or an error that says how to add one. */
  must(userid: string): Person
  add(spec: PersonSpec): Person
  /** Gone from the organisation: pushes to this userid come back in `invalidStaffIdList`. */
  remove(userid: string): void
  find(accept: (person: Person) => boolean): Person | undefined
  list(): Person[]
  departments: Department[]
  /** Whom DingTalk holds back for being written to too often. */
  flowControlled: Set<string>
}

export const SAMPLE_PEOPLE: PersonSpec[] = [
  { userid: 'sample-01', name: '示例甲', title: '示例科员', manager: 'sample-02', deptIds: [2] },
  { userid: 'sample-02', name: '示例乙', title: '示例主任', deptIds: [2] },
  { userid: 'sample-03', name: '示例丙', title: '示例人事', deptIds: [3], admin: true },
]

export const SAMPLE_DEPARTMENTS: Department[] = [
  { dept_id: 1, name: '示例单位', parent_id: 0 },
  { dept_id: 2, name: '示例一科', parent_id: 1 },
  { dept_id: 3, name: '示例二科', parent_id: 1 },
]

export function createPeople(specs: readonly PersonSpec[], departments: readonly Department[]): People {
  const known = new Map<string, Person>()
  const people: People = {
    departments: [...departments],
    flowControlled: new Set(),
    get: userid => known.get(userid),
    must(userid) {
      const person = known.get(userid)
      if (person === undefined) {
        throw new Error(`the fake knows no person "${userid}": add them with people.add({ userid, name })`)
      }
      return person
    },
    add(spec) {
      const person = personOf(spec)
      known.set(person.userid, person)
      return person
    },
    remove(userid) {
      known.delete(userid)
    },
    find: accept => known.values().find(accept),
    list: () => [...known.values()],
  }
  for (const spec of specs) people.add(spec)
  return people
}

function personOf(spec: PersonSpec): Person {
  const { userid } = spec
  return {
    name: `示例${userid}`,
    unionid: `union-${userid}`,
    openid: `open-${userid}`,
    senderId: `$:LWCP_v1:$${opaque('sender', userid)}`,
    conversationId: `cid${opaque('single', userid)}`,
    title: '',
    mobile: '',
    deptIds: [1],
    manager: '',
    admin: false,
    active: true,
    outside: false,
    ...spec,
  }
}

/** Ids that nobody can read anything out of, yet the same in every run. */
export function opaque(kind: string, id: string): string {
  return createHash('sha256').update(`${kind}:${id}`).digest('base64').slice(0, 24).replaceAll('/', '_')
}
