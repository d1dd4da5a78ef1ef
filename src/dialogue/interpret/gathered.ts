import type { Command } from '../command.ts'
import type { Slot } from '../flow.ts'
import type { Heard } from '../slots/index.ts'
import type { Length } from '../slots/length.ts'
import type { Value } from '../value.ts'
import type { At } from './listening.ts'

/** All values of one message are one batch: rules are checked once, and nothing in between is announced. */
export class Gathered {
  readonly values: Record<string, Value> = {}
  halved = false
  counted: Length | undefined
  /** Said with a day that has to be asked for: it holds for whichever is meant. */
  length: Length | undefined
  private readonly others: Command[] = []
  private readonly cleared: string[] = []
  private readonly at: At

  constructor(at: At) {
    this.at = at
  }

  take(slot: Slot, found: Heard): void {
    if (found === null) return
    if ('value' in found) this.values[slot.name] = found.value
    else if ('between' in found) this.add({ do: 'ask_between', question: found.between })
    else this.add({ do: 'say', pattern: found.problem, values: found.values })
  }

  add(command: Command): void {
    if (command.do === 'set') {
      Object.assign(this.values, command.values)
      if ((this.at.flow.pair?.to.name ?? '') in command.values) this.counted = command.counted
    } else if (command.do === 'clear') this.cleared.push(...command.slots)
    else this.others.push(command)
  }

  any(): boolean {
    return Object.keys(this.values).length > 0
  }

  has(slot: Slot): boolean {
    return slot.name in this.values || this.cleared.includes(slot.name)
  }

  commands(): Command[] {
    const { cleared } = this
    const { frame, asked } = this.at
    // What stands already says nothing new, unless it was asked for.
    const fresh = Object.entries(this.values).filter(
      ([name, v]) => name === asked?.name || JSON.stringify(frame.slots[name]) !== JSON.stringify(v),
    )
    const values = Object.fromEntries(fresh)
    const commands: Command[] = []
    if (Object.keys(values).length > 0)
      commands.push({
        do: 'set',
        frame: frame.id,
        values,
        ...(this.halved && { halved: true }),
        ...(this.counted && { counted: this.counted }),
      })
    if (this.length) commands.push({ do: 'length', ...this.length, quiet: true })
    if (cleared.length > 0) commands.push({ do: 'clear', slots: cleared })
    return [...commands, ...this.others.slice(0, 1)]
  }
}
