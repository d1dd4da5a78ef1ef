import type { CaseLine } from './shapes.ts'

/** Danger to life that nobody has answered stands first, the most overdue before the rest; then what is due sooner. */
export function dangerFirst(a: About, b: About): number {
  return Number(isDanger(b)) - Number(isDanger(a)) || a.due - b.due
}

type About = Pick<CaseLine, 'level' | 'status' | 'due'>

function isDanger({ level, status }: About): boolean {
  return level === 'crisis' && status === 'open'
}
