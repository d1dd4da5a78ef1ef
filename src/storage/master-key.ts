import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { Fault } from '../kernel/faults.ts'
import { keyIdOf, type Place, type SealingKey, SUITES, type Suite, sealingKey, unseal } from './seal.ts'

/** The key that wraps data keys, and those that did before it: what they wrapped can still be read. */
export interface MasterKey extends SealingKey {
  readonly older: readonly SealingKey[]
}

/**
 * The key that wraps all data keys. It lives in a file of mode 0600 outside the database, one line for the key in use
 * and one for each before it: `xinqiao-master-key v1 <suite> <id> <base64url>`. Whoever holds it can read what the
 * server sealed.
 */
export function loadMasterKey(file: string, mayCreate: boolean): MasterKey {
  if (!existsSync(file)) {
    if (!mayCreate) throw new Fault('MASTER_KEY_MISSING')
    writeKeys(file, [newLine()])
  }
  const [current, ...older] = linesOf(file).map(keyOf)
  if (!current) throw new Fault('MASTER_KEY_MALFORMED')
  return { ...current, older }
}

/** Puts a new key before those there are; whoever reads the file from now on wraps with it. */
export function addMasterKey(file: string): MasterKey {
  const { suite } = loadMasterKey(file, false)
  replaceKeys(file, [newLine(suite), ...linesOf(file)])
  return loadMasterKey(file, false)
}

/** Leaves the key in use alone. */
export function dropOlderKeys(file: string): void {
  replaceKeys(file, linesOf(file).slice(0, 1))
}

/** @throws Fault SEAL_BROKEN where neither the key in use nor one before it has wrapped this */
export function unwrap(
  master: SealingKey & Partial<MasterKey>,
  place: Place,
  wrapped: Uint8Array,
): Uint8Array {
  const id = keyIdOf(wrapped)
  return unseal(master.older?.find(key => key.id === id) ?? master, place, wrapped)
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').trim().split(/\r?\n/)
}

function keyOf(line: string): SealingKey {
  const [name, version, suiteName, id, text] = line.trim().split(/\s+/)
  const suite = SUITES.find(s => s.name === suiteName)
  const bytes = Buffer.from(text ?? '', 'base64url')
  if (name !== 'xinqiao-master-key' || version !== 'v1' || !suite || !id || bytes.length !== suite.keyBytes)
    throw new Fault('MASTER_KEY_MALFORMED')
  return sealingKey(id, suite, bytes)
}

function newLine(suite: Suite | undefined = SUITES[0]): string {
  if (!suite) throw new Fault('MASTER_KEY_MALFORMED')
  const id = randomBytes(10).toString('base64url')
  return `xinqiao-master-key v1 ${suite.name} ${id} ${randomBytes(suite.keyBytes).toString('base64url')}`
}

/** The whole file or none of it, also when the machine stops in between. */
function replaceKeys(file: string, lines: readonly string[]): void {
  const next = `${file}.${randomBytes(4).toString('hex')}`
  writeKeys(next, lines)
  renameSync(next, file)
}

/** Fails if the file is there already. */
function writeKeys(file: string, lines: readonly string[]): void {
  const fd = openSync(file, 'wx', 0o600)
  writeSync(fd, `${lines.join('\n')}\n`)
  fsyncSync(fd)
  closeSync(fd)
}
