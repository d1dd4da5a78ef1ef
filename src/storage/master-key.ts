import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { Fault } from '../kernel/faults.ts'
import { type SealingKey, SUITES, type Suite, sealingKey } from './seal.ts'

/**
 * The key that wraps all data keys. It lives in a file of mode 0600 outside the database, one line:
 * `xinqiao-master-key v1 <suite> <id> <base64url>`. Whoever holds it can read what the server sealed.
 */
export function loadMasterKey(file: string, mayCreate: boolean): SealingKey {
  if (!existsSync(file)) {
    if (!mayCreate) throw new Fault('MASTER_KEY_MISSING')
    createMasterKey(file)
  }
  const [name, version, suiteName, id, text] = readFileSync(file, 'utf8').trim().split(/\s+/)
  const suite = SUITES.find(s => s.name === suiteName)
  const bytes = Buffer.from(text ?? '', 'base64url')
  if (name !== 'xinqiao-master-key' || version !== 'v1' || !suite || !id || bytes.length !== suite.keyBytes)
    throw new Fault('MASTER_KEY_MALFORMED')
  return sealingKey(id, suite, bytes)
}

/** Writes a fresh key; fails if the file is there already. */
function createMasterKey(file: string, suite: Suite | undefined = SUITES[0]): void {
  if (!suite) throw new Fault('MASTER_KEY_MALFORMED')
  const id = randomBytes(10).toString('base64url')
  const fd = openSync(file, 'wx', 0o600)
  writeSync(
    fd,
    `xinqiao-master-key v1 ${suite.name} ${id} ${randomBytes(suite.keyBytes).toString('base64url')}\n`,
  )
  fsyncSync(fd)
  closeSync(fd)
}
