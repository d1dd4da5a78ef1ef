import type { Command } from '../command.ts'
import type { Story } from '../value.ts'
import type { World } from '../world.ts'
import { bare, isWhole } from './bare.ts'
import { type At, type Listening, visibleFlows } from './listening.ts'

/** Longer messages tell something. */
const SHORT = 16
const VERB = /删|撤[回销掉了]|收回|抹掉|清[掉除空]|不算/u
/** What else a wish to take one's words back is made of: nobody's story is told with these alone. */
const OTHERWISE =
  /请|麻烦|帮|给|我|想|要|能不能|能|可不可以|可以|把|那|这|刚才|刚刚|方才|上面|前面|之前|最后|上|一|几|些|两|句|条|段|说|写|发|讲|过|的|话|内容|东西|心里|全部|全|都|所有|删|掉|除|撤|回|销|收|抹|清|空|去|不算数|不算|别留|不留|也|就|先|吧|了|好|吗|行|啊/gu
const ALL = /全|都|所有|心里话/u
const LAST = /[上那这最][后]?一?[句条段]/u

/** What is being told, and nothing from before. */
const JUST_NOW = /刚才|刚刚|方才|这次|这份/u

/** “删掉刚才说的”, “撤回刚才那句”: how much of what was told is meant; null where a message says nothing of it. */
export function erases(plain: string): 'last' | 'all' | 'some' | null {
  const said = bare(plain)
  if (said.length > SHORT || !VERB.test(said) || said.replace(OTHERWISE, '') !== '') return null
  if (ALL.test(said)) return 'all'
  return LAST.test(said) ? 'last' : 'some'
}

/** What is enclosed, by all its names, and in how many. */
const FILES = /图片?|照片?|相片|截图|文件|附件|材料|pdf/giu
const COUNTED = /[两几三四五六\d]?[张份个]/gu
const NOT_SENT = /不[交要发传]/u

/** “附件删掉”, “刚才那张图不要了”: how many of the files are meant; null where a message says nothing of them. */
export function erasesFiles(plain: string): 'last' | 'all' | null {
  const said = bare(plain)
  if (said.length > SHORT || !(VERB.test(said) || NOT_SENT.test(said))) return null
  const left = said.replace(FILES, '')
  const isCounted = /[那这一]张/u.test(said)
  if (left === said && !isCounted) return null
  if (left.replace(NOT_SENT, '').replace(COUNTED, '').replace(OTHERWISE, '') !== '') return null
  if (ALL.test(said)) return 'all'
  return isCounted || /[那这最上]后?一?[个份]/u.test(said) || JUST_NOW.test(said) ? 'last' : 'all'
}

/** What is to become of a story that is being told, or was told and not handed over yet. */
export function hearErasing({ reading, world }: Listening, { flow, frame }: At): Command[] | null {
  const slot = flow.slots.find(s => s.untilDone)
  const story = slot && (frame.slots[slot.name] as Story | undefined)
  const takesFiles = slot && flow.slots.some(s => s.type === 'file' && s.from === 'remark')
  const files = takesFiles && frame.status !== 'sending' ? erasesFiles(reading.plain) : null
  if (files !== null) return [{ do: 'forget_files', last: files === 'last' }]
  const much = slot && frame.status !== 'sending' ? erases(reading.plain) : null
  if (much === null) return null
  const phrase = JUST_NOW.test(reading.plain) ? '' : reading.plain
  const handedOver = visibleFlows(world).find(one => one !== flow && isWhole(phrase, one.phrases))
  if (handedOver && story) return [thisOrThat(world, handedOver.id)]
  if (handedOver) return [{ do: 'start', flow: handedOver.id, force: true }]
  if (much === 'all') return [{ do: 'cancel' }]
  if (much === 'last' || !story) return [{ do: 'forget_last' }]
  const [last = '', all = '', none = ''] = world.patterns.erase.options ?? []
  const options = [
    { label: last, commands: [{ do: 'forget_last' }] },
    { label: all, commands: [{ do: 'cancel' }] },
    { label: none, yesNo: 'no', commands: [{ do: 'go_on' }] },
  ] as const
  return [{ do: 'ask_between', question: { kind: 'erase', values: {}, options } }]
}

/** “撤回心里话” while another is being told: what is not handed over yet, or what was before? Neither is guessed. */
function thisOrThat({ patterns }: World, takesBack: string): Command {
  const [all = '', before = '', none = ''] = patterns.erase_which.options ?? []
  const options = [
    { label: all, commands: [{ do: 'cancel' }] },
    { label: before, commands: [{ do: 'start', flow: takesBack, force: true }] },
    { label: none, yesNo: 'no', commands: [{ do: 'go_on' }] },
  ] as const
  return { do: 'ask_between', question: { kind: 'erase_which', values: {}, options } }
}
