import type { Person } from '../../kernel/person.ts'
import type { CareContext, JobContext, Tools } from '../../runtime/context.ts'
import type { Retention } from '../../runtime/retention.ts'
import type { Tx } from '../../storage/storage.ts'

/** Something finished, and the day it was. */
export interface Finished {
  readonly about: string
  /** `YYYY-MM-DD`; where nobody wrote it down, the day it is first seen finished. */
  readonly ended: string
}

/** Something that waits to be deleted, as those who are told of it know it. */
export interface Standing {
  /** Its number. */
  readonly no: string
  /** How the audit log calls it, where its number would name somebody. */
  readonly logged?: string
  /** Whose it is; null where he has left, or nobody may be told. */
  readonly person: Person | null
  /** Who deals with it, and may put it off. */
  readonly keepers: readonly Person[]
}

/** One kind of things that are deleted after their time. */
export interface LifeKind {
  readonly kind: string
  readonly days: (retention: Retention) => number
  /**
   * Finished on or before a day and not yet waiting.
   * @param by where the day is not written down, it is not asked for either
   */
  finished(about: Pick<CareContext, 'tx' | 'tools' | 'today'>, by: string, limit: number): Promise<Finished[]>
  /** Those that wait and are not finished any more, such as a case that was opened anew. */
  revived?(tx: Tx): Promise<string[]>
  /** Null where there is nothing finished of that id any more. */
  standing(tx: Tx, tools: Tools, about: string): Promise<Standing | null>
  /** Deletes it: rows, files, keys and links. */
  erase(context: JobContext, about: string): Promise<void>
}
