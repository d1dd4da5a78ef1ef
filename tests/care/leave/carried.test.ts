import { afterEach, expect, test } from 'vitest'
import { addLine } from '../../../src/care/leave/ledger.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
afterEach(() => talk.close())

test('what came over is used first, and given back last to where it came from', async () => {
  talk = await openTalk()
  const { storage, directory } = talk.program
  await storage.transaction(async tx => {
    const person = await directory.byUserid(tx, 'sample-chenyu')
    const line = {
      person: person?.id ?? '',
      account: 'annual',
      year: 2026,
      cause: 'carry',
      at: talk.now(),
    } as const
    await addLine(tx, { ...line, ref: 'carry/2026', grant: 'carry', halfDays: 2 })
  })
  expect(await talk.say('chenyu', '我的假期')).toContain('年假还剩11天')
  await talk.say('chenyu', '11月24日到25日请年假，因为家里有事')
  const no = /QJ-[\d-]+/.exec(await talk.say('chenyu', '提交'))?.[0] ?? ''
  await talk.tap('sunli', '同意')
  const lines = async (cause: string) =>
    (await storage.read(tx => tx.db.select().from(tx.t.ledger)))
      .filter(line => line.cause === cause)
      .map(line => [line.grant, line.halfDays])
      .sort()
  expect(await lines('leave')).toEqual([
    ['', -2],
    ['carry', -2],
  ])
  await talk.pass(86_400_000)
  await talk.say('chenyu', '我今天下午提前回来上班了')
  await talk.say('chenyu', '对')
  await talk.pass(86_400_000)
  // Only the afternoon of the 24th … the 25th came back: the year's own days first.
  expect(await lines('returned')).toEqual([
    ['', 2],
    ['carry', 1],
  ])
  expect(no).not.toBe('')
})
