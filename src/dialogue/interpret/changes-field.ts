import type { Command } from '../command.ts'
import type { Flow, Slot } from '../flow.ts'
import { type Listening, visibleFlows } from './listening.ts'

/** Longer messages say something of their own. */
const SHORT = 20

const LEAD =
  /^(?:那|请(?!假)|麻烦|帮我|我想|我要|想|要|不好意思)*[，,]?(?:把|将)?(?:我|刚才|刚刚|刚交|那[份张个]|请假|假条|申请|的)*/u
const CHANGES =
  /^(?:我|好像|是|也)?(?:[写填弄搞选打]错|错了|不对|有误|[想要]?改|修改|更正|换成|换一|重新[写填])/u
/** “改一下事由”, “事由” with the verb before it. */
const VERB_FIRST = /^(?:修改|更正|改)(?:一下|下|改)?(?:我|请假|假条|申请|的)*/u

/**
 * “把事由改一下”, “事由写错了” of what was handed in: dates have a flow of their own; of anything else it is said what can be
 * done (`withdraw.fixed`), and that is begun. Null where nothing of the kind is said, or it may be of several forms.
 */
export function changesField(l: Listening): Command[] | null {
  const { state, world, reading } = l
  const lead = LEAD.exec(reading.plain)?.[0] ?? ''
  const said = reading.plain.slice(lead.length)
  if (said.length > SHORT) return null
  const last = state.last?.no ? world.flows.get(state.last.flow) : undefined
  const forms = (last ? [last] : visibleFlows(world)).filter(f => f.withdraw?.fixed !== undefined)
  const found = forms.flatMap(flow => {
    const slot = fieldIn(flow, said)
    return slot ? [{ flow, slot }] : []
  })
  const [only, other] = found
  const offer = only?.flow.withdraw
  if (!only || !offer || other) return null
  const of = state.last?.no ? { of: state.last.no } : {}
  const { pair } = only.flow
  if (offer.change !== undefined && (only.slot === pair?.from || only.slot === pair?.to))
    return [{ do: 'start', flow: offer.change, text: reading.text, ...of }]
  return [
    { do: 'tell', text: offer.fixed ?? '' },
    { do: 'start', flow: offer.flow, ...of },
  ]
}

/** The field that is said to be wrong, or is to be changed. */
function fieldIn({ slots }: Flow, said: string): Slot | undefined {
  const verb = VERB_FIRST.exec(said)?.[0]
  const isMeant = (noun: string) =>
    (said.startsWith(noun) && CHANGES.test(said.slice(noun.length))) ||
    (verb !== undefined && said.slice(verb.length).startsWith(noun))
  return slots.find(slot => slot.from === 'person' && slot.nouns.some(isMeant))
}
