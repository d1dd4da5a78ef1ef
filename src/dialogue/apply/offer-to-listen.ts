import type { Between, Command } from '../command.ts'
import type { Answer, Request } from '../event.ts'
import { visibleFlows } from '../interpret/listening.ts'
import type { Pending } from '../state.ts'
import { addLine, type Working, words } from '../working.ts'
import { isOff } from '../world.ts'
import { askBetween } from './between.ts'
import { isOpen } from './is-open.ts'

/**
 * “领导当着大家的面骂我废物” said out of the blue: instead of not understanding, the bot offers the form in which such things
 * are told, with that sentence as its first; what was said so before the offer was answered goes along. False where
 * there is none, or it is open.
 */
export function* offerToListen(
  w: Working,
  text: string,
  kind: (typeof OFFERS)[number] = 'weighs',
): Generator<Request, boolean, Answer> {
  const story = visibleFlows(w.world).find(
    flow => flow.confidential && flow.slots.some(s => s.untilDone && s.asksFor !== null),
  )
  if (!story || w.state.stack.some(f => f.flow === story.id)) return false
  if (isOff(story, w.world.place)) {
    addLine(w, words(w, 'off_here'))
    return true
  }
  if (!(yield* isOpen(w, story))) {
    addLine(w, words(w, 'weighs_closed'))
    return true
  }
  const [yes = '', no = ''] = w.world.patterns[kind].options ?? []
  const before = offered(w.state.pending, MOST - text.length)
  const told = [...before, text].join('\n')
  w.state = { ...w.state, misses: 0 }
  w.commands.push('ask_between')
  const question: Between = {
    kind,
    values: {},
    options: [
      {
        label: yes,
        words: story.phrases,
        yesNo: 'yes',
        commands: [{ do: 'start', flow: story.id, text: told, force: true }],
      },
      { label: no, yesNo: 'no', commands: [{ do: 'say', pattern: 'weighs_no' }] },
    ],
  }
  askBetween(w, question, { time: before.length })
  return true
}

/** Who begins to tell without answering the offer tells what led to it, too: nothing of it may be lost. */
export function withOffered(pending: Pending | null, command: Command): Command {
  if (command.do !== 'start' || !isOffer(pending)) return command
  const text = command.text ?? ''
  const same = pending.options.some(o => o.commands.some(c => c.do === 'start' && c.flow === command.flow))
  return same ? { ...command, text: [...offered(pending, MOST - text.length), text].join('\n') } : command
}

/** What was said before, where the same offer stands unanswered. */
function offered(pending: Pending | null, room: number): string[] {
  if (!isOffer(pending)) return []
  return pending.options
    .flatMap(o => o.commands.flatMap(c => (c.do === 'start' && c.text ? [c.text] : [])))
    .filter(told => told.length < room)
}

/** What weighs on somebody, and what he curses at: both are offered to be listened to. */
const OFFERS = ['weighs', 'vents'] as const

function isOffer(pending: Pending | null): pending is Pending {
  return OFFERS.some(kind => kind === pending?.kind)
}

/** Characters that an unanswered offer remembers: the state must stay small. */
const MOST = 10_000
