import { opaque } from './people.ts'

export interface Group {
  /** The openConversationId. */
  cid: string
  title: string
  disbanded: boolean
}

/** Group chats the robot is in. A group is known from the first time it is named. */
export interface Groups {
  get(cid: string): Group | undefined
  add(cid: string, title?: string): Group
}

export function createGroups(): Groups {
  const groups = new Map<string, Group>()
  return {
    get: cid => groups.get(cid),
    add(cid, title = '示例群') {
      const known = groups.get(cid)
      if (known !== undefined) return known
      const group: Group = { cid, title, disbanded: false }
      groups.set(cid, group)
      return group
    },
  }
}

/** A conversation id for a group that a test only knows by a nickname. */
export function groupId(nickname: string): string {
  return `cid${opaque('group', nickname)}`
}
