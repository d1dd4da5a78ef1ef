import { describe, expect, test } from 'vitest'
import {
  faultsOfPassphrase,
  hashPassphrase,
  isPassphrase,
  NOBODY,
  oneTimePassphrase,
} from '../../src/admin/passphrase.ts'

describe('what is stored', () => {
  test('is argon2id at 64 MiB with three passes, and opens with its passphrase alone', async () => {
    const stored = await hashPassphrase('Correct-horse-1')
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(await isPassphrase('Correct-horse-1', stored)).toBe(true)
    expect(await isPassphrase('Correct-horse-2', stored)).toBe(false)
  })

  test('is salted: the same passphrase twice is stored differently', async () => {
    const cost = { memory: 64, passes: 1, parallelism: 1 }
    expect(await hashPassphrase('Correct-horse-1', cost)).not.toBe(
      await hashPassphrase('Correct-horse-1', cost),
    )
  })

  test('opens with the same signs of another input method', async () => {
    const stored = await hashPassphrase('口令Ａ1', { memory: 64, passes: 1, parallelism: 1 })
    expect(await isPassphrase('口令A1', stored)).toBe(true)
  })

  test.each(['', 'x', '$argon2i$v=19$m=64,t=1,p=1$AAAA$AAAA', '$argon2id$v=19$m=64,t=1,p=1$AAAA'])(
    'that is no such text opens with nothing: %s',
    async stored => expect(await isPassphrase('', stored)).toBe(false),
  )

  test('for nobody opens with nothing', async () => {
    for (const given of ['', 'password']) expect(await isPassphrase(given, NOBODY)).toBe(false)
  })
})

describe('a chosen passphrase', () => {
  test.each(['Abcdefgh12', 'abcdefgh-1', 'ABCDEFGH-1', '我家门前有小河后面有山坡Ab', 'A'.repeat(198) + 'b1'])(
    'will do: %s',
    passphrase => expect(faultsOfPassphrase(passphrase)).toEqual([]),
  )

  test.each([
    '',
    'Abcdefg1-',
    'abcdefghijkl',
    'abcdefgh1234',
    '我家门前有小河后面有山坡',
    'A'.repeat(200) + 'b1',
  ])('will not do: %s', passphrase => expect(faultsOfPassphrase(passphrase)).toHaveLength(1))
})

test('a one-time passphrase is never the same, and would do as a chosen one', () => {
  const made = Array.from({ length: 100 }, oneTimePassphrase)
  expect(new Set(made).size).toBe(100)
  for (const one of made) expect(faultsOfPassphrase(one)).toEqual([])
})
