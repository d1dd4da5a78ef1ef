import { afterEach, expect, test } from 'vitest'
import { addLine } from '../../../src/care/leave/ledger.ts'
import { insertLeave } from '../../../src/care/leave/store.ts'
import type { HalfDay } from '../../../src/kernel/half-day.ts'
import { idOf, openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
afterEach(() => talk.close())

async function leave(who: string, no: string, from: HalfDay, to: HalfDay): Promise<void> {
  await talk.program.storage.transaction(async tx => {
    const person = await talk.program.directory.byUserid(tx, idOf(who))
    const row = {
      no,
      person: person?.id ?? '',
      from,
      to,
      account: 'none',
      halfDays: 2,
      status: 'approved',
    } as const
    await insertLeave(tx, row)
  })
}

test('a way that is tapped opens the form with its days, and is handed in', async () => {
  talk = await openTalk({ at: '2026-09-01T09:00' })
  await talk.say('chenyu', '国庆拼个长假')
  expect(talk.last('chenyu')).toContain(
    '1. 最长：9月17日（周四）到10月7日（周三），连休21天，用10天假：年假10天',
  )
  await talk.tap('chenyu', talk.buttons('chenyu')[0] ?? '')
  await talk.say('chenyu', '陪父母')
  expect(talk.last('chenyu')).toContain('年假，9月17日（周四）到9月30日（周三），共10天，事由：陪父母。')
  expect(await talk.tap('chenyu', '提交')).toContain('交上去了')
})

test('comp-days that lapse soon come first, and the form asks for those', async () => {
  talk = await openTalk({ at: '2026-09-01T09:00' })
  await talk.program.storage.transaction(async tx => {
    const person = await talk.program.directory.byUserid(tx, idOf('chenyu'))
    const line = {
      person: person?.id ?? '',
      account: 'comp',
      year: 0,
      cause: 'overtime',
      at: talk.now(),
    } as const
    await addLine(tx, {
      ...line,
      ref: 'JB-1',
      grant: 'JB-1',
      halfDays: 2,
      since: '2026-08-01',
      expires: '2026-10-01',
    })
  })
  expect(await talk.say('chenyu', '国庆最多用3天拼个长假')).toContain(
    '9月25日（周五）到10月7日（周三），连休13天，用3天假：补休1天（9月28日（周一）），年假2天（9月29日到30日（周二、周三））',
  )
  await talk.tap('chenyu', talk.buttons('chenyu')[0] ?? '')
  expect(await talk.say('chenyu', '回老家')).toContain('补休，9月28日（周一），共1天，事由：回老家。')
})

test('days on which enough of the same supervisor’s people are away are left out, without a name', async () => {
  talk = await openTalk({ at: '2026-09-01T09:00' })
  // 陈小雨, 李刚 and 吴敏 have one supervisor: a third of three is one.
  await leave('ligang', 'QJ-20260801-0001', '2026-09-29a', '2026-09-29p')
  const text = await talk.say('chenyu', '国庆最多用3天拼个长假')
  expect(text).toContain('10月1日（周四）到10月11日（周日），连休11天，用3天假')
  expect(text).not.toContain('李刚')
})

test('who has no number of annual leave is told so, and nothing is guessed', async () => {
  talk = await openTalk({ at: '2026-09-01T09:00' })
  expect(await talk.say('malin', '拼个长假')).toMatch(/^补休有0天；年假有几天请问人事/)
})
