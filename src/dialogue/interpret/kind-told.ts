import type { Command } from '../command.ts'
import type { Flow, SlotOption } from '../flow.ts'
import { mentions } from '../slots/mentions.ts'
import { bare, bareWord } from './bare.ts'
import { type Listening, visibleFlows } from './listening.ts'
import { say } from './say.ts'

/** What is said around an option and its time: “那就年假1天吧”. */
const AROUND = /^(?:那就|那|就|我|想|要|请|休|先)*|[吧了呗啊哈的]+$/gu

/** “年假1天”, “周五事假”: one option of a form for a stretch of days, a time, and nothing else. */
export function optionWithTime({ reading: { plain, times }, world }: Listening): Flow | null {
  if (times.length === 0 || times.some(({ kind }) => kind === 'overtime' || kind === 'amount')) return null
  const rest = [...times]
    .reverse()
    .reduce((left, { span }) => left.slice(0, span[0]) + left.slice(span[1]), plain)
  const said = bare(rest).replace(AROUND, '')
  return (
    formsOf(world).find(f => optionsIn(f).some(o => o.words.some(word => bareWord(word) === said))) ?? null
  )
}

/**
 * “我老婆生了”: something is told for which there is a kind of leave, and nothing is asked: that kind is offered. Null where
 * none is made for it.
 */
export function hearKindTold(l: Listening): Command[] | null {
  const { plain } = l.reading
  const { options: [yes = '', no = ''] = [] } = l.world.patterns.kind_offered
  for (const flow of formsOf(l.world)) {
    const [option] = mentions(plain, optionsIn(flow)).filter(o => isToldOfOthers(plain, o))
    if (!option) continue
    const options = [
      { label: yes, yesNo: 'yes', commands: [{ do: 'start', flow: flow.id, text: `${option.label}` }] },
      { label: no, yesNo: 'no', commands: [say('wait')] },
    ] as const
    return [
      { do: 'ask_between', question: { kind: 'kind_offered', values: { kind: option.label }, options } },
    ]
  }
  return null
}

/** By what happened to somebody, not by its name. */
function isToldOfOthers(plain: string, { words, othersCauses }: SlotOption): boolean {
  return othersCauses.length > 0 && !words.some(word => plain.includes(word))
}

function formsOf(world: Listening['world']): Flow[] {
  return visibleFlows(world).filter(f => !f.hidden && f.pair !== null)
}

function optionsIn(flow: Flow): SlotOption[] {
  return flow.slots.flatMap(slot => (slot.type === 'choice' ? slot.options : []))
}
