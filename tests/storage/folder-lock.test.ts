import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Fault } from '../../src/kernel/faults.ts'
import { lockFolder } from '../../src/storage/folder-lock.ts'
import { tempFolder } from '../support/folder.ts'

function refusal(folder: string): Fault {
  try {
    lockFolder(folder).release()
  } catch (error) {
    if (error instanceof Fault) return error
  }
  throw new Error('the folder was given to two')
}

test('one at a time has a folder; who has it is said', () => {
  const folder = join(tempFolder(), 'data')
  const lock = lockFolder(folder)
  expect(refusal(folder)).toMatchObject({
    code: 'ALREADY_RUNNING',
    values: { folder, pid: String(process.pid) },
  })
  lock.release()
  lockFolder(folder).release()
})

test('a refusal leaves the holder what it has', () => {
  const folder = tempFolder()
  const lock = lockFolder(folder)
  refusal(folder)
  refusal(folder)
  expect(readFileSync(join(folder, 'xinqiao.pid'), 'utf8')).toBe(`${process.pid}\n`)
  lock.release()
})

test('what an ended process left behind stands in nobody’s way', () => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'xinqiao.lock'), '')
  // The number may belong to somebody else by now: it says nothing about whether the folder is taken.
  writeFileSync(join(folder, 'xinqiao.pid'), `${process.ppid}\n`)
  const lock = lockFolder(folder)
  expect(readFileSync(join(folder, 'xinqiao.pid'), 'utf8')).toBe(`${process.pid}\n`)
  lock.release()
  lock.release()
  expect(existsSync(join(folder, 'xinqiao.pid'))).toBe(false)
})
