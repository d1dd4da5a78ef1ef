import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { like } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HOME } from '../../src/data.ts'
import { tempFolder } from '../support/folder.ts'
import { openTalk, type Talk } from '../support/talk.ts'

const DAY = 24 * 3_600_000

let talk: Talk
let file: string
beforeEach(async () => {
  const flows = join(tempFolder(), 'flows')
  cpSync(process.env['XQ_FLOWS'] ?? join(HOME, 'flows'), flows, { recursive: true })
  file = join(flows, 'leave.yaml')
  talk = await openTalk({ flows })
})
afterEach(() => talk.close())

function change(from: string, to: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
}
/** The question for a cause, reworded. */
const reword = () => change('事由写一句就好。', '为什么请假？')
const pin = () => change('audience: [staff]', 'audience: [staff]\non_change: pin')
const kept = () =>
  talk.program.storage.read(tx =>
    tx.db.select({ key: tx.t.setting.key }).from(tx.t.setting).where(like(tx.t.setting.key, 'flow.%')),
  )

test('who has begun a pinned flow finishes with its version, also after a restart', async () => {
  pin()
  await talk.restart()
  await talk.say('chenyu', '请事假')
  reword()
  await talk.restart()
  expect(await talk.say('chenyu', '11月30日一天')).toContain('事由写一句就好')
  expect(await talk.say('ligang', '11月30日请一天事假')).toContain('为什么请假')
})

test('also where the file was changed and read anew while the program ran, before it was restarted', async () => {
  pin()
  await talk.restart()
  await talk.say('chenyu', '请事假')
  reword()
  expect(talk.program.reload()).toEqual([])
  await talk.say('ligang', '请事假')
  change('为什么请假？', '请假做什么？')
  await talk.restart()
  expect(await talk.say('chenyu', '11月30日一天')).toContain('事由写一句就好')
  expect(await talk.say('ligang', '11月30日一天')).toContain('为什么请假')
})

test('without a pin the form follows the new file, and nothing is kept of the old one', async () => {
  await talk.say('chenyu', '请事假')
  reword()
  await talk.restart()
  const answer = await talk.say('chenyu', '11月30日一天')
  expect(answer).toContain('刚更新过')
  expect(answer).toContain('为什么请假')
  expect(await kept()).toEqual([])
})

test('what nobody can be in the middle of any more is forgotten', async () => {
  pin()
  await talk.restart()
  reword()
  await talk.restart()
  expect(await kept()).toHaveLength(2)
  await talk.pass(91 * DAY)
  await talk.restart()
  expect(await kept()).toHaveLength(1)
})

test('a version that was in use for months is kept when its file changes with a restart', async () => {
  pin()
  await talk.restart()
  await talk.pass(91 * DAY)
  await talk.say('chenyu', '请事假')
  reword()
  await talk.restart()
  expect(await talk.say('chenyu', '2027年3月30日一天')).toContain('事由写一句就好')
})
