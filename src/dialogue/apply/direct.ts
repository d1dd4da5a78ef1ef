import type { Between, Command } from '../command.ts'
import { visibleFlows } from '../interpret/listening.ts'
import type { Working } from '../working.ts'
import { askBetween } from './between.ts'

/** Nobody is asked this twice a day. */
const ONCE_IN = 24 * 3_600_000

/** What leaves room for the question: words of one's own, or nothing that was understood. Errands go on undisturbed. */
const ROOM: readonly Command['do'][] = ['unknown', 'append', 'set', 'say', 'tell', 'nothing']

/**
 * One direct, plain question where words only hint at danger to oneself; whoever says yes is helped at once, by the
 * flow that is there for it. No questionnaire follows.
 * @param commands what the message was understood as
 */
export function askDirectly(w: Working, commands: readonly Command[]): boolean {
  const help = visibleFlows(w.world).find(flow => flow.care)
  const { direct = null } = w.state
  if (!help || (direct !== null && w.event.at - direct < ONCE_IN)) return false
  const begun = commands.find(c => c.do === 'start')
  const isStory = begun && w.world.flows.get(begun.flow)?.slots.some(s => s.untilDone)
  if (!isStory && !commands.every(c => ROOM.includes(c.do))) return false
  w.state = { ...w.state, direct: w.event.at, misses: 0 }
  w.commands.push('ask_between')
  const [yes = '', no = ''] = w.world.patterns.direct.options ?? []
  const question: Between = {
    kind: 'direct',
    values: {},
    options: [
      {
        label: yes,
        words: w.world.patterns.direct.words ?? [],
        yesNo: 'yes',
        commands: [{ do: 'start', flow: help.id, force: true }],
      },
      {
        label: no,
        words: w.world.patterns.direct_no.words ?? [],
        yesNo: 'no',
        commands: [{ do: 'say', pattern: 'direct_no' }],
      },
    ],
  }
  askBetween(w, question, { frame: null })
  return true
}
