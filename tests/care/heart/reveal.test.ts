import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eraseCase } from '../../../src/care/heart/take-back.ts'
import { call, NoRole } from '../../support/call.ts'
import { giveKey, handOver, standsApart } from '../../support/keys.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
  await talk.program.storage.transaction(tx =>
    tx.db.insert(tx.t.setting).values({ key: 'duty:*', value: 'sample-heqing', author: null, at: 0 }),
  )
  await giveKey(talk, 'chenjing')
  await giveKey(talk, 'linyue')
})
afterEach(() => talk.close())

const REASON = '信里提到的补贴要本人的工号才能查到，回信问过两次没有答复。'

async function taken(text = '补贴一直没发'): Promise<string> {
  const id = await handOver(talk, 'chenyu', text)
  await call(talk, 'linyue', 'POST', `/cases/${id}/take`)
  return id
}
const ask = async (id: string, who = 'linyue', reason = REASON) =>
  (await call<{ id: string }>(talk, who, 'POST', `/cases/${id}/reveal`, { body: { reason } })).id
const decide = (id: string, agree: boolean, who = 'xuan') =>
  call(talk, who, 'POST', `/reveals/${id}/decide`, { body: { agree } })
const show = (id: string, who = 'linyue') => call(talk, who, 'POST', `/reveals/${id}/show`)
const listed = (who = 'xuan') => call<{ id: string; reason: string }[]>(talk, who, 'GET', '/reveals')
/** What is to be told goes out at the next look at the timers. */
const soon = () => talk.pass(1_000)
async function makeCustodian(who: string): Promise<void> {
  const { storage, directory } = talk.program
  await storage.transaction(tx =>
    tx.db
      .update(tx.t.person)
      .set({ roles: ['handler', 'custodian'] })
      .where(eq(tx.t.person.userid, `sample-${who}`)),
  )
  await directory.refresh()
}

