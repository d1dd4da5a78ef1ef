import type { Flow } from '../flow.ts'
import { type Listening, visibleFlows } from './listening.ts'

/** What may stand beside names and an opinion: places in a list, and words that join. */
const BESIDE = /[前第\d一二三四五六七八九十两份个张条的都也和跟与及把就给了吧、，,。\s]/gu

/**
 * “陈小雨、吴敏的同意”, “前两份同意”: nothing but people or places in a list, and an opinion about them. No recogniser knows
 * the names of a house; the flow that holds such an opinion does the rest.
 */
export function flowDecidedIn(l: Listening): Flow | null {
  const { plain } = l.reading
  const found = visibleFlows(l.world).filter(flow => {
    if (flow.confirm || !flow.slots.some(s => s.optionsFrom !== null)) return false
    const words = flow.slots.flatMap(s => (s.type === 'choice' ? s.options.flatMap(o => o.words) : []))
    const said = words.filter(word => plain.includes(word)).sort((a, b) => b.length - a.length)
    if (said.length === 0) return false
    const names = l.world.people(plain).map(person => person.name)
    if (names.length === 0 && !/^[前第\d]/u.test(plain)) return false
    const rest = [...names, ...said].reduce((text, word) => text.replaceAll(word, ''), plain)
    return rest.replace(BESIDE, '') === ''
  })
  return found.length === 1 ? (found[0] ?? null) : null
}
