import type { Named, World } from '../world.ts'
import type { Hearing } from './heard.ts'

/**
 * Who is meant by names that several people share: where it is about those below who asks, and one of that name is, nobody
 * else. Somebody else's people are not even offered.
 */
export function meantOf({ slot, world }: Hearing, named: readonly Named[]): readonly Named[] {
  if (!slot.below) return named
  const isBelow = ({ above = [] }: Named) => above.includes(world.me.userid)
  const called = ({ name, title }: Named) => title ?? name
  const own = new Set(named.filter(isBelow).map(called))
  return named.filter(one => isBelow(one) || !own.has(called(one)))
}

/** “把小陈叫回来”: how a colleague is called, beside what is wished of him. 小欧阳 goes before 小欧. */
export function familiarIn(world: World, plain: string): readonly Named[] {
  const called = FAMILIAR.exec(plain)?.[1] ?? ''
  const both = called === '' ? [] : world.people(called)
  return both.length > 0 || called === '' ? both : world.people(called.slice(0, 2))
}

const FAMILIAR = /(?:^|[把叫请让喊和跟给，、\s]|召回|通知|回来|一下)([老小]\p{Script=Han}{1,2})/u
