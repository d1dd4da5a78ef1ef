import { onceEach } from '../../kernel/once-each.ts'
import type { Flow, Slot } from '../flow.ts'
import { listedIn, PLACES } from '../slots/several.ts'
import type { World } from '../world.ts'
import { clauses, NUMBER } from './bare.ts'
import type { At } from './listening.ts'

/** One opinion of a sentence that holds several, and about whom. */
export interface Opinion {
  /** What was said of it, in the person's own words: people or numbers, the opinion, and its reason if any. */
  readonly text: string
  /** `rest` = of everybody who was not named; `place` = of places in a list; `open` = nobody was named. */
  readonly about: 'named' | 'rest' | 'place' | 'open'
}

/** The choice of an opinion, in a flow that is nothing but a decision about one of several things. */
export const verdictOf = onceEach(({ confirm, slots }: Flow): Slot | null => {
  if (confirm || !slots.some(s => s.type === 'choice' && s.optionsFrom !== null)) return null
  return slots.find(s => s.type === 'choice' && s.optionsFrom === null && s.options.length > 0) ?? null
})

/**
 * “同意陈小雨的，驳回李刚的，人手不够”: each opinion with whom it is about and what goes with it. Only what is nothing but
 * people or places and an opinion counts as one: “李刚那天同意了” may be anybody's reason.
 * @returns fewer than two where the sentence holds no more, or is not plain enough to act on
 */
export function opinionsIn(world: World, flow: Flow, text: string): Opinion[] {
  const verdict = verdictOf(flow)
  if (!verdict) return []
  const found: Opinion[] = []
  let names = ''
  for (const part of clauses(text).flatMap(clause => cut(world, verdict, clause))) {
    const about = aboutIn(world, part)
    const says = hasOpinion(verdict, part)
    const last = found.at(-1)
    if (!isPlain(world, verdict, part)) {
      // An opinion about somebody, and more than that: better asked than guessed.
      if ((says && about !== 'open') || !last || names !== '') return []
      found[found.length - 1] = { ...last, text: `${last.text}，${part}` }
    } else if (!says) names = names === '' ? part : `${names}、${part}`
    else if (about === 'open' && names === '' && last) return []
    else {
      const whole = names + part
      found.push({ text: whole, about: about === 'open' ? aboutIn(world, whole) : about })
      names = ''
    }
  }
  return names === '' ? found : []
}

/**
 * “退回 为什么要三天”, “驳回：人手不够”: a blank or a colon after an opinion parts it from its reason as a comma does.
 */
export function withComma(world: World, flow: Flow, text: string): string {
  if (verdictOf(flow) === null || isOpinion(world, flow, clauses(text)[0] ?? '')) return text
  const blanks = [...text.matchAll(/[\s:：]+/gu)].slice(0, MOST_BLANKS).reverse()
  const last = blanks.find(({ index }) => isOpinion(world, flow, text.slice(0, index)))
  const rest = last && text.slice(last.index + last[0].length)
  return last && rest && !isOpinion(world, flow, rest) ? `${text.slice(0, last.index)}，${rest}` : text
}

const MOST_BLANKS = 6

/** Whether a text holds an opinion of a flow at all, whatever else it says: most hold none. */
export function holdsOpinion(flow: Flow, text: string): boolean {
  const verdict = verdictOf(flow)
  return verdict !== null && hasOpinion(verdict, text)
}

/** Whether a part is nothing but an opinion, and people, numbers or places it is about. */
export function isOpinion(world: World, flow: Flow, part: string): boolean {
  const verdict = verdictOf(flow)
  return verdict !== null && hasOpinion(verdict, part) && isPlain(world, verdict, part)
}

/** Whether a part says nothing but whom it is about, and what is thought of that, if anything. */
export function isPlainOpinion(world: World, flow: Flow, part: string): boolean {
  const verdict = verdictOf(flow)
  return verdict !== null && cut(world, verdict, part).every(piece => isPlain(world, verdict, piece))
}

/**
 * The same sentence with numbers instead of places in the list that is being asked about, and with the number of what
 * is shown where the first opinion names nobody.
 */
export function spellPlaces(world: World, { flow, frame, asked }: At, text: string): string | null {
  const choice = flow.slots.find(s => s.optionsFrom !== null && s.type === 'choice')
  const opinions = opinionsIn(world, flow, text)
  if (!choice || opinions.length < 2) return null
  const shown = frame.slots[choice.name]
  const spelled = opinions.map(({ text: said, about }, i) => {
    if (about === 'open') return i === 0 && typeof shown === 'string' ? `${numbers([shown])}${said}` : null
    if (about !== 'place') return said
    const listed = asked === choice ? listedIn(said, choice, frame) : []
    return listed.length > 0 ? said.replace(PLACES, numbers(listed.map(o => o.value))) : null
  })
  return spelled.every(said => said !== null) ? spelled.join('；') : null
}

export function aboutIn(world: World, part: string): Opinion['about'] {
  if (REST.test(part)) return 'rest'
  if (world.people(part).length > 0 || NUMBER.test(part)) return 'named'
  return PLACES.test(part) ? 'place' : 'open'
}

/** “其他的”, “剩下两份”: whoever was not named. */
const REST = /^(?:其[他余它]|剩下|别的|余下)/u

function numbers(values: readonly string[]): string {
  return values.flatMap(value => value.split('+')).join('、')
}

/** “同意吴敏的驳回李刚的”: cut between its opinions, by what stands first in it: who, or what of him. */
function cut(world: World, { options }: Slot, clause: string): string[] {
  const said = [...clause.matchAll(anyOf(options.flatMap(o => o.words)))]
  const of = (word: string) => options.find(o => o.words.includes(word))
  if (new Set(said.map(([word]) => of(word))).size < 2) return [clause]
  const [first, ...more] = said.map(({ index, 0: word }) => ({ from: index, to: index + word.length }))
  const namedFirst = first !== undefined && aboutIn(world, clause.slice(0, first.from)) !== 'open'
  const places = namedFirst ? said.slice(0, -1).map(m => m.index + m[0].length) : more.map(m => m.from)
  return [0, ...places].map((from, i) => clause.slice(from, places[i] ?? clause.length))
}

function hasOpinion({ options }: Slot, part: string): boolean {
  return options.some(o => o.words.some(word => part.includes(word)))
}

function isPlain(world: World, { options }: Slot, part: string): boolean {
  const names = world.people(part).flatMap(({ name, title }) => (title ? [title, name] : [name]))
  const rest = part
    .replaceAll(new RegExp(NUMBER, 'giu'), '')
    .replaceAll(anyOf([...names, ...options.flatMap(o => o.words)]), '')
  return rest.replace(REST, '').replace(BESIDE, '') === ''
}

/** What may stand beside names and an opinion: places in a list, kinds of requests, and words that join. */
const BESIDE =
  /请假|年假|事假|病假|补休|调休|加班|休假|申请|单子|假条|[前第\d一二三四五六七八九十两份个张条位人的那这都也和跟与及把就给了吧先呢假、，,。:：\s]/gu

function anyOf(words: readonly string[]): RegExp {
  const sorted = words.toSorted((a, b) => b.length - a.length)
  return new RegExp(sorted.map(word => RegExp.escape(word)).join('|'), 'giu')
}
