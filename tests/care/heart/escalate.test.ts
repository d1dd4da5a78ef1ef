import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { handOver, standsApart } from '../../support/keys.ts'
import { idOf, openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ open: true })
})
afterEach(() => talk.close())

const MINUTE = 60_000
const REASON = '信里说药都备好了，口气很平静，我怕他今晚出事。'
const NAME = '陈小雨'

/** A reader calls out for the writer; everything that follows at once is done. */
async function callOut(id: string, who = 'linyue'): Promise<void> {
  await call(talk, who, 'POST', `/cases/${id}/escalate`, { body: { level: 'crisis', reason: REASON } })
  await talk.pass(0)
}
const toldTo = (who: string) =>
  talk.sent.filter(({ to }) => to === idOf(who)).map(({ message }) => message.text)
const knowsName = (who: string) => toldTo(who).some(text => text.includes(NAME))

async function onDuty(who: string): Promise<void> {
  await talk.program.storage.transaction(tx =>
    tx.db
      .update(tx.t.setting)
      .set({ value: idOf(who) })
      .where(eq(tx.t.setting.key, 'duty:*')),
  )
}

async function give(who: string, roles: ('custodian' | 'handler')[]): Promise<void> {
  const { storage, directory } = talk.program
  await storage.transaction(tx =>
    tx.db
      .update(tx.t.person)
      .set({ roles })
      .where(eq(tx.t.person.userid, idOf(who))),
  )
  await directory.refresh()
}

async function flagged(text: string): Promise<string> {
  await talk.say('chenyu', text)
  await talk.pass(0)
  const [file] = await call<{ id: string }[]>(talk, 'linyue', 'GET', '/cases')
  return file?.id ?? ''
}

test('a 隐名 case that a reader takes for words of self-harm is due at a full hour, which is what all of them hear', async () => {
  const id = await handOver(talk, 'chenyu', '最近压力大')
  await talk.pass(7 * MINUTE)
  await call(talk, 'linyue', 'POST', `/cases/${id}/escalate`, { body: { level: 'high' } })
  await talk.pass(0)
  expect(toldTo('chenjing').at(-1)).toContain('请11月23日（周一）11:00前打开')
  expect(toldTo('chenyu').at(-1)).not.toContain('许科长')
})

