import type { Flow } from '../flow.ts'
import { optionsOf } from '../slots/index.ts'
import { mentions } from '../slots/mentions.ts'
import { offersDay } from '../slots/offered-day.ts'
import type { Frame } from '../state.ts'
import type { World } from '../world.ts'
import { clauses } from './bare.ts'
import type { Listening } from './listening.ts'
import { isPlainOpinion, verdictOf } from './opinions.ts'

/**
 * “同意小雨的，李刚的不同意，那天值班排不开”: opposite opinions, or several of those who wait and more than who they are. Which
 * word is about whom would be a guess, and a wrong guess refuses somebody and tells him what was said of another.
 */
export function mixesOpinions(
  { world, now }: Pick<Listening, 'world' | 'now'>,
  { flow, frame }: { flow: Flow; frame: Frame },
  text: string,
): boolean {
  const verdict = verdictOf(flow)
  if (!verdict || !flow.slots.some(slot => slot.follows === verdict.name)) return false
  const parts = clauses(text)
  const said = parts.flatMap(part => {
    const last = mentions(part, verdict.options).at(-1)
    return last && !offersDay(world, now, part, verdict.options) ? [last.value] : []
  })
  if (new Set(said).size > 1 && !ANEW.test(text)) return true
  const calls = waiting(world, flow, frame).map(callsFor)
  const isNamed = (part: string) => calls.some(call => call.test(part))
  const several = calls.filter(call => call.test(text)).length > 1
  return several && !parts.filter(isNamed).every(part => isPlainOpinion(world, flow, part))
}

/** “驳回，哦不对，同意”: the last word counts. */
const ANEW = /不对|错了|算了|还是/u

/** The names of those of whom something can be chosen. */
function waiting(world: World, flow: Flow, frame: Frame): string[] {
  const choice = flow.slots.find(slot => slot.type === 'choice' && slot.optionsFrom !== null)
  const labels = choice ? optionsOf(choice, frame).map(option => option.label) : []
  return [...new Set(labels.flatMap(label => world.people(label).map(({ name }) => name)))]
}

/** “欧阳”, “小雨”, “老李”, “李工”: what colleagues call somebody, more loosely than where one is chosen by it. */
function callsFor(name: string): RegExp {
  const [family = ''] = name
  const short = name.length > 2 ? [name.slice(0, 2), name.slice(-2)] : [name]
  const [first, ...more] = short.map(one => RegExp.escape(one))
  const of = RegExp.escape(family)
  const forms = [first, ...more, `[老小大阿]${of}`, `${of}(?:[工哥姐总科处局的那]|老师|师傅|主任)`]
  return new RegExp(forms.join('|'), 'u')
}
