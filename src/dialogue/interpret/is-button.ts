import { optionsOf } from '../slots/index.ts'
import { isWhole } from './bare.ts'
import type { At } from './listening.ts'

/** Whether a whole message is a button of the form at hand: of its summary, or of the question that it asks. */
export function isButton(plain: string, { flow: { confirm }, frame, asked }: At): boolean {
  const asks = asked ? [asked.skip, asked.yes, asked.no, ...optionsOf(asked, frame).map(o => o.label)] : []
  const labels = [confirm?.yes, confirm?.no, ...asks].flatMap(label => label ?? [])
  return isWhole(plain, labels)
}
