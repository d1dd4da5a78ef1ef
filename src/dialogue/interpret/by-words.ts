import type { Flow } from '../flow.ts'
import { mentions } from '../slots/mentions.ts'
import { bare } from './bare.ts'
import { type Listening, visibleFlows } from './listening.ts'

/** Shorter names stand in too many sentences to be a wish by themselves. */
const SHORTEST = 2
/** How much may stand beside the name and the time for it to be the wish itself. */
const BESIDE = 5
/** What makes of the name something else: a question about it, or something done with what there is. */
const OTHERWISE = /[吗呢?？谁怎多几哪]|[不没]|什么|撤|取消|删|改|催|回来|补|续|核|查|批/u

/**
 * What a message wishes for by the names of the flows alone: the longest phrase that stands in it, or an option that only
 * one form has (“明天年假”). For the first seconds of a program whose recogniser is still being trained.
 * @returns `sure` where hardly anything but the name and a time is said; else it is asked whether that was meant
 */
export function wishByWords(l: Listening): { flow: Flow; sure: boolean } | null {
  // “请3天假” may hold 请假 once its time is left out.
  const said = [bare(l.reading.plain), bare(untimed(l))]
  const flows = visibleFlows(l.world)
  let best: { flow: Flow; length: number } | null = null
  for (const flow of flows)
    for (const phrase of flow.phrases) {
      const { length } = bare(phrase)
      const longer = length >= SHORTEST && length > (best?.length ?? 0)
      if (longer && said.some(text => text.includes(bare(phrase)))) best = { flow, length }
    }
  if (best) return { flow: best.flow, sure: isWishItself(l, best.length) }
  const names = (flow: Flow) =>
    flow.slots.some(s => s.type === 'choice' && mentions(l.reading.plain, s.options).length > 0)
  const [named, ...more] = flows.filter(flow => !flow.hidden && names(flow))
  return named && more.length === 0 ? { flow: named, sure: false } : null
}

function isWishItself(l: Listening, length: number): boolean {
  return bare(untimed(l)).length - length <= BESIDE && !OTHERWISE.test(l.reading.plain)
}

/** The message without its times. */
function untimed({ reading: { plain, times } }: Listening): string {
  return [...times]
    .sort((a, b) => b.span[0] - a.span[0])
    .reduce((text, { span }) => text.slice(0, span[0]) + text.slice(span[1]), plain)
}
