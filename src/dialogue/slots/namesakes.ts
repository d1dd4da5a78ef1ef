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

/** Whom a text names: where it is about those below who asks, they may be called by their given names. */
export function peopleIn(hearing: Hearing, plain: string): readonly Named[] {
  const { slot, world, now } = hearing
  const given = slot.below ? givenBelow(world, now, plain) : []
  return meantOf(hearing, [...given, ...world.people(plain)]).filter(p => p.userid !== world.me.userid)
}

/**
 * “小雨19号加班8小时”: people below who writes, by their given names. It counts only where a name may begin, and neither for
 * the weather (下小雨, 小雨转中雨) nor for a day (国庆).
 */
export function givenBelow(world: World, now: string, plain: string): readonly Named[] {
  return [...plain.matchAll(GIVEN)].flatMap(([, called = '']) => {
    const below = world.people(called).filter(p => p.title === called && p.above?.includes(world.me.userid))
    const isDay = () => world.read(called, { ref: now, calendar: world.calendar }).times.length > 0
    return below.length > 0 && !isDay() ? below : []
  })
}

const GIVEN =
  /(?<=^|[，,、。；;：:\s和跟与给替帮有日号天晚午夜上一二三四五六末])(?=(\p{Script=Han}{2})(?:(?<=^..)|(?!转|[，,。])))/gu

/** “把小陈叫回来”: how a colleague is called, beside what is wished of him. 小欧阳 goes before 小欧. */
export function familiarIn(world: World, plain: string): readonly Named[] {
  const called = FAMILIAR.exec(plain)?.[1] ?? ''
  const both = called === '' ? [] : world.people(called)
  return both.length > 0 || called === '' ? both : world.people(called.slice(0, 2))
}

const FAMILIAR = /(?:^|[把叫请让喊和跟给，、\s]|召回|通知|回来|一下)([老小]\p{Script=Han}{1,2})/u
