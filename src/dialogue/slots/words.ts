import type { Slot } from '../flow.ts'
import { bare, clauses, isWhole } from '../interpret/bare.ts'
import type { Heard, Hearing } from './heard.ts'

/** Yes or no, by the button's words or by any way people say it; only when asked. */
export function hearYesNo({ reading, slot, flow, asked }: Hearing): Heard {
  if (!asked) return null
  const said = buttonSaid(reading.plain, slot)
  if (said !== null) return { value: said }
  // “提交” while it is asked whether a subsidy was paid wants it handed in, and says nothing of that.
  if (flow.confirm && isWhole(reading.plain, [flow.confirm.yes])) return null
  if (reading.yesNo === 'yes') return { value: true }
  if (reading.yesNo === 'no') return { value: false }
  return null
}

/** Which of the two buttons a message is; of “算了，不撤了” what is said last counts. null = neither. */
export function buttonSaid(plain: string, { yes, no }: Pick<Slot, 'yes' | 'no'>): boolean | null {
  for (const said of [plain, ...clauses(plain).slice(-1)]) {
    if (yes && says(said, yes)) return true
    if (no && says(said, no)) return false
  }
  return null
}

/** “已经批下来了” says what the button “批了” says, “没批” what “还没批” does: when, and how far, changes no answer. */
function says(said: string, label: string): boolean {
  return isWhole(said, [label]) || core(said) === core(label)
}

function core(text: string): string {
  return bare(text)
    .replace(/^(?:都|早就?|刚刚?|才|已经?|还)+/u, '')
    .replace(/[了啊呀呢的啦]+$/u, '')
    .replace(/(?<=.)(?:下来|好|完|过)$/u, '')
}

/** The person's own words, untouched; only when asked (a cue leads here by another way). */
export function hearText({ reading, slot, flow, asked }: Hearing): Heard {
  if (!asked) return null
  const said = reading.text.trim()
  const isPlace = flow.slots.some(({ fills }) => fills === slot.name)
  const text = isPlace ? said.replace(GOING, '') : said
  if (slot.max !== null && [...text].length > slot.max)
    return { problem: 'too_long', values: { limit: slot.max } }
  return text === '' ? null : { value: text }
}

/** “去上海”, where what is asked for is what options of another question name. */
const GOING = /^我?[要想]?[去到回](?=\S{2})/u
