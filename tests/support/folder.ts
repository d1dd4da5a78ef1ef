import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of its own for one test, gone when the test is over. */
export function tempFolder(): string {
  const folder = makeFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A fresh folder that the caller removes. */
export function makeFolder(): string {
  return mkdtempSync(join(PLACE, 'xinqiao-'))
}

/** Files of some systems that stand in memory, and the room that tests want there, bytes. */
const MEMORY = '/dev/shm'
const ROOM = 2 ** 30

/** In memory where there is room: tests kill processes and never the machine, and a disk costs a fifth of their time. */
const PLACE = isRoomy(MEMORY) ? MEMORY : tmpdir()

function isRoomy(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= ROOM
  } catch {
    return false
  }
}
