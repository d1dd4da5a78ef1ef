import type { Command } from '../command.ts'
import type { Slot } from '../flow.ts'
import { renderFor } from '../scope.ts'
import type { Template } from '../template.ts'
import { isWhole } from './bare.ts'
import type { At, Listening } from './listening.ts'

/** A longer message tells a cause, though the words may stand in it: “家里没有人照顾老人”. */
const SHORT = 14

/** “不想说”, “医生还没给”: what the slot offers to one who cannot or will not. */
export function refusalOrDelay(l: Listening, at: At): Command[] | null {
  const { asked, frame } = at
  if (!asked) return null
  const { plain, yesNo } = l.reading
  const says = (words: readonly string[]) =>
    isWhole(plain, words) || (plain.length <= SHORT && words.some(word => plain.includes(word)))
  const text = (template: Template) => renderFor(template, l.world, l.now, frame, at.flow)
  const { refuse, defer } = asked
  // A bare “没有” or “不要” to a question for one's own words is a refusal too.
  if (refuse && (says(refuse.words) || (asked.verbatim && yesNo === 'no')))
    return offer(l, 'refuse', text(refuse.say), {
      do: 'set',
      frame: frame.id,
      values: { [asked.name]: refuse.value },
    })
  if (defer && (says(defer.words) || yesNo === 'no' || promises(l, asked)))
    return offer(l, 'defer', text(defer.say), { do: 'skip', slot: asked.name })
  return null
}

/** “12月31号给”, “下周一拿来”: a day on which it will be there, where a file is asked for. */
function promises({ reading: { plain, time } }: Listening, { type }: Slot): boolean {
  return type === 'file' && plain.length <= SHORT && time?.start != null && BRINGS.test(plain)
}

const BRINGS = /[给交拿补送开出有带]|发(?!烧|热|炎)/u

function offer(l: Listening, kind: 'refuse' | 'defer', text: string, command: Command): Command[] {
  const [yes = '', no = ''] = l.world.patterns.offer.options ?? []
  return [
    {
      do: 'ask_between',
      question: {
        kind,
        values: { text },
        options: [
          { label: yes, yesNo: 'yes', commands: [command] },
          { label: no, yesNo: 'no', commands: [{ do: 'go_on' }] },
        ],
      },
    },
  ]
}
