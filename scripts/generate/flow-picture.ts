import type { Flow, Rule, Slot, Submit } from '../../src/dialogue/flow.ts'
import type { Parts } from '../../src/dialogue/template.ts'

/** Longer texts are cut in a picture; the file has them whole. */
const LONGEST = 36

/**
 * A flow as a Mermaid chart: its gates, its questions in their order, its rules with what they ask again, the
 * summary, and what is done. A form has no fixed road: the chart shows the one of a person who says one thing at a
 * time.
 */
export function flowPicture(flow: Flow): string {
  const stops = stopsOf(flow)
  const lines = ['flowchart TD', `  start([${label(flow.title)}]) --> ${stops[0]?.id ?? 'finish'}`]
  stops.forEach((stop, i) => lines.push(...stop.lines(stops[i + 1]?.id ?? 'finish').map(line => `  ${line}`)))
  return [...lines, '  finish([■])'].join('\n')
}

/** One place on the road: where it is entered, and its lines when the next place is known. */
interface Stop {
  id: string
  lines(next: string): string[]
}

function stopsOf(flow: Flow): Stop[] {
  const asked = flow.slots.filter(s => s.from === 'person')
  return [
    ...flow.gates.map((gate, i) =>
      closedBy(`gate${i}`, gate.that.source, words(gate.say) || (gate.instead ?? '')),
    ),
    ...asked.map(slot => question(slot)),
    ...flow.rules.map((rule, i) => ruled(rule, i)),
    ...(flow.confirm ? [summary(flow.confirm, asked)] : []),
    ...flow.submit.map((submit, i) => effect(submit, i)),
    ...(flow.done ? [said(words(flow.done))] : []),
  ]
}

function closedBy(id: string, condition: string, say: string): Stop {
  return {
    id,
    lines: next => [
      `${id}{${label(condition)}} -- yes --> ${next}`,
      `${id} -- no --> ${id}_closed[${label(say)}]`,
    ],
  }
}

function question(slot: Slot): Stop {
  const box = `${node(slot.name)}[${label(slot.label, slot.ask[0]?.source ?? '')}]`
  if (!slot.when) return { id: node(slot.name), lines: next => [`${box} --> ${next}`] }
  const id = `${node(slot.name)}_when`
  const condition = label(slot.when.source)
  return {
    id,
    lines: next => [
      `${id}{${condition}} -- yes --> ${box}`,
      `${id} -- no --> ${next}`,
      `${node(slot.name)} --> ${next}`,
    ],
  }
}

function ruled(rule: Rule, i: number): Stop {
  const id = `rule${i}`
  return {
    id,
    lines: next => [
      `${id}{${label(rule.that.source)}} -- yes --> ${next}`,
      ...rule.reask.map(name => `${id} -. no .-> ${node(name)}`),
    ],
  }
}

function summary({ say, yes, no, ends }: NonNullable<Flow['confirm']>, asked: readonly Slot[]): Stop {
  const [first] = asked
  return {
    id: 'confirm',
    lines: next => [
      `confirm[/${label(words(say))}/] -- ${label(yes)} --> ${next}`,
      ends || !first
        ? `confirm -- ${label(no)} --> finish`
        : `confirm -. ${label(no)} .-> ${node(first.name)}`,
    ],
  }
}

function effect(submit: Submit, i: number): Stop {
  const id = `do${i}`
  const refused = [...submit.refused].flatMap(([reason, { say, reask }]) =>
    reask.length > 0
      ? reask.map(name => `${id} -. ${label(reason)} .-> ${node(name)}`)
      : [`${id} -. ${label(reason)} .-> ${id}_${reason}[${label(words(say))}]`],
  )
  const done = submit.done ? `${id}_done[${label(words(submit.done))}]` : null
  return {
    id,
    lines: next => [
      `${id}[[${label(submit.effect)}]] --> ${done ? `${done} --> ${next}` : next}`,
      ...refused,
    ],
  }
}

function said(text: string): Stop {
  return { id: 'last', lines: next => [`last[${label(text)}] --> ${next}`] }
}

/** The words of a text in parts, conditions left out. */
function words(parts: Parts): string {
  return parts.parts.map(p => p.say.source).join('')
}

/** Names of slots may be words of Mermaid's own, such as `end`. */
function node(slot: string): string {
  return `ask_${slot}`
}

/** Quoted lines, each cut and with Mermaid's own signs written as entities. */
function label(...lines: readonly string[]): string {
  const cut = lines
    .filter(l => l !== '')
    .map(l => ([...l].length > LONGEST ? `${[...l].slice(0, LONGEST).join('')}…` : l))
  return `"${cut.map(escaped).join('<br/>')}"`
}

const SIGNS: Readonly<Record<string, string>> = {
  '#': '#35;',
  '"': '#quot;',
  '<': '#lt;',
  '>': '#gt;',
  '&': '#amp;',
}

function escaped(text: string): string {
  return text.replace(/[#"<>&]/gu, sign => SIGNS[sign] ?? sign).replaceAll('\n', ' ')
}
