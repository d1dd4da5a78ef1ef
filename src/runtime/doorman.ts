import type { Inbound } from '../kernel/channel.ts'
import type { Tx } from '../storage/storage.ts'
import type { Tools } from './context.ts'
import type { Push } from './push.ts'

/** Meets whoever writes on a personal platform and is nobody's contact yet. Given by the area that binds contacts. */
export interface Doorman {
  /** @returns what is answered; '' = nothing, for it writes too often */
  meet(context: DoorContext, event: Inbound): Promise<string>
}

export interface DoorContext {
  readonly tx: Tx
  /** ms UTC. */
  readonly now: number
  readonly tools: Tools
  readonly push: Push
}
