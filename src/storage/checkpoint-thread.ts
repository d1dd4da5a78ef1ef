import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

/** Without work for so long the thread ends and gives back its memory, ms. */
const IDLE = 60_000

/**
 * What runs in the thread of `checkpoints.ts`: each message asks to move the log into the database, and is answered
 * once that is done. PASSIVE waits for nobody, and nobody waits for it.
 */
const raw = new Database(workerData as string, { fileMustExist: true, timeout: 5_000 })
raw.pragma('synchronous = FULL')
const idle = setTimeout(end, IDLE).unref()

parentPort?.on('message', (wish: 'move' | 'end') => {
  if (wish === 'end') return end()
  raw.pragma('wal_checkpoint(PASSIVE)')
  idle.refresh()
  parentPort?.postMessage('moved')
})

function end(): void {
  raw.close()
  parentPort?.close()
}