describe('a reader who calls out for the writer of a 隐名 case', () => {
  test('must say why, and nobody is called before', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力大')
    const about = { body: { level: 'crisis' } }
    await expect(call(talk, 'linyue', 'POST', `/cases/${id}/escalate`, about)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    })
    await talk.pass(0)
    expect(knowsName('xuan')).toBe(false)
  })

  test('never learns who it is, though he is on duty himself', async () => {
    await onDuty('linyue')
    await callOut(await handOver(talk, 'chenyu', '最近压力大'))
    expect(knowsName('xuan')).toBe(true)
    for (let i = 0; i < 8; i++) await talk.pass(6 * MINUTE)
    expect(knowsName('linyue')).toBe(false)
    expect(await call(talk, 'linyue', 'GET', '/concerns')).toEqual([])
  })

  test('is not called as a stand-in either, where nobody on duty answers', async () => {
    await callOut(await handOver(talk, 'chenyu', '最近压力大'))
    for (let i = 0; i < 12; i++) await talk.pass(15 * MINUTE)
    expect(knowsName('chenjing')).toBe(true)
    expect(knowsName('linyue')).toBe(false)
  })

  test('is not passed on to by who was called', async () => {
    await callOut(await handOver(talk, 'chenyu', '最近压力大'))
    await talk.say('xuan', '转给林悦')
    expect(talk.last('xuan')).toContain('这次转不了给林科员')
    expect(knowsName('linyue')).toBe(false)
  })

  test('calls nobody whom it names, nor whom its writer left out', async () => {
    await callOut(await handOver(talk, 'chenyu', '许安天天当众骂我，压力大'))
    for (let i = 0; i < 12; i++) await talk.pass(15 * MINUTE)
    expect(knowsName('xuan')).toBe(false)
    await onDuty('chenjing')
    await standsApart(talk, 'linyue')
    const left = await handOver(talk, 'ligang', '最近压力大', { without: '陈主任' })
    await callOut(left)
    for (let i = 0; i < 12; i++) await talk.pass(15 * MINUTE)
    expect(toldTo('chenjing').some(text => text.includes('李刚'))).toBe(false)
  })

  test('leaves a reason that custodians read at once, and lines of ids', async () => {
    const id = await handOver(talk, 'chenyu', '最近压力大')
    await onDuty('heqing')
    await give('xuan', ['custodian'])
    await callOut(id)
    expect(toldTo('xuan').join()).toContain('没有等人同意就请值班的人去联系本人')
    expect(await call(talk, 'xuan', 'GET', '/reveals')).toMatchObject([{ state: 'danger', reason: REASON }])
    const { storage } = talk.program
    const lines = await storage.read(tx => tx.db.select().from(tx.t.audit))
    expect(lines.map(line => line.action)).toContain('reveal.danger')
    // Who was given the name reads no reason beside it.
    await give('heqing', ['custodian'])
    expect(await call(talk, 'heqing', 'GET', '/reveals')).toEqual([])
    const rows = JSON.stringify(await storage.read(tx => tx.db.select().from(tx.t.reveal)))
    expect(rows).not.toContain('药')
    // It is no question who wrote it: that may still be asked, twice.
    expect(await call(talk, 'linyue', 'GET', `/cases/${id}/reveal`)).toEqual({ last: null, again: true })
  })

  test('is named to the writer, with what was given and that he himself knows no name', async () => {
    await callOut(await handOver(talk, 'chenyu', '最近压力大'))
    const said = talk.last('chenyu')
    expect(said).toContain('林科员看了你写的话，担心有生命危险，写了理由，请我马上找人')
    expect(said).toContain('已经通知到许科长')
    expect(said).toContain('林科员还是看不到你是谁')
  })

  test('hears that nobody is left to call, and so does the writer', async () => {
    await onDuty('linyue')
    const id = await handOver(talk, 'chenyu', '最近压力大')
    await talk.program.storage.transaction(tx => tx.db.update(tx.t.person).set({ roles: [] }))
    await give('linyue', ['handler'])
    await callOut(id)
    expect(talk.last('chenyu')).toContain('能通知的人我都还没联系上')
    expect(toldTo('linyue').join()).toContain('没有能替你联系的值班人')
    expect(knowsName('linyue')).toBe(false)
  })

  test('keeps him out no longer once the writer’s own words call', async () => {
    await onDuty('linyue')
    await callOut(await handOver(talk, 'chenyu', '最近压力大'))
    await talk.pass(2 * 60 * MINUTE)
    await talk.say('chenyu', '我不想活了，今晚就跳楼')
    for (let i = 0; i < 6; i++) await talk.pass(6 * MINUTE)
    expect(knowsName('linyue')).toBe(true)
  })
})

describe('whom the duty contact is told it is about', () => {
  test('of a letter: that only its writer can say', async () => {
    await callOut(await handOver(talk, 'chenyu', '最近压力大'))
    expect(toldTo('xuan').join()).toContain(`是本人还是身边的人我不清楚。请找${NAME}问清楚`)
  })

  test('of a flagged sentence about a colleague: somebody else, as it was heard', async () => {
    const id = await flagged('我同事李刚说他不想活了')
    const before = toldTo('xuan').length
    await callOut(id)
    const more = toldTo('xuan').slice(before).join('\n')
    expect(more).not.toContain('本人')
    expect(more).toContain(NAME)
  })

  test('of a flagged sentence whose danger a human has closed: that it must be asked', async () => {
    const id = await flagged('我同事李刚说他不想活了')
    const [row] = await call<{ id: string }[]>(talk, 'xuan', 'GET', '/concerns')
    await call(talk, 'xuan', 'POST', `/concerns/${row?.id}/close`)
    await callOut(id)
    expect(talk.last('xuan')).toContain(`请找${NAME}问清楚`)
  })
})
