import { visibleFlows } from '../interpret/listening.ts'
import type { Working } from '../working.ts'
import { askBetween } from './between.ts'

/**
 * “领导当着大家的面骂我废物” said out of the blue: instead of not understanding, the bot offers the form in which such things
 * are told, with that sentence as its first. False where there is none, or it is open.
 */
export function offerToListen(w: Working, text: string): boolean {
  const story = visibleFlows(w.world).find(
    flow => flow.confidential && flow.slots.some(s => s.untilDone && s.asksFor !== null),
  )
  if (!story || w.state.stack.some(f => f.flow === story.id)) return false
  const [yes = '', no = ''] = w.world.patterns.weighs.options ?? []
  w.state = { ...w.state, misses: 0 }
  askBetween(w, {
    kind: 'weighs',
    values: {},
    options: [
      {
        label: yes,
        words: story.phrases,
        yesNo: 'yes',
        commands: [{ do: 'start', flow: story.id, text, force: true }],
      },
      { label: no, yesNo: 'no', commands: [{ do: 'say', pattern: 'weighs_no' }] },
    ],
  })
  return true
}
