import type { Person } from '../../kernel/person.ts'
import type { EncourageTable } from './rules.ts'

/** Whether somebody counts as a leader: 领导干部带头休假. */
export function isLeader({ leaders }: EncourageTable, person: Person): boolean {
  return person.rank !== null && leaders.ranks.includes(person.rank)
}
