import { Fault } from '../kernel/faults.ts'

/**
 * The name of an error for the log: its code, with the engine's code where a database refused; of any other its kind
 * and the place it was thrown at (`TypeError settle.ts:120`). Never a message: that may hold somebody's words.
 */
export function faultName(error: unknown): string {
  if (error instanceof Fault)
    return [error.code, ...error.details.map(d => d.values?.['value'] ?? d.rule)].join(' ')
  if (!(error instanceof Error)) return 'UNKNOWN'
  const place = placeOf(error)
  return place === null ? error.name : `${error.name} ${place}`
}

/** File and line of the first frame. What stands above the frames is the message. */
function placeOf({ stack = '', message }: Error): string | null {
  const frames = stack.slice(stack.indexOf(message) + message.length)
  return /^ {4}at .*?([\w.-]+\.[cm]?[jt]s:\d+):\d+\)?$/m.exec(frames)?.[1] ?? null
}
