import { randomFillSync, randomInt, randomUUID } from 'node:crypto'

/** A random row id that tells nothing about order or time. */
export function randomId(): string {
  return randomUUID()
}

/** A short random id (80 bits, URL-safe) for things that many rows name: frames, cases, sessions' halves. */
export function shortId(): string {
  return Buffer.from(randomBytes(10)).toString('base64url')
}

const POOL = Buffer.alloc(8_192)
let used = POOL.length

/** Random bytes for nonces and keys, each given out once. Asked of the system in large pieces: a call is dear. */
export function randomBytes(count: number): Uint8Array {
  if (used + count > POOL.length) {
    randomFillSync(POOL)
    used = 0
  }
  const bytes = Uint8Array.prototype.slice.call(POOL, used, used + count)
  POOL.fill(0, used, used + count)
  used += count
  return bytes
}

/** A decimal code of `digits` digits for people to type. */
export function numericCode(digits: number): string {
  return Array.from({ length: digits }, () => randomInt(10)).join('')
}

/** What codes are made of: neither I, L, O nor U, which look like others. */
export const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Twelve letters, 60 random bits, for people to type. */
export function letterCode(): string {
  return Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}

/** As it is read and typed: three groups of four. */
export function inGroups(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

let last = 0

/**
 * A number that grows with every call and with time, for ordering rows of one process: ms × 1000 + counter.
 * Stays below 2^53 until the year 2255.
 */
export function sequence(now: number): number {
  last = Math.max(last + 1, now * 1000)
  return last
}

/** As many numbers in a row, for rows that one statement writes. @returns the first of them */
export function sequences(now: number, count: number): number {
  const first = sequence(now)
  last += count - 1
  return first
}

/** The number people see: `QJ-20261123-0007`. */
export function businessNumber(prefix: string, date: string, count: number): string {
  return `${prefix}-${date.replaceAll('-', '')}-${String(count).padStart(4, '0')}`
}
