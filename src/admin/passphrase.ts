import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Detail } from '../kernel/faults.ts'

/** Fewest characters, and of how many of the four kinds. */
const LENGTH = 10
const KINDS = 3
const LONGEST = 200

/** argon2id at 64 MiB, three passes: about 0.15 s of one core. */
export const COST = { memory: 65_536, passes: 3, parallelism: 1 }
const TAG_BYTES = 32

/** A hash nobody knows the passphrase of: checking against it takes as long as checking against a real one. */
export const NOBODY = nobodyAt(COST)

/** The same at another cost: as dear as the real ones, or a clock tells who has an account. */
export function nobodyAt(cost: Cost): string {
  return phc(cost, Buffer.alloc(16), Buffer.alloc(TAG_BYTES))
}

/** What is wrong with a passphrase somebody chose; empty when it will do. */
export function faultsOfPassphrase(passphrase: string): Detail[] {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter(kind => kind.test(passphrase)).length
  const length = [...passphrase].length
  if (length > LONGEST) return [{ where: 'passphrase', rule: 'too_long', values: { max: LONGEST } }]
  if (length >= LENGTH && kinds >= KINDS) return []
  return [{ where: 'passphrase', rule: 'passphrase', values: { min: LENGTH, kinds: KINDS } }]
}

/** A passphrase for somebody's first sign-in: readable aloud, 80 bits. */
export function oneTimePassphrase(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `Xq-${group()}-${group()}-${group()}-${group()}`
}

/** The PHC text that is stored; it says what it cost, so that a dearer program still opens it. */
export async function hashPassphrase(passphrase: string, cost: Cost = COST): Promise<string> {
  const salt = randomBytes(16)
  return phc(cost, salt, await derive(passphrase, salt, cost))
}

/** Whether a passphrase is the one behind a PHC text; takes the same time either way. */
export async function isPassphrase(passphrase: string, stored: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(stored) ?? []
  if (salt === undefined || tag === undefined) return false
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const wanted = Buffer.from(tag, 'base64')
  const given = await derive(passphrase, Buffer.from(salt, 'base64'), cost)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([\w+/]+)\$([\w+/]+)$/

/** Memory in KiB. */
export type Cost = typeof COST

let last: Promise<unknown> = Promise.resolve()

/** One at a time: many sign-ins at once must not take gigabytes. */
function derive(passphrase: string, salt: Uint8Array, cost: Cost): Promise<Buffer> {
  const next = last.then(() => deriveNow(passphrase, salt, cost))
  last = next.catch(() => {})
  return next
}

function deriveNow(passphrase: string, nonce: Uint8Array, cost: Cost): Promise<Buffer> {
  // NFKC: the same keys pressed on another input method give the same passphrase.
  const message = passphrase.normalize('NFKC')
  return new Promise((resolve, reject) =>
    argon2('argon2id', { message, nonce, tagLength: TAG_BYTES, ...cost }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}

function phc({ memory, passes, parallelism }: Cost, salt: Buffer, tag: Buffer): string {
  const bare = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${bare(salt)}$${bare(tag)}`
}
