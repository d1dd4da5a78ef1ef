import { afterEach, expect, test } from 'vitest'
import { headsOf } from '../../../src/care/encourage/bulletin-jobs.ts'
import { allPeople } from '../../../src/care/people/store.ts'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
afterEach(() => talk.close())

test('who leads a unit has people under him there and nobody of it above', async () => {
  talk = await openTalk()
  const people = await talk.program.storage.read(allPeople)
  expect(headsOf(people).map(({ name }) => name)).toEqual(['周样例', '王建国', '黄志远'])
})

test('heads are told once, in the hours for reminders, and read it in the chat', async () => {
  talk = await openTalk({ at: '2026-11-23T18:00' })
  const publish = () => call(talk, 'chenjing', 'POST', '/bulletins', { body: { month: '2026-11' } })
  await publish()
  await talk.pass(0)
  expect(talk.last('wang')).toBe('')
  await talk.pass(16 * 3_600_000)
  expect(talk.last('wang')).toBe(
    '2026年11月休假落实情况通报出来了：样例街道办休了0%，全部0%，目标90%。请带头休，也帮大家把工作安排开。',
  )
  expect(talk.buttons('wang')).toEqual(['休假通报'])
  expect(talk.last('chenyu')).toBe('')
  expect(await talk.tap('wang', '休假通报')).toContain('· 样例街道办休了0%（0/')
  expect(await talk.say('chenyu', '休假通报')).toContain('有权限的人')
})
