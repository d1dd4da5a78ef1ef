import type { Command } from '../command.ts'
import type { Flow } from '../flow.ts'
import { fill } from '../format.ts'
import type { PatternName } from '../patterns.ts'
import { type Frame, isEmpty } from '../state.ts'
import { addLine, type Working, words } from '../working.ts'
import { askBetween } from './between.ts'

/** The flow at hand is asked for once more: go on, or anew? Where nothing was given yet, it just goes on. */
export function again(w: Working, frame: Frame, flow: Flow): void {
  if (isEmpty(frame))
    return flow.confidential ? undefined : addLine(w, words(w, 'under_way', { title: flow.title }))
  const name: PatternName = flow.confidential ? 'again_hidden' : 'again'
  const [go = '', anew = ''] = w.world.patterns[name].options ?? []
  const asked = frame.asked ? flow.slot.get(frame.asked)?.label : flow.confirm?.yes
  askBetween(w, {
    kind: name,
    values: { title: flow.title, asked: asked ?? '' },
    options: [
      { label: go, yesNo: 'yes', commands: [{ do: 'go_on' }] },
      { label: anew, commands: [{ do: 'restart', flow: flow.id }] },
    ],
  })
}

/** Which of two tasks first? */
export function switchTo(
  w: Working,
  flow: Flow,
  current: { frame: Frame; flow: Flow },
  command: Command & { do: 'start' },
): void {
  const name: PatternName = current.flow.confidential ? 'switch_hidden' : 'switch'
  const [first = '', later = ''] = w.world.patterns[name].options ?? []
  const values = { new: flow.title, old: current.flow.title }
  askBetween(w, {
    kind: name,
    values,
    options: [
      {
        label: fill(first, values),
        words: [flow.title, ...flow.phrases],
        yesNo: 'yes',
        commands: [{ ...command, force: true }],
      },
      {
        label: fill(later, values),
        words: [current.flow.title, ...current.flow.phrases],
        yesNo: 'no',
        commands: [{ ...command, beneath: true }, { do: 'go_on' }],
      },
    ],
  })
}
