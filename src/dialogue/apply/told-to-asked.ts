import type { Command } from '../command.ts'
import type { Answer, Request } from '../event.ts'
import { fetchAll } from '../fetch.ts'
import type { Flow } from '../flow.ts'
import { NUMBER } from '../interpret/bare.ts'
import { isTask, type Listening, visibleFlows } from '../interpret/listening.ts'
import { mentions } from '../slots/mentions.ts'
import type { Option } from '../value.ts'
import type { Working } from '../working.ts'
import { askBetween } from './between.ts'
import { newFrame } from './open.ts'

/**
 * “家里老人住院，要陪三天” right after somebody asked why three days: words that ask for nothing may answer what was asked
 * last, although they sound like a wish. It is asked, since they go to somebody else; “no”, and they mean what they
 * would have meant. Nothing is looked up for words that plainly ask for something.
 * @returns whether that is asked now
 */
export function* toldToAsked(
  w: Working,
  commands: readonly Command[],
  l: Listening,
): Generator<Request, boolean, Answer> {
  const flow = visibleFlows(w.world).find(f => f.told !== null)
  if (!flow || w.state.pending || !commands.every(c => asksForNothing(l, c))) return false
  const choice = flow.slots.find(s => s.type === 'choice' && s.optionsFrom !== null)
  const words = flow.slots.find(s => s.type === 'text' && s.from === 'person')
  if (!choice || !words || l.reading.text.length > (words.max ?? 0)) return false
  const { got } = yield* fetchAll(w, newFrame(w, flow), flow)
  const asked = got[flow.told ?? '']?.value
  const [about] = Array.isArray(asked) ? (asked as readonly Option[]) : []
  if (!about) return false
  const kept = { [choice.name]: about.value, [words.name]: l.reading.text }
  const [yes = '', no = ''] = w.world.patterns.told_answer.options ?? []
  w.commands.push('ask_between')
  askBetween(w, {
    kind: 'told_answer',
    values: { title: flow.title, label: about.label },
    options: [
      { label: yes, yesNo: 'yes', commands: [{ do: 'start', flow: flow.id, kept }] },
      { label: no, yesNo: 'no', commands },
    ],
  })
  return true
}

/** Not understood, unsure, a bare yes or no; or a wish that nothing names: neither a kind nor a day. */
function asksForNothing({ world, reading }: Listening, command: Command): boolean {
  if (command.do === 'ask_between') return command.question.kind.startsWith('clarify')
  const flow = command.do === 'start' ? world.flows.get(command.flow) : undefined
  if (!flow) return command.do === 'unknown' || command.do === 'reply'
  return isTask(flow) && !flow.confidential && !flow.care && !names(flow, reading)
}

function names({ phrases, slots }: Flow, { plain, times }: Listening['reading']): boolean {
  return (
    WISHES.test(plain) ||
    NUMBER.test(plain) ||
    times.some(({ start }) => start !== null) ||
    phrases.some(phrase => plain.includes(phrase)) ||
    slots.some(slot => mentions(plain, slot.options).some(o => o.words.some(word => plain.includes(word))))
  )
}

const WISHES = /[想要先再我](?:请|休|申请|报)|请个|请假|申请|登记/u
