import type { Outcome } from '../../dialogue/event.ts'
import { randomId } from '../../kernel/ids.ts'
import type { JobContext, Tools } from '../../runtime/context.ts'

/** Nothing was handed over: what was written stays where it is, so that it can be tried again. */
export function refuse(context: JobContext, to: Sent, reason: string): Promise<void> {
  return report(context, to, { state: 'refused', reason, values: {} })
}

/** Whose it was, and the effect's key: its outcome goes back under it. */
interface Sent {
  readonly lane: string
  readonly key: string
}

/** Each time it is tried has an outcome of its own, all under the same key. */
export function report(context: JobContext, { lane, key }: Sent, outcome: Outcome): Promise<void> {
  return context.tell(lane, { type: 'result', key, outcome }, `result:${key}:${randomId()}`)
}

/** The writer's own name becomes “某人”. @param name null where it may stay */
export function withoutName(text: string, name: string | null, tools: Tools): string {
  return name ? text.replaceAll(name, tools.text('somebody')) : text
}
