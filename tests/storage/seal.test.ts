import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadMasterKey } from '../../src/storage/master-key.ts'
import { keyIdOf, newKey, SUITES, type Suite, seal, sealingKey, unseal } from '../../src/storage/seal.ts'
import { openVault, type Vault } from '../../src/storage/vault.ts'
import { type Engine, startSqlite } from '../support/engines.ts'
import { tempFolder } from '../support/folder.ts'

describe.each(SUITES)('$name', suite => {
  const { key } = newKey(suite)

  test('what was sealed opens in its place, byte for byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.string(), (bytes, row) => {
        const sealed = seal(key, `t.c:${row}`, bytes)
        expect(Buffer.from(unseal(key, `t.c:${row}`, sealed))).toEqual(Buffer.from(bytes))
      }),
      { numRuns: 100 },
    )
  })

  test('the same text twice is two different ciphertexts', () => {
    expect(Buffer.from(seal(key, 't.c:1', '心里话'))).not.toEqual(Buffer.from(seal(key, 't.c:1', '心里话')))
  })

  test('moved to another row it does not open', () => {
    expect(() => unseal(key, 't.c:2', seal(key, 't.c:1', 'x'))).toThrow(
      expect.objectContaining({ code: 'SEAL_BROKEN' }),
    )
  })

  test('a damaged byte anywhere fails closed', () => {
    const sealed = seal(key, 't.c:1', '活着没意思')
    for (let at = 0; at < sealed.length; at++) {
      const damaged = Uint8Array.from(sealed)
      damaged[at] = (damaged[at] ?? 0) ^ 1
      expect(() => unseal(key, 't.c:1', damaged), `byte ${at}`).toThrow(
        expect.objectContaining({ code: 'SEAL_BROKEN' }),
      )
    }
  })

  test('another key and a cut value fail closed', () => {
    const sealed = seal(key, 't.c:1', 'x')
    expect(() => unseal(newKey(suite).key, 't.c:1', sealed)).toThrow(
      expect.objectContaining({ code: 'SEAL_BROKEN' }),
    )
    expect(() => unseal(key, 't.c:1', sealed.subarray(0, 20))).toThrow(
      expect.objectContaining({ code: 'SEAL_BROKEN' }),
    )
  })
})

test.each([
  [
    'AES-256-GCM',
    '0101000102030405060708094b01c99b6124602551ec78afc0ec59728982b9509d1558d1457e378d1dab43ce3314',
  ],
  ['SM4-GCM', '010200010203040506070809bfc0e76e9b7741e9083e4ca2dfc88573cb6ebb33d8de3e749a2c3b417c8d0c590c2e'],
])('a value sealed by the first version with %s still opens', (name, hex) => {
  // The format on disk is pinned: changing it would make every stored value unreadable.
  const suite = suiteNamed(name)
  const key = sealingKey(
    'AAECAwQFBgcICQ',
    suite,
    Uint8Array.from({ length: suite.keyBytes }, (_, i) => i),
  )
  expect(keyIdOf(Buffer.from(hex, 'hex'))).toBe(key.id)
  expect(Buffer.from(unseal(key, 'table.column:row', Buffer.from(hex, 'hex'))).toString()).toBe('心桥')
})

describe('the vault', () => {
  let engine: Engine
  let vault: Vault
  beforeAll(async () => {
    engine = await startSqlite()
    vault = openVault(newKey(suiteNamed('AES-256-GCM')).key, () => Date.UTC(2026, 10, 23, 14, 7, 31, 44))
  })
  afterAll(() => engine.stop())

  test('each subject has a key of its own', async () => {
    const [a, b] = await engine.storage.transaction(async tx => [
      await vault.seal(tx, 'case:1', 't.c:1', 'x'),
      await vault.seal(tx, 'case:2', 't.c:1', 'x'),
    ])
    expect(keyIdOf(a as Uint8Array)).not.toBe(keyIdOf(b as Uint8Array))
  })

  test('when a key was made says the day and no more: the first key of a case is made when somebody writes', async () => {
    await engine.storage.transaction(tx => vault.seal(tx, 'case:day', 't.c:1', 'x'))
    const rows = await engine.storage.read(tx =>
      tx.db.select().from(tx.t.dataKey).where(eq(tx.t.dataKey.subject, 'case:day')),
    )
    expect(rows.map(row => row.created)).toEqual([Date.UTC(2026, 10, 23)])
  })

  test('a key made in a job that failed is not used afterwards', async () => {
    await engine.storage
      .transaction(async tx => {
        await vault.seal(tx, 'lane:lost', 't.c:1', 'x')
        throw new Error('no')
      })
      .catch(() => {})
    const sealed = await engine.storage.transaction(tx => vault.seal(tx, 'lane:lost', 't.c:1', 'y'))
    expect(await engine.storage.read(tx => vault.openText(tx, 't.c:1', sealed))).toBe('y')
  })
})

function suiteNamed(name: string): Suite {
  const suite = SUITES.find(s => s.name === name)
  if (!suite) throw new Error(`no suite ${name}`)
  return suite
}

describe('the master key', () => {
  test('is made at the first start, readable by its owner alone, and read back the same', () => {
    const file = join(tempFolder(), 'master.key')
    const made = loadMasterKey(file, true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(loadMasterKey(file, false).id).toBe(made.id)
  })

  test('missing although values are sealed, it is not silently replaced', () => {
    expect(() => loadMasterKey(join(tempFolder(), 'master.key'), false)).toThrow(
      expect.objectContaining({ code: 'MASTER_KEY_MISSING' }),
    )
  })

  test('a file of something else is refused', () => {
    const file = join(tempFolder(), 'master.key')
    writeFileSync(file, 'hello')
    expect(() => loadMasterKey(file, true)).toThrow(expect.objectContaining({ code: 'MASTER_KEY_MALFORMED' }))
  })
})
