import type { Storage, Tx } from '../storage/storage.ts'
import { faultName } from './fault-name.ts'
import type { Log } from './log.ts'
import { type Due, type Fate, markSent } from './outbox.ts'

export interface MarkParts {
  readonly storage: Storage
  readonly log: Log
  /** Keeps the news that a row with `onSent` has really been sent, in the transaction that marks it. */
  told(tx: Tx, onSent: NonNullable<Due['onSent']>, key: string, now: number): Promise<void>
  /** Does what hangs on how a row went. */
  fate(tx: Tx, fates: readonly Fate[], how: 'sent' | 'gave_up', now: number): Promise<void>
}

/** Writes down what has been sent. A crash before it sends a message twice, never not at all. */
export interface Marks {
  add(row: Due, at: number): void
  busy(): boolean
  /** Tries once more what is left; the rest stays due, and leaves twice. */
  stop(): Promise<void>
}

interface Mark {
  readonly row: Due
  readonly at: number
}

const FIRST_WAIT = 200
const LONGEST_WAIT = 30_000

export function openMarks({ storage, log, told, fate }: MarkParts): Marks {
  const marks: Mark[] = []
  let marking = false
  let running = Promise.resolve()
  let again: NodeJS.Timeout | undefined
  let wait = FIRST_WAIT
  let stopping = false

  /** Marks that come meanwhile ride in the next commit. */
  function flush(): Promise<void> {
    if (marking) return running
    marking = true
    running = run()
    return running
  }

  async function run(): Promise<void> {
    const failed: Mark[] = []
    while (marks.length > 0) failed.push(...(await write(marks.splice(0))))
    marking = false
    if (failed.length === 0) {
      wait = FIRST_WAIT
      return
    }
    marks.push(...failed)
    if (stopping) return
    clearTimeout(again)
    again = setTimeout(() => void flush(), wait)
    wait = Math.min(LONGEST_WAIT, wait * 2)
  }

  /** One that cannot be written must not hold up the others. @returns what was not written */
  async function write(batch: readonly Mark[]): Promise<Mark[]> {
    try {
      await storage.transaction(async tx => {
        for (const { row, at } of batch) {
          await markSent(tx, row.seq, at)
          if (row.onSent) await told(tx, row.onSent, row.key, at)
          if (row.fates?.length) await fate(tx, row.fates, 'sent', at)
        }
      })
      return []
    } catch (error) {
      log.error({ rows: batch.length, fault: faultName(error) }, 'send.not_marked')
    }
    if (batch.length === 1) return [...batch]
    const failed: Mark[] = []
    for (const mark of batch) failed.push(...(await write([mark])))
    return failed
  }

  return {
    add(row, at) {
      marks.push({ row, at })
      void flush()
    },
    busy: () => marking || marks.length > 0,
    async stop() {
      stopping = true
      clearTimeout(again)
      await flush()
    },
  }
}
