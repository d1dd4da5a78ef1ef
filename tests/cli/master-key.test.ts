import { copyFileSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { keyFileOf, openData } from '../../src/data.ts'
import { HOME } from '../../src/main.ts'
import { lockFolder } from '../../src/storage/folder-lock.ts'
import { addMasterKey, loadMasterKey } from '../../src/storage/master-key.ts'
import { openVault } from '../../src/storage/vault.ts'
import { tempFolder } from '../support/folder.ts'
import { runCli } from './run-cli.ts'

let folder: string
const run = (...words: string[]) => runCli(folder, words)
const config = () => readConfig({ DATA_DIR: join(folder, 'data'), FLOWS_DIR: join(HOME, 'flows') }, folder)
const file = () => keyFileOf(config())
const keys = () => readFileSync(file(), 'utf8').trim().split('\n')

/** With the database and the key file as they are now. */
async function withVault<T>(
  job: (vault: ReturnType<typeof openVault>, data: Awaited<ReturnType<typeof openData>>) => Promise<T>,
): Promise<T> {
  const data = await openData(config())
  try {
    return await job(
      openVault(loadMasterKey(file(), true), () => 0),
      data,
    )
  } finally {
    await data.storage.close()
  }
}
const sealNow = (text: string) =>
  withVault((vault, { storage }) =>
    storage.transaction(tx => vault.seal(tx, `case:${text}`, 'table.column:row', text)),
  )
const openNow = (sealed: Uint8Array) =>
  withVault((vault, { storage }) => storage.read(tx => vault.openText(tx, 'table.column:row', sealed)))

let sealed: Uint8Array
beforeEach(async () => {
  folder = tempFolder()
  sealed = await sealNow('before')
})

describe('a new master key', () => {
  test('opens what the old one sealed, seals what follows, and the old one can be removed afterwards', async () => {
    const [old] = keys()
    expect(await run('key', 'rotate')).toMatchObject({ code: 0, out: expect.stringContaining('1把') })
    expect(keys()).toHaveLength(2)
    expect(keys()[1]).toBe(old)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(await openNow(sealed)).toBe('before')
    const after = await sealNow('after')
    expect(await run('key', 'forget')).toMatchObject({ code: 0 })
    expect(keys()).toHaveLength(1)
    expect(keys()).not.toContain(old)
    expect(await openNow(sealed)).toBe('before')
    expect(await openNow(after)).toBe('after')
  })

  test('the old key alone opens nothing any more', async () => {
    const old = `${folder}/old.key`
    copyFileSync(file(), old)
    await run('key', 'rotate')
    await run('key', 'forget')
    copyFileSync(old, file())
    await expect(openNow(sealed)).rejects.toMatchObject({ code: 'SEAL_BROKEN' })
  })

  test('stopped before anything was wrapped anew: the old one is not forgotten, and a second try finishes it', async () => {
    addMasterKey(file())
    expect(await openNow(sealed)).toBe('before')
    expect(await run('key', 'forget')).toMatchObject({
      code: 1,
      err: expect.stringContaining('旧的主密钥'),
    })
    expect(keys()).toHaveLength(2)
    await run('key', 'rotate')
    expect(await run('key', 'forget')).toMatchObject({ code: 0 })
    expect(await openNow(sealed)).toBe('before')
  })

  test('is not made beside a running program, nor where there is none yet', async () => {
    const lock = lockFolder(join(folder, 'data', 'trial'))
    expect((await run('key', 'rotate')).code).toBe(1)
    lock.release()
    expect(keys()).toHaveLength(1)
    folder = tempFolder()
    expect(await run('key', 'rotate')).toMatchObject({
      code: 1,
      err: expect.stringContaining('主密钥'),
    })
  })

  test('fits a backup from before, as long as the old one is kept', async () => {
    await run('backup', 'copy')
    await run('key', 'rotate')
    expect((await run('restore', 'copy')).code).toBe(0)
    expect(await openNow(sealed)).toBe('before')
    await run('key', 'rotate')
    await run('key', 'forget')
    expect((await run('restore', 'copy')).code).toBe(1)
  })

  test('is written down', async () => {
    await run('key', 'rotate')
    const lines = await withVault((_vault, { storage }) =>
      storage.read(tx => tx.db.select().from(tx.t.audit)),
    )
    expect(lines.map(line => line.action)).toContain('master_key.rotated')
  })
})
