import type { Command } from '../command.ts'
import type { Flow } from '../flow.ts'
import { givenBelow } from '../slots/namesakes.ts'
import type { Named } from '../world.ts'
import { isTask, type Listening } from './listening.ts'
import { say } from './say.ts'

/**
 * A wish that names somebody else, for a flow that knows only the person who writes: what is known of him is no
 * answer about another, and nobody is given leave he did not ask for.
 */
export function aboutOthers(l: Listening, flow: Flow): Command[] | null {
  const others = l.world.people(l.reading.plain).filter(p => p.userid !== l.world.me.userid)
  // 王主任 in “王主任批了吗” may well be who decides mine; a name is somebody else.
  if (looksUpMine(flow)) return others.some(p => p.title === undefined) ? [say('others')] : null
  const same = flow.forOthers === null ? undefined : l.world.flows.get(flow.forOthers)
  if (same) return startForOthers(l, same, others)
  if (!isOnlyMine(flow)) return null
  return others.some(p => isDoneFor(l.reading.plain, p)) ? [say('others_task')] : null
}

/** “昨晚防台，张三李四加班4小时”: for those who were named, unless it was only in their company. */
function startForOthers(l: Listening, flow: Flow, others: readonly Named[]): Command[] | null {
  const { plain, text } = l.reading
  const named = [...others.filter(p => p.title === undefined), ...givenBelow(l.world, l.now, plain)]
  const meant = named.some(p => !isCompany(plain.slice(0, plain.indexOf(p.title ?? p.name))))
  return meant ? [{ do: 'start', flow: flow.id, text }] : null
}

/** “15日陈小雨8小时、李刚4小时”: hours of those below who writes, where it is not sure for what. */
export function hoursOfOthers(l: Listening, between: readonly Flow[]): Command[] | null {
  const { reading, world } = l
  const flow = between.find(({ forOthers }) => forOthers !== null)
  const below = [...world.people(reading.plain), ...givenBelow(world, l.now, reading.plain)].some(p =>
    p.above?.includes(world.me.userid),
  )
  return flow && below && reading.times.some(({ unit }) => unit === 'hour') ? aboutOthers(l, flow) : null
}

/** “陪李明调研”, “我和张伟一起”, “顶王芳的班”. */
function isCompany(before: string): boolean {
  return (
    /(?:陪同?|跟着?|随同?|顶替?|找|等)$/u.test(before) ||
    (/[和同与替帮]$/u.test(before) && /我/u.test(before))
  )
}

function looksUpMine(flow: Flow): boolean {
  return !isTask(flow) && flow.submit.length === 0 && flow.slots.some(s => s.lookup)
}

/** A form about oneself: it has no place for another person, and is about nothing that was handed in before. */
function isOnlyMine(flow: Flow): boolean {
  if (flow.confidential || flow.pair === null) return false
  return !flow.slots.some(s => s.type === 'person' || s.optionsFrom !== null)
}

/** “帮张伟请个假”, “替我们科老李请一天”; to help somebody may also be the cause of one's own leave. */
function isDoneFor(plain: string, { name, title }: Named): boolean {
  const named = title ?? name
  const at = plain.indexOf(named)
  if (at < 1 || !/[帮替代](?:一下)?(?:我们?|咱们?)?.{0,3}$/u.test(plain.slice(0, at))) return false
  const [after = ''] = plain.slice(at + named.length).split(/[，。；！？,;!?]/u)
  return /请|休|申请/u.test(after)
}
