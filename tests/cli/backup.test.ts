import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { threadFile } from '../../src/data.ts'
import { writeAudit } from '../../src/runtime/audit.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import type { Tx } from '../../src/storage/storage.ts'
import { makeFolder, tempFolder } from '../support/folder.ts'
import { runCli, startCli } from './run-cli.ts'

let folder: string
const data = (name: string) => join(folder, 'data', 'trial', name)
beforeEach(() => {
  folder = tempFolder()
})

const run = (...words: string[]) => runCli(folder, words)

describe('a backup', () => {
  test('of a running program holds the database and the files, not the master key, and can be put back', async () => {
    const running = await startCli(folder)
    await run('duty', 'set', 'sample-xuan')
    mkdirSync(data('files'), { recursive: true })
    writeFileSync(data('files/a1'), 'sealed')
    const made = await run('backup', 'copy')
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/数据库和1个附件。\n备份里没有主密钥/) })
    expect(readdirSync(join(folder, 'copy')).sort()).toEqual(['files', 'manifest.json', 'xinqiao.db'])
    expect(await run('restore', 'copy')).toMatchObject({
      code: 1,
      err: expect.stringContaining('正在使用这份数据'),
    })
    await running.stop()

    await run('duty', 'set', 'sample-wang')
    rmSync(data('files/a1'))
    expect(await run('restore', 'copy')).toMatchObject({
      code: 0,
      out: expect.stringContaining('原来的数据移到了'),
    })
    expect(readFileSync(data('files/a1'), 'utf8')).toBe('sealed')
    expect(await run('audit', 'verify')).toMatchObject({ code: 0 })
    const again = await startCli(folder)
    const setup = await (await fetch(`${again.url}/api/v1/setup`)).json()
    expect(setup).toMatchObject({ steps: { duty: true } })
    await again.stop()
  })

  test('promise 21: takes the ones beside it along that are older than is said, and nothing else', async () => {
    for (const name of ['old', 'young', 'other']) expect(await run('backup', name)).toMatchObject({ code: 0 })
    const age = (name: string, days: number, about: object = {}) => {
      const file = join(folder, name, 'manifest.json')
      const at = Temporal.Now.instant()
        .subtract({ hours: days * 24 + 1 })
        .toString()
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as object
      writeFileSync(file, JSON.stringify({ ...manifest, at, ...about }))
    }
    age('old', 31)
    age('young', 29)
    age('other', 900, { live: true })
    mkdirSync(join(folder, 'mine'))
    writeFileSync(join(folder, 'mine', 'manifest.json'), '{"at":"2020-01-01T00:00:00Z"}')
    expect(await run('backup', 'new', '--keep', 'x')).toMatchObject({ code: 1 })
    expect(await run('backup', '--keep', '30', 'new')).toMatchObject({
      code: 0,
      out: expect.stringContaining('超过30天的旧备份删了1份'),
    })
    const left = readdirSync(folder).filter(name => name !== 'data')
    expect(left.toSorted()).toEqual(['mine', 'new', 'other', 'young'])
    expect(await run('restore', 'young')).toMatchObject({ code: 0, out: expect.stringContaining('29天前的') })
  })

  test('brings nothing back of a case that was taken back or deleted after it, where that can still be seen', async () => {
    await run('duty', 'set', 'sample-xuan')
    const open = async <T>(job: (tx: Tx) => Promise<T>) => {
      const storage = openSqlite(data('xinqiao.db'), threadFile('storage/checkpoint-thread'))
      return storage.transaction(job).finally(() => storage.close())
    }
    const bytes = new Uint8Array([1])
    await open(async tx => {
      for (const id of ['back', 'gone', 'stays']) {
        const plain = { no: `XS-${id}`, kind: 'heart', mode: 'named', status: 'closed', level: 'none' }
        const none = {
          handler: null,
          outcome: null,
          asked: null,
          barred: null,
          labels: null,
          mergedInto: null,
        }
        const more = { recipient: 'age1x', day: '2026-11-23', due: 0, clock: bytes, reminded: 0 }
        await tx.db.insert(tx.t.caseFile).values({ id, ...plain, ...more, ...none })
        await tx.db.insert(tx.t.caseLink).values({ caseId: id, person: bytes })
        const message = { id: `of-${id}`, caseId: id, from: 'person', position: 0, sealed: bytes }
        await tx.db.insert(tx.t.caseMessage).values({ ...message, day: '2026-11-23' })
        await tx.db.insert(tx.t.caseEnclosure).values({ id: `file-of-${id}`, caseId: id })
      }
    })
    await run('backup', 'copy')
    await open(async tx => {
      const { caseFile } = tx.t
      await tx.db.update(caseFile).set({ status: 'withdrawn' }).where(eq(caseFile.id, 'back'))
      await tx.db.delete(caseFile).where(eq(caseFile.id, 'gone'))
      await writeAudit(tx, { actor: 'system', action: 'life.heart', about: 'XS-gone' }, 0)
    })
    expect(await run('restore', 'copy')).toMatchObject({
      code: 0,
      out: expect.stringContaining('备份之后撤回、删掉的心里话有2份，已经照样再删了一次。'),
    })
    const left = await open(async tx => ({
      states: (await tx.db.select().from(tx.t.caseFile)).map(({ id, status }) => `${id} ${status}`).sort(),
      links: (await tx.db.select().from(tx.t.caseLink)).map(({ caseId }) => caseId),
      words: (await tx.db.select().from(tx.t.caseMessage)).map(({ caseId }) => caseId),
      files: (await tx.db.select().from(tx.t.caseEnclosure)).map(({ caseId }) => caseId),
    }))
    expect(left).toEqual({
      states: ['back withdrawn', 'gone withdrawn', 'stays closed'],
      links: ['stays'],
      words: ['stays'],
      files: ['stays'],
    })
  })

  test('is not written over something', async () => {
    mkdirSync(join(folder, 'copy'))
    writeFileSync(join(folder, 'copy', 'mine.txt'), 'x')
    expect(await run('backup', 'copy')).toMatchObject({
      code: 1,
      err: expect.stringContaining('不是空文件夹'),
    })
    expect(readdirSync(join(folder, 'copy'))).toEqual(['mine.txt'])
  })
})

