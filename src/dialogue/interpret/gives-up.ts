import type { Command } from '../command.ts'
import { optionsOf } from '../slots/index.ts'
import { bare, clauses, isWhole } from './bare.ts'
import { isButton } from './is-button.ts'
import { isSaid } from './is-said.ts'
import type { Listening } from './listening.ts'

/** Longer messages tell something. */
const SHORT = 24

/**
 * Giving up what is at hand: “取消”, “算了，不请了”, and what people make of these: “算了先不申请”, “算了吧下次再说”, “都取消”.
 * Null where nothing is given up. Amid a story only the words of the flow file count: everything else is told.
 */
export function givesUp(l: Listening): Command[] | null {
  const { at, state, reading, world } = l
  if (isSaid(l, world.patterns.cancel.words) || dropsChoice(l)) return [{ do: 'cancel' }]
  const waits = at !== null || state.pending !== null || state.last?.no
  if (!waits || at?.asked?.untilDone || reading.plain.length > SHORT) return null
  if ((at && isButton(reading.plain, at)) || isWhole(reading.plain, world.patterns.wait.words ?? []))
    return null
  if (isAll(l)) return everyForm(l)
  const [first = '', ...more] = clauses(reading.plain)
  const rests = afterLettingGo(l, first)
  const ways = rests.map(rest => [rest, ...more].filter(part => part !== ''))
  if (ways.length === 0)
    return [first, ...more].every(part => NOT_NOW.test(part) && isNot(l, part)) ? leave(l) : null
  // “先不请了吧”: the word and a particle.
  if (ways.some(parts => parts.length === 0)) return [{ do: 'cancel' }]
  const says = (is: (part: string) => boolean) => ways.some(parts => parts.every(is))
  // “算了先不交” of what may be left out leaves out no more than that.
  const skip = at?.asked?.skip
  if (at?.asked && skip && says(part => isWhole(part, [skip]))) return [{ do: 'skip', slot: at.asked.name }]
  if (says(part => isNot(l, part) || isLater(l, part))) return leave(l)
  if (!at || !says(part => isAsItIs(l, part))) return null
  // “算了不改了” keeps the form as it is, unless to change something is all that the form is for.
  const changes = [...world.flows.values()].some(flow => flow.withdraw?.change === at.flow.id)
  return changes ? leave(l) : [{ do: 'go_on' }]
}

/** What was told in confidence is kept for later by whoever only puts it off. */
function leave({ at }: Listening): Command[] {
  return [{ do: at?.flow.confidential ? 'set_aside' : 'cancel' }]
}

/** What follows 算了 or another word for giving up, where a clause begins so: “先不申请”. */
function afterLettingGo({ world }: Listening, clause: string): string[] {
  const said = clause.replace(SIGH, '')
  const words = (world.patterns.cancel.words ?? []).filter(word => said.startsWith(word))
  return words.map(word => said.slice(word.length).replace(PARTICLES, ''))
}

const SIGH = /^(?:那就?|嗯+|哦+|唉+|哎+|我看|我)+/u
const PARTICLES = /^[吧了啊呀哦呢啦\s]+/u

/** “先不申请”, “今天不请假了”: what is given up in other words, or by the name of what is being filled in. */
function isNot({ at, state: { pending, last }, world }: Listening, part: string): boolean {
  const flow = at?.flow ?? world.flows.get(last?.flow ?? '')
  const names = [
    ...(flow ? [flow.title, ...flow.phrases] : []),
    ...(pending?.options ?? []).map(o => o.label),
  ]
  const no = at?.flow.confirm?.no ?? ''
  const words = [...(world.patterns.cancel.words ?? []), no].filter(word => word.includes('不'))
  const said = core(part)
  return words.some(word => core(word) === said) || names.some(name => core(`不${name}`) === said)
}

/** Without 了 only what is put off is given up: “不请” says nothing by itself. */
const NOT_NOW = /^(?:我|那|就|还是)*(?:先|暂时|今天|这次|这回)|了[吧啊呀哦呢啦]*$/u

function core(part: string): string {
  return bare(part)
    .replace(/^(?:我|那|就|还是|今天|这次|这回|暂时|先)+/u, '')
    .replace(/^不(?:想|用)/u, '不')
    .replace(/[吧了啊呀哦呢啦]+$/u, '')
}

/** “下次再说”, “改天吧”. */
function isLater({ world }: Listening, part: string): boolean {
  return isWhole(part, world.patterns.set_aside.words ?? []) || LATER.test(bare(part))
}

const LATER =
  /^(?:那|就|先|等|还是)*(?:(?:下次|下回|改天|改日|以后|回头|有空|到时候)(?:再\p{Script=Han}{1,2})?|过[几两]天再\p{Script=Han}{1,2})[吧了啊]*$/u

/** “不改了”, as it is said where it is asked what to change. */
function isAsItIs({ world }: Listening, part: string): boolean {
  const words = (world.patterns.which_field.words ?? []).filter(word => word.startsWith('不'))
  return isWhole(part, words)
}

/** “都取消”; where something handed in is being taken back, that may be all that can be. */
function isAll({ at, reading: { plain }, world }: Listening): boolean {
  const rest = ALL.test(plain) ? plain.replace(ALL, '') : null
  return rest !== null && !at?.flow.confirm?.ends && isWhole(rest, world.patterns.cancel.words ?? [])
}

const ALL = /^(?:那|就|算了|[，\s])*(?:把)?(?:全部|全都|全|都|统统|所有的?都?|这些都?)/u

/** Every form that waits, as far as what was told in confidence: that is asked about by itself. */
function everyForm({ state, world }: Listening): Command[] {
  const told = state.stack.findLastIndex(
    ({ flow, status }) => world.flows.get(flow)?.confidential || status === 'sending',
  )
  const forms = state.stack.slice(told + 1)
  return forms.length > 0 ? forms.map(() => ({ do: 'cancel' })) : [{ do: 'cancel' }]
}

/** “年假还是算了”: to take back what a form asks first, which is what it is about, is to take back the form. */
function dropsChoice({ at, reading, world }: Listening): boolean {
  const slot = at?.flow.slots.find(s => s.from === 'person' && s.when === null)
  if (!at || slot?.type !== 'choice' || !(slot.name in at.frame.slots)) return false
  const chosen = optionsOf(slot, at.frame).find(o => o.value === at.frame.slots[slot.name])
  const word = chosen && [chosen.label, ...chosen.words].find(w => w !== '' && reading.plain.startsWith(w))
  return word !== undefined && isWhole(reading.plain.slice(word.length), world.patterns.cancel.words ?? [])
}
