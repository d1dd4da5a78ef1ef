import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { areas } from '../../src/areas.ts'
import { openTalk, type Talk } from '../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
  await talk.say('chenyu', '我想下周一到周三请病假')
})
afterEach(() => talk.close())

const folder = () => join(talk.folder, 'trial', 'files')
const kept = async () => ({
  files: readdirSync(folder()).toSorted(),
  rows: (await talk.program.storage.read(tx => tx.db.select().from(tx.t.attachment)))
    .map(row => row.id)
    .toSorted(),
})

/** Look-ups throw until the returned function is called. */
function breakLookups(): () => void {
  const lookup = areas.find(area => area.name === 'leave')?.lookups['leave_room'] as { run: unknown }
  const { run } = lookup
  lookup.run = async () => {
    throw new Error('broken')
  }
  return () => {
    lookup.run = run
  }
}

test('a file of a turn that fails again and again is kept nowhere', async () => {
  await talk.pass(61_000)
  const mend = breakLookups()
  await talk.file('chenyu')
  for (let n = 0; n < 5; n++) await talk.pass(60_000)
  mend()
  expect(talk.last('chenyu')).toContain('没处理好')
  expect(await kept()).toEqual({ files: [], rows: [] })
})

test('a file of a turn that succeeds at the second try is kept once', async () => {
  await talk.pass(61_000)
  const mend = breakLookups()
  await talk.file('chenyu')
  mend()
  await talk.pass(60_000)
  expect(talk.last('chenyu')).toContain('收到1份')
  const { files, rows } = await kept()
  expect(files).toHaveLength(1)
  expect(rows).toEqual(files)
})

test('of several files that cannot all be fetched none is kept', async () => {
  const files = ['100', '-1'].map(ref => ({ ref, name: 'a.jpg', kind: 'image' as const }))
  await talk.receive('chenyu', { type: 'files', files })
  await talk.pass(10)
  expect(await kept()).toEqual({ files: [], rows: [] })
})

test('what a crash left on the disk without a row is gone at the next start, what has one stays', async () => {
  await talk.file('chenyu')
  const before = await kept()
  expect(before.files).toHaveLength(1)
  writeFileSync(join(folder(), '0b9ab9bc-93f2-41a1-a4ad-95a9bd92cff6'), 'written, and then the power went')
  await talk.restart()
  await talk.settled()
  expect(await kept()).toEqual(before)
})

test('a text that was renamed to a picture is refused with what to do, and kept nowhere', async () => {
  await talk.receive('chenyu', { type: 'files', files: [{ ref: 'text', name: 'a.jpg', kind: 'image' }] })
  await talk.pass(10)
  expect(talk.last('chenyu')).toContain('请重新拍一张')
  expect(await kept()).toEqual({ files: [], rows: [] })
})
