import type { Flow, Slot } from './flow.ts'
import type { Frame } from './state.ts'

/** The one thing to ask next. */
export type Need =
  | { kind: 'nothing' }
  | { kind: 'pending' }
  /** `again`: it was asked already, and something else came between. */
  | { kind: 'slot'; frame: Frame; flow: Flow; slot: Slot; because: string; again: boolean }
  | { kind: 'confirm'; frame: Frame; flow: Flow }
  /** An effect failed: its words were said, “再试一次” tries again. */
  | { kind: 'retry' }
  | { kind: 'sending' }
