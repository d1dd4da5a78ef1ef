import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestProgram, type TestProgram } from '../support/program.ts'

let p: TestProgram
beforeEach(async () => {
  p = await openTestProgram()
})
afterEach(() => p.close())

const LANE = 'somebody'
const bytes = new Uint8Array([1, 2, 3])
const pathOf = (id: string) => join(p.program.folder, 'files', id)

function seal() {
  const { storage, tools } = p.program
  return storage.transaction(tx =>
    tools.attachments.seal(tx, LANE, { kind: 'image', name: '照片.png', ref: '' }, bytes),
  )
}

test('a file without a row is swept away after the start, and one with a row stays', async () => {
  const { storage, tools, road } = p.program
  const kept = await seal()
  await tools.attachments.write(kept)
  await storage.transaction(tx => tools.attachments.record(tx, LANE, kept, p.now()))
  writeFileSync(pathOf('left-by-a-crash'), 'x')
  await road.start()
  await road.settled()
  expect([existsSync(pathOf(kept.id)), existsSync(pathOf('left-by-a-crash'))]).toEqual([true, false])
})

test('what is being handed over while the folder is swept stays', async () => {
  const { storage, tools } = p.program
  const coming = await seal()
  await tools.attachments.write(coming)
  await tools.attachments.sweep(storage)
  await storage.transaction(tx => tools.attachments.record(tx, LANE, coming, p.now()))
  expect((await tools.attachments.read(storage, coming.id)).bytes).toEqual(Buffer.from(bytes))
})

test('what was taken back is swept like anything else', async () => {
  const { storage, tools } = p.program
  const sealed = await seal()
  await tools.attachments.write(sealed)
  await tools.attachments.unwrite(sealed)
  writeFileSync(pathOf(sealed.id), 'x')
  await tools.attachments.sweep(storage)
  expect(existsSync(pathOf(sealed.id))).toBe(false)
})
