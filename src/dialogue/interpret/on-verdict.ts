import type { Command } from '../command.ts'
import { optionsOf } from '../slots/index.ts'
import { bare } from './bare.ts'
import type { At, Listening } from './listening.ts'
import { verdictOf } from './opinions.ts'

/**
 * “行” where “同意还是驳回？” was asked of something that stands in that very question: a yes to it. Where others wait
 * beside it, the next may have come up while he typed, so that one is named and asked about.
 */
export function yesToVerdict({ reading, world }: Listening, { flow, frame, asked }: At): Command[] | null {
  const verdict = verdictOf(flow)
  const [agree] = verdict?.options ?? []
  if (!verdict || !agree || asked !== verdict || !AGREES.test(bare(reading.plain))) return null
  const about = flow.slots.find(s => s.type === 'choice' && s.optionsFrom !== null)
  const waiting = about ? optionsOf(about, frame) : []
  const set: Command = { do: 'set', frame: frame.id, values: { [verdict.name]: agree.value } }
  if (waiting.length <= 1) return [set]
  const label = waiting.find(o => about && o.value === frame.slots[about.name])?.label ?? ''
  const [yes = '', no = ''] = world.patterns.means_yes.options ?? []
  return [
    {
      do: 'ask_between',
      question: {
        kind: 'means_yes',
        values: { label, verdict: agree.label },
        options: [
          { label: yes, yesNo: 'yes', commands: [set] },
          { label: no, yesNo: 'no', commands: [{ do: 'go_on' }] },
        ],
      },
    },
  ]
}

/** Who has only seen it says “嗯”, “收到” or “知道了”. */
const AGREES = /^(?:行|可以|好|中|成|要得|ok|okay|没问题|没意见)(?:的|吧|啊|呀|啦|了|滴|嘞|行|好)*$/iu

/** “先不批了”, “晚点再批”: not now, which is no refusal. */
export function putsVerdictOff({ reading }: Listening, { flow }: At): boolean {
  return verdictOf(flow) !== null && LATER.test(bare(reading.plain))
}

const LATER =
  /^(?:那|我)*(?:(?:先|暂时|现在|今天)(?:都|我)*不(?:批|看|办|审)|(?:晚[点些]|等[会下]儿?|待会儿?|[一过]会儿?|回头|改天|有空|明天|下午)(?:我|再)*(?:批|看|办|审))(?:了|吧|啦|的)*$/u
