import type { Command } from '../command.ts'
import type { Flow, Slot } from '../flow.ts'
import type { Listening } from './listening.ts'

/** How sure a whole message must be of another wish before a story is interrupted to ask. */
export const CERTAIN = 0.9
/** Longer messages tell. */
export const LONG_FOR_A_WISH = 24

/** “这句是写进去，还是另外办？” */
export function inStory(l: Listening, asked: Slot, other: Flow, write: Command): Command {
  const [yes = '', leave = ''] = l.world.patterns.in_story.options ?? []
  return {
    do: 'ask_between',
    question: {
      kind: 'in_story',
      values: { title: other.title, label: asked.label },
      options: [
        { label: yes, commands: [write] },
        { label: leave, commands: [{ do: 'start', flow: other.id, text: l.reading.text, force: true }] },
      ],
    },
  }
}
