import type { Command } from '../command.ts'
import { ownAnswer } from './answers.ts'
import { type At, answersAtOnce, type Listening } from './listening.ts'
import { verdictOf } from './opinions.ts'
import { say } from './say.ts'
import { wishes } from './starts.ts'

/** Longer messages tell something. */
const SHORT = 24

/**
 * “郑莉下周休假吗”, “我下周还休了哪几天” while days are being filled in: asked of somebody else, or of what is already, it is
 * answered or said not to be known, and never fills the form with its day or its words. Null where nothing of the kind is
 * asked; whoever decides about others asks of them in earnest.
 */
export function asksAside(l: Listening, at: At): Command[] | null {
  const { flow, asked } = at
  const { plain } = l.reading
  if (flow.pair === null || flow.confidential || asked?.whatever || verdictOf(flow)) return null
  if (plain.length > SHORT || !ASKS.test(plain)) return null
  const ofOthers = asksOfOthers(l)
  if (ownAnswer(l, at) !== null) return null
  if (!ofOthers && !OF_WHAT_IS.test(plain)) return null
  const answers = wishes(l).sure.filter(command => {
    const other = command.do === 'start' ? l.world.flows.get(command.flow) : undefined
    return other ? answersAtOnce(other) : command.do === 'say'
  })
  if (answers.length > 0) return answers
  return [ofOthers ? say('others') : { do: 'unknown' }]
}

const ASKS = /[?？]$|[吗么呢没]$|谁|哪[几些天]|几天|什么时候|(?:有没有|是不是)|(.)不\1/u

/** A colleague who is named, and not asked to do anything, or whoever it may be: whether he is there. */
function asksOfOthers({ world, reading: { plain } }: Listening): boolean {
  if (WHO.test(plain)) return true
  return world.people(plain).some(({ userid, name, title }) => {
    const called = title ?? name
    const [before = '', ...after] = plain.split(called)
    return userid !== world.me.userid && !ASKED_TO.test(before) && STATE.test(after.join(called))
  })
}

const WHO =
  /(?:谁|[他她]们?|[老小]\p{Script=Han}|主任|[科处局部]长|书记|领导).{0,6}(?:休|请假|请了|不在|上班|值班|出差|外出|没来)/u
const ASKED_TO = /(?:请|让|找|由|叫|给|跟|和|与|陪|替|帮|代)$/u
const STATE = /^(?!.{0,8}(?:顶|替|代|帮|批|同意)).{0,10}(?:休|请|在|上班|值班|出差|外出|回来|放假)/u

/** Of leave that stands: 还休了哪几天, 有没有假; “请了几天” and not “请几天”. */
const OF_WHAT_IS =
  /^(?:那)?我.{0,8}(?:休|请|报|排)(?:了|过)(?:的)?.{0,3}(?:哪|几|多少|什么|假)|^(?:那)?我.{0,8}(?:有没有|有)(?:别的|其他|另外)?(?:请|休)?(?:过|了)?(?:的)?假(?:吗|么|没有?|[?？]|$)/u
