import type { Sensitive } from '../kernel/sensitive.ts'
import type { CareContext } from './context.ts'
import type { Effect, Errand, Job, Lookup } from './declare.ts'
import type { Policy } from './policy.ts'
import type { Privacy } from './privacy.ts'
import type { Route } from './route.ts'

/**
 * A part of the product's substance: what its flows may look up and do, what it says unasked, what happens by
 * itself, and its admin API. Adding an area = a folder, a flow file, one line in `main.ts`.
 */
export interface CareArea {
  readonly name: string
  readonly lookups: Readonly<Record<string, Lookup>>
  readonly effects: Readonly<Record<string, Effect>>
  /** Unasked messages, by name, with the names their texts may use. The words stand in `flows/_notices.yaml`. */
  readonly notices: Readonly<Record<string, readonly string[]>>
  /** Where its notices may go; without it, wherever the person last spoke. */
  readonly privacy?: Privacy
  /** Notices for those who handle it: never to a personal platform, whatever has been decided. */
  readonly atWork?: readonly string[]
  /** What is spoken of wherever that is which has this number; nothing where it is no number of this area. */
  topics?(context: Pick<CareContext, 'tx' | 'tools'>, no: string): Promise<readonly Sensitive[]>
  /** Rule tables it reads. */
  readonly policies?: readonly Policy[]
  /** What timers start, by name. */
  readonly jobs: Readonly<Record<string, Job>>
  /** Jobs that begin at every start, and set their own next time. */
  readonly always?: readonly string[]
  /** Like jobs, with a part that may wait for something before the transaction: sealing to readers. */
  readonly errands?: Readonly<Record<string, Errand<unknown>>>
  readonly routes: readonly Route[]
}
