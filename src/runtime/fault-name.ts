import { Fault } from '../kernel/faults.ts'

/** The name of an error for the log: its code, with the engine's code where a database refused; never a message. */
export function faultName(error: unknown): string {
  if (error instanceof Fault)
    return [error.code, ...error.details.map(d => d.values?.['value'] ?? d.rule)].join(' ')
  return error instanceof Error ? error.name : 'UNKNOWN'
}
