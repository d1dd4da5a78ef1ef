import { join } from 'node:path'
import { expect, test } from 'vitest'
import { open } from '../../src/storage/sqlite.ts'
import { tempFolder } from '../support/folder.ts'

/** What is promised of every file that is opened; no test could pull the plug. */
test.each([
  ['journal_mode', 'wal', 'readers go on while somebody writes'],
  ['synchronous', 2, 'what is acked survives a power cut (2 = FULL)'],
  ['foreign_keys', 1, 'no row refers to nothing'],
  ['secure_delete', 1, 'what is deleted is overwritten'],
])('%s is %s: %s', (pragma, value, _why) => {
  const db = open(join(tempFolder(), 'x.db'))
  try {
    expect(db.pragma(pragma, { simple: true })).toBe(value)
  } finally {
    db.close()
  }
})
