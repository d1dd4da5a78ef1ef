import type { Flow, Slot } from '../../src/dialogue/flow.ts'
import { flowPicture } from './flow-picture.ts'
import { table } from './table.ts'

/** Stands at the head of every generated page. */
export const NOTE = '<!-- Made by "npm run generate" from flows/; edit the flow file instead. -->'

/** One flow as a page: who it is for, its picture, and what it knows. */
export function flowPage(flow: Flow): string {
  const blocks = [
    `# ${flow.title} (\`${flow.id}\`)`,
    NOTE,
    flow.summary,
    facts(flow),
    `\`\`\`mermaid\n${flowPicture(flow)}\n\`\`\``,
    ...asked(flow),
    ...worked(flow),
  ]
  return `${blocks.join('\n\n')}\n`
}

/** The list of all flows. */
export function flowIndex(flows: readonly Flow[]): string {
  const rows = flows.map(flow => [
    `[${flow.title}](${flow.id}.md)`,
    `\`${flow.id}\``,
    flow.audience.join(', '),
    String(flow.slots.filter(s => s.from === 'person').length),
    flow.submit.map(s => `\`${s.effect}\``).join(', '),
    flow.summary,
  ])
  const about =
    'Every conversation the bot can have. How the files are written: [flows.md](../reference/flows.md); what they may name: [names.md](names.md).'
  const list = table(['title', 'file', 'for', 'questions', 'effects', 'what it is'], rows)
  return `${['# Flows', NOTE, about, list].join('\n\n')}\n`
}

function facts(flow: Flow): string {
  const said = [
    `- For: ${flow.audience.join(', ')}`,
    `- Starts with: ${flow.phrases.join('、')}`,
    ...(flow.confidential ? ['- Confidential: never named aloud, no draft is kept, ids are random'] : []),
    ...(flow.hidden ? ['- Not shown in the menu'] : []),
    ...(flow.withdraw ? [`- Can be taken back with \`${flow.withdraw.flow}\``] : []),
    ...flow.nudges.map(n => `- Reminder after ${lasting(n.after)}`),
    ...(flow.expire ? [`- Put away after ${lasting(flow.expire.after)}`] : []),
  ]
  return said.join('\n')
}

function asked(flow: Flow): string[] {
  const slots = flow.slots.filter(s => s.from === 'person')
  if (slots.length === 0) return []
  const rows = slots.map(s => [
    `\`${s.name}\``,
    s.label,
    s.untilDone ? 'story' : s.type,
    s.when ? `\`${s.when.source}\`` : '',
    choices(s),
  ])
  return ['## What it asks', table(['name', 'label', 'type', 'asked when', 'options'], rows)]
}

function worked(flow: Flow): string[] {
  const slots = flow.slots.filter(s => s.from !== 'person')
  if (slots.length === 0) return []
  const lines = slots.map(s =>
    s.lookup
      ? `- \`${s.name}\` is looked up: \`${s.lookup.name}(${s.lookup.with.join(', ')})\``
      : `- \`${s.name}\` is worked out: \`${s.derive?.source}\``,
  )
  return ['## What it works out', lines.join('\n')]
}

function choices(slot: Slot): string {
  if (slot.optionsFrom) return `from \`${slot.optionsFrom}\``
  return slot.options.map(o => o.label).join('、')
}

const UNITS: readonly [name: string, ms: number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
]

function lasting(ms: number): string {
  const [name, unit] = UNITS.find(([, unit]) => ms % unit === 0) ?? ['ms', 1]
  return `${ms / unit}${name}`
}
