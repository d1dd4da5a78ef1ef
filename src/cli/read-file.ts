import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Fault } from '../kernel/faults.ts'

/** A file named on the command line. @throws Fault FILE_MISSING */
export async function readFileNamed(path: string): Promise<{ name: string; bytes: Uint8Array }> {
  const bytes = await readFile(path).catch(() => {
    throw new Fault('FILE_MISSING', { values: { file: path } })
  })
  return { name: basename(path), bytes }
}
