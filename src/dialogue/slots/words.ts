import { clauses, isWhole } from '../interpret/bare.ts'
import type { Heard, Hearing } from './heard.ts'

/** Yes or no, by the button's words or by any way people say it; only when asked. */
export function hearYesNo({ reading, slot, flow, asked }: Hearing): Heard {
  if (!asked) return null
  // “算了，不撤了”: what is said last counts.
  for (const said of [reading.plain, ...clauses(reading.plain).slice(-1)]) {
    if (slot.yes && isWhole(said, [slot.yes])) return { value: true }
    if (slot.no && isWhole(said, [slot.no])) return { value: false }
  }
  // “提交” while it is asked whether a subsidy was paid wants it handed in, and says nothing of that.
  if (flow.confirm && isWhole(reading.plain, [flow.confirm.yes])) return null
  if (reading.yesNo === 'yes') return { value: true }
  if (reading.yesNo === 'no') return { value: false }
  return null
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