describe('who wrote a 隐名 case', () => {
  test('is shown once to who asked with a reason, after a custodian’s yes, and the writer is told by name', async () => {
    const id = await ask(await taken())
    expect(talk.last('xuan')).toMatch(/林科员写了理由，想知道隐名的XS-20261123-\d{4}是谁写的/)
    expect(await listed()).toMatchObject([{ id, reason: REASON, state: 'asked' }])
    await expect(show(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await decide(id, true)
    await soon()
    expect(talk.last('linyue')).toContain('许科长同意让你知道')
    expect(talk.last('chenyu')).toContain('林科员写了理由想知道是谁写的，许科长同意了，林科员现在能知道是你')
    expect(await show(id)).toEqual({ name: '陈小雨', unit: '样例街道办', mobile: '13800000013' })
    await expect(show(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('leaves lines of ids alone: asked, agreed, shown, each with who did it', async () => {
    const id = await ask(await taken())
    await decide(id, true)
    await show(id)
    const { storage, directory } = talk.program
    const { lines, who } = await storage.read(async tx => ({
      lines: (await tx.db.select().from(tx.t.audit)).filter(line => line.action.startsWith('reveal.')),
      who: [await directory.byUserid(tx, 'sample-linyue'), await directory.byUserid(tx, 'sample-xuan')],
    }))
    expect(lines.map(line => [line.action, line.actor])).toEqual([
      ['reveal.ask', who[0]?.id],
      ['reveal.agree', who[1]?.id],
      ['reveal.show', who[0]?.id],
    ])
    expect(JSON.stringify(await storage.read(tx => tx.db.select().from(tx.t.reveal)))).not.toContain('工号')
  })

  test('stays unknown after a no: the handler and the writer both hear it', async () => {
    const id = await ask(await taken())
    await decide(id, false)
    await soon()
    expect(talk.last('linyue')).toContain('许科长没有同意让你知道')
    expect(talk.last('chenyu')).toContain('许科长没有同意，林科员不知道是你')
    await expect(show(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(decide(id, true)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is not agreed to by who asked, though he is a custodian too', async () => {
    await makeCustodian('linyue')
    const id = await ask(await taken())
    expect(await listed('linyue')).toEqual([])
    await expect(decide(id, true, 'linyue')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await decide(id, true)
  })

  test('is not shown to a colleague, nor decided by who is no custodian', async () => {
    const id = await ask(await taken())
    await expect(decide(id, true, 'chenjing')).rejects.toThrow(NoRole)
    await decide(id, true)
    await expect(show(id, 'chenjing')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is asked by the handler who took it, once at a time', async () => {
    const id = await taken()
    await expect(ask(id, 'chenjing')).rejects.toMatchObject({ code: 'CONFLICT' })
    await ask(id)
    await expect(ask(id)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('is asked twice at most, whatever was answered, and then it is said why not', async () => {
    const id = await taken()
    const again = async () =>
      (await call<{ again: boolean }>(talk, 'linyue', 'GET', `/cases/${id}/reveal`)).again
    await decide(await ask(id), false)
    expect(await again()).toBe(true)
    const second = await ask(id)
    expect(await again()).toBe(false)
    await decide(second, true)
    await show(second)
    await expect(ask(id)).rejects.toMatchObject({ code: 'ASKED_TOO_OFTEN' })
  })

  test('is nobody’s to decide who is named in it, or whom its writer left out', async () => {
    const named = await taken('许安不给我发补贴')
    await expect(ask(named)).rejects.toMatchObject({ code: 'NOBODY_TO_DECIDE' })
    await makeCustodian('chenjing')
    await standsApart(talk, 'linyue')
    const left = await handOver(talk, 'chenyu', '另一件事', { without: '陈主任' })
    await call(talk, 'linyue', 'POST', `/cases/${left}/take`)
    const id = await ask(left)
    expect(await listed('chenjing')).toEqual([])
    await expect(decide(id, true, 'chenjing')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is not asked by a handler whom later words name, and whose key is gone is shown nothing, yes or no', async () => {
    const id = await taken()
    const asked = await ask(id)
    await decide(asked, true)
    const { storage } = talk.program
    const keyIs = (removed: number | null) =>
      storage.transaction(tx => tx.db.update(tx.t.reader).set({ removed }))
    await keyIs(1)
    await expect(show(asked)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await keyIs(null)
    await show(asked)
    await call(talk, 'linyue', 'POST', `/cases/${id}/reply`, { body: { text: '在的', sealed: 'AAAA' } })
    for (const text of ['看回信', '林悦也骂过我', '说完了']) await talk.say('chenyu', text)
    await talk.tap('chenyu', '照转')
    await expect(ask(id)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  })

  test('of a case under a name is no question', async () => {
    const id = await handOver(talk, 'chenyu', '说说', { mode: '实名' })
    await call(talk, 'linyue', 'POST', `/cases/${id}/take`)
    await expect(ask(id)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('while life may be in danger the writer is told later, when that is over', async () => {
    const id = await ask(await taken())
    await talk.say('chenyu', '我不想活了，今晚就走')
    await decide(id, true)
    const before = talk.sent.length
    await soon()
    const heard = () =>
      talk.sent
        .slice(before)
        .filter(({ to, message }) => to === 'sample-chenyu' && message.text.includes('能知道是你'))
    expect(heard()).toEqual([])
    await talk.program.storage.transaction(tx => tx.db.delete(tx.t.concern))
    await talk.pass(24 * 3_600_000 + 1_000)
    expect(heard()).toHaveLength(1)
  })

  test('what was asked goes with the case when it is taken back or deleted', async () => {
    await ask(await taken())
    const { storage } = talk.program
    await storage.transaction(async tx => {
      const [file] = await tx.db.select().from(tx.t.caseFile)
      await eraseCase({ tx, tools: talk.program.tools }, file?.id ?? '')
    })
    expect(await storage.read(tx => tx.db.select().from(tx.t.reveal))).toEqual([])
    expect(await listed()).toEqual([])
  })
})
