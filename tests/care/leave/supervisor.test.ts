import { afterEach, beforeEach, expect, test } from 'vitest'
import { leave } from '../../../src/care/people/departure.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

/** 孙丽, who decides for 陈小雨, is off the roster. */
async function sunLeaves(): Promise<void> {
  const { storage, directory } = talk.program
  await storage.transaction(async tx => {
    const sun = await directory.byUserid(tx, 'sample-sunli')
    if (sun) await leave(tx, sun.id, { actor: 'cli', now: talk.now() })
  })
  await directory.refresh()
}

test.each(['请假', '加班登记'])('%s is not asked for at all where the supervisor has left', async wish => {
  await sunLeaves()
  const answer = await talk.say('chenyu', wish)
  expect(answer).toContain('名单里现在没有你的主管')
  expect(answer).toContain('人事')
  expect(talk.buttons('chenyu')).not.toContain('年假')
})

test('with the supervisor there it is asked for', async () => {
  expect(await talk.say('chenyu', '请假')).toContain('请哪种假')
})
