import { Worker } from 'node:worker_threads'
import type Database from 'better-sqlite3'

/** Jobs after which the log has grown enough to be worth a move: some hundreds of pages. */
const JOBS = 500

/** Pages of the log at which the writer moves what the thread has not, instead of SQLite's 1,000. */
const BEHIND = 10_000

/** Moves the log into the database in a thread of its own. */
export interface Checkpoints {
  /** So many jobs are durable in the log. */
  written(jobs: number): void
  /** Ends the thread; what is still in the log then is left to the writer. */
  close(): Promise<void>
}

/**
 * A checkpoint waits for the disk twice; made by the writer, everybody who writes just then waits with it (10 ms in the
 * middle of a busy hour). The thread begins when there is something to move, and ends when there has been nothing for
 * a minute. Should it fail, the writer does it as before.
 * @param writer the connection whose commits fill the log
 * @param script the file of `checkpoint-thread.ts`, as source or built
 */
export function openCheckpoints(writer: Database.Database, file: string, script: string): Checkpoints {
  let thread: Worker | null = null
  let moving = false
  let waiting = 0
  let failed = false
  writer.pragma(`wal_autocheckpoint = ${BEHIND}`)

  function written(jobs: number): void {
    waiting += jobs
    if (waiting < JOBS || moving || failed) return
    waiting = 0
    moving = true
    thread ??= begun()
    thread.postMessage('move')
  }

  function begun(): Worker {
    const worker = new Worker(script, { workerData: file })
    worker.unref()
    worker.on('message', () => {
      moving = false
    })
    worker.once('error', () => {
      failed = true
      writer.pragma('wal_autocheckpoint = 1000')
    })
    worker.once('exit', () => {
      moving = false
      thread = null
    })
    return worker
  }

  return {
    written,
    close() {
      const last = thread
      if (!last) return Promise.resolve()
      return new Promise(resolve => {
        last.once('exit', () => resolve())
        last.ref()
        last.postMessage('end')
      })
    },
  }
}