describe('what is put back', () => {
  test('must be whole: a changed, missing, added or foreign file is noticed before anything is touched', async () => {
    await run('backup', 'copy')
    const copy = (name: string) => join(folder, 'copy', name)
    const before = readFileSync(data('xinqiao.db'))
    const list = readFileSync(copy('manifest.json'), 'utf8')
    const spoil: [string, () => void, () => void][] = [
      ['added', () => writeFileSync(copy('more'), 'x'), () => rmSync(copy('more'))],
      ['no list', () => rmSync(copy('manifest.json')), () => writeFileSync(copy('manifest.json'), list)],
      [
        'a list that is none',
        () => writeFileSync(copy('manifest.json'), '[]'),
        () => writeFileSync(copy('manifest.json'), list),
      ],
      ['changed', () => appendFileSync(copy('xinqiao.db'), 'x'), () => {}],
      ['missing', () => rmSync(copy('xinqiao.db')), () => {}],
    ]
    for (const [name, damage, mend] of spoil) {
      damage()
      expect(await run('restore', 'copy'), name).toMatchObject({
        code: 1,
        err: expect.stringContaining('不是一份完整的心桥备份'),
      })
      mend()
    }
    expect(readFileSync(data('xinqiao.db')).equals(before)).toBe(true)
  })

  test('needs its own master key, or none yet', async () => {
    const running = await startCli(folder)
    await say(running.url)
    await running.stop()
    await run('backup', 'copy')
    const key = readFileSync(data('master.key'), 'utf8')

    rmSync(data('master.key'))
    expect(await run('restore', 'copy')).toMatchObject({
      code: 0,
      err: expect.stringContaining('请把备份的主密钥放到'),
    })

    writeFileSync(data('master.key'), await foreignKey())
    expect(await run('restore', 'copy')).toMatchObject({
      code: 1,
      err: expect.stringContaining('加密的内容打不开'),
    })
    writeFileSync(data('master.key'), key)
    expect(await run('restore', 'copy')).toMatchObject({ code: 0, err: '' })
  })
})

/** One message through the chat of the trial, so that something is sealed. */
async function say(url: string): Promise<void> {
  const body = JSON.stringify({ as: 'sample-chenyu', id: 'message-1', text: '请假' })
  const answer = await fetch(`${url}/api/trial/say`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  expect(answer.status).toBe(204)
}

/** The master key of another installation. */
async function foreignKey(): Promise<string> {
  const other = makeFolder()
  await (await startCli(other)).stop()
  const file = join(other, 'data', 'trial', 'master.key')
  expect(existsSync(file)).toBe(true)
  const key = readFileSync(file, 'utf8')
  rmSync(other, { recursive: true, force: true })
  return key
}
