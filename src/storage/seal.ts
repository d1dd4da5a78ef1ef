import {
  type CipherGCMTypes,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
} from 'node:crypto'
import { Fault } from '../kernel/faults.ts'
import { randomBytes } from '../kernel/ids.ts'

/**
 * Authenticated encryption of one value, bound to the place where it is stored.
 *
 *     byte 0      version, 1
 *     byte 1      suite
 *     bytes 2–11  id of the data key
 *     bytes 12–23 nonce
 *     then        ciphertext, and 16 bytes of tag
 */
export interface Suite {
  readonly name: 'AES-256-GCM' | 'SM4-GCM'
  readonly byte: number
  readonly cipher: CipherGCMTypes
  readonly keyBytes: number
}

export const SUITES: readonly Suite[] = [
  { name: 'AES-256-GCM', byte: 1, cipher: 'aes-256-gcm', keyBytes: 32 },
  { name: 'SM4-GCM', byte: 2, cipher: 'sm4-gcm' as CipherGCMTypes, keyBytes: 16 },
]

/** A key that seals values. `id` is 10 bytes, base64url. */
export interface SealingKey {
  readonly id: string
  readonly suite: Suite
  readonly key: KeyObject
  /** How everything it seals begins: version, suite, id. */
  readonly head: Uint8Array
}

/** Where a sealed value lives, `table.column:row`. A value moved to another place does not open. */
export type Place = `${string}.${string}:${string}`

const VERSION = 1
const ID_BYTES = 10
const NONCE_AT = 2 + ID_BYTES
const BODY_AT = NONCE_AT + 12
const TAG_BYTES = 16

export function seal(key: SealingKey, place: Place, plain: Uint8Array | string): Uint8Array {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(key.suite.cipher, key.key, nonce)
  cipher.setAAD(Buffer.from(place))
  const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain)
  return Buffer.concat([key.head, nonce, body, cipher.final(), cipher.getAuthTag()])
}

/** @throws Fault SEAL_BROKEN for a wrong key, another place, an unknown version or a damaged byte */
export function unseal(key: SealingKey, place: Place, sealed: Uint8Array): Uint8Array {
  if (sealed.length < BODY_AT + TAG_BYTES || sealed[0] !== VERSION || sealed[1] !== key.suite.byte)
    throw new Fault('SEAL_BROKEN')
  if (keyIdOf(sealed) !== key.id) throw new Fault('SEAL_BROKEN')
  const decipher = createDecipheriv(key.suite.cipher, key.key, sealed.subarray(NONCE_AT, BODY_AT), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  try {
    const body = decipher.update(sealed.subarray(BODY_AT, sealed.length - TAG_BYTES))
    return Buffer.concat([body, decipher.final()])
  } catch {
    throw new Fault('SEAL_BROKEN')
  }
}

/** The id of the data key that sealed a value. */
export function keyIdOf(sealed: Uint8Array): string {
  return Buffer.from(sealed.subarray(2, NONCE_AT)).toString('base64url')
}

/** A fresh data key, and its bytes for wrapping. */
export function newKey(suite: Suite): { key: SealingKey; bytes: Uint8Array } {
  const bytes = randomBytes(suite.keyBytes)
  return { key: sealingKey(Buffer.from(randomBytes(ID_BYTES)).toString('base64url'), suite, bytes), bytes }
}

export function sealingKey(id: string, suite: Suite, bytes: Uint8Array): SealingKey {
  const head = Buffer.concat([Buffer.from([VERSION, suite.byte]), Buffer.from(id, 'base64url')])
  return { id, suite, key: createSecretKey(bytes), head }
}

export function suiteOfByte(byte: number | undefined): Suite {
  const suite = SUITES.find(s => s.byte === byte)
  if (!suite) throw new Fault('SEAL_BROKEN')
  return suite
}
