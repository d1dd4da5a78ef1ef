import type { Command } from '../command.ts'
import type { Flow } from '../flow.ts'
import { type At, type Listening, without } from './listening.ts'
import { say } from './say.ts'

/**
 * “李刚3小时，我4小时”, “李刚和我都6小时” where others are listed: one's own is cut out of it, so that nobody else gets it,
 * and it is said where it belongs.
 * @returns null where nothing is said of oneself, or the form is about nobody else
 */
export function apartFromOneself(l: Listening, { flow }: At): { rest: Listening; told: Command } | null {
  const own = ownFlow(l, flow)
  if (!own) return null
  const parts = [...ownClauses(l), ...BESIDE.flatMap(pattern => placesOf(l.reading.plain, pattern))]
  if (parts.length === 0) return null
  return { rest: without(l, parts), told: say('own_apart', { title: own.title }) }
}

/** The flow that does for oneself what a list does for others. */
function ownFlow({ world }: Listening, flow: Flow): Flow | undefined {
  if (!flow.slots.some(slot => slot.type === 'shares')) return undefined
  return [...world.flows.values()].find(({ forOthers }) => forOthers === flow.id)
}

const CLAUSE = /[^，,；;。\n]+/gu
const I = /^(?:还有|另外|然后)?(?:我(?:自己|本人)|本人|我(?![们来带报科组要想给把替帮登管手们的]))/u

/** “我自己6小时”: a clause that begins with oneself, tells hours and names nobody else. */
function ownClauses({ reading, world }: Listening): [number, number][] {
  return [...reading.plain.matchAll(CLAUSE)].flatMap(({ 0: clause, index }) => {
    const to = index + clause.length
    const timed = reading.times.some(
      ({ span, unit, start }) =>
        span[0] >= index && span[1] <= to && (unit === 'hour' || unit === 'minute' || start?.includes('T')),
    )
    const others = world.people(clause).some(({ userid }) => userid !== world.me.userid)
    return I.test(clause.trim()) && timed && !others ? [[index, to] as [number, number]] : []
  })
}

/** “…和我自己都加班”, “我和李刚”: one among others, with the words that join him to them. */
const BESIDE = [
  /(?:和|跟|与|、|还有|以及|加上|连同)我(?:自己|本人)?(?=都|一起|一共|共|各|加|每|也|三|两|四|五|[，,；;。、]|\d|$)/gu,
  /(?<=^|[，,；;。：:])我(?:自己|本人)?(?:和|跟|与|、|还有|以及)/gu,
]

function placesOf(plain: string, pattern: RegExp): [number, number][] {
  return [...plain.matchAll(pattern)].map(({ 0: said, index }) => [index, index + said.length])
}
