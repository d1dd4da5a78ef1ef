import type { Command } from '../command.ts'
import { mentions } from '../slots/mentions.ts'
import { isWhole } from './bare.ts'
import type { At, Listening } from './listening.ts'

/**
 * The form at hand is asked for by its name: go on, or anew? But “驳回” of a form that holds 驳回 already is no wish to
 * begin anew, and no answer to whatever else was asked. Of a confidential form nothing is said back.
 */
export function namedAgain({ reading }: Listening, { flow, frame }: At): Command[] | null {
  if (!isWhole(reading.plain, [flow.title]) && !isWhole(reading.plain, flow.phrases)) return null
  // “收回同意” once more, where only yes or no is left to say: nothing could be begun anew.
  if (frame.status === 'confirm' && flow.confirm?.ends) return [{ do: 'go_on' }]
  const holds = flow.slots.find(
    slot =>
      slot.type === 'choice' &&
      !flow.confidential &&
      mentions(reading.plain, slot.options).some(o => o.value === frame.slots[slot.name]),
  )
  return [holds ? { do: 'stands', slot: holds.name } : { do: 'start', flow: flow.id }]
}
