import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { endReader } from '../../../src/care/heart/rekey.ts'
import { changePowers } from '../../../src/care/people/powers.ts'
import { call } from '../../support/call.ts'
import { standsApart } from '../../support/keys.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ open: true })
})
afterEach(() => talk.close())

const HOUR = 3_600_000

interface Line {
  id: string
  no: string
  status: string
  level: string
  outcome: string | null
  mine: boolean
  given: boolean
  handler: string | null
  labels: string | null
  messages: { id: string; from: string }[]
}

async function handOver(who: string, mode = '实名', without = '都可以看'): Promise<void> {
  for (const text of ['心里话', '最近压力大', '说完了', mode, '工作压力', '希望回复'])
    await talk.say(who, text)
  await talk.tap(who, without)
  await talk.tap(who, '交上去')
}

const list = (who = 'linyue') => call<Line[]>(talk, who, 'GET', '/cases')
const whole = (id: string) => call<Line>(talk, 'linyue', 'GET', `/cases/${id}`)
const does = (path: string, body?: object, who = 'linyue', method = 'POST') =>
  call<{ id: string }>(talk, who, method, `/cases/${path}`, { body })

/** The clock has looked at a case that somebody deals with, and waits for nothing any more. */
const lookedAt = () => talk.pass(10 * 24 * HOUR)

async function first(): Promise<Line> {
  const [line] = await list()
  if (!line) throw new Error('no case')
  return line
}

describe('who deals with a case', () => {
  test('may give it to a colleague who can open it, who is told its number', async () => {
    await handOver('chenyu')
    const { id, no } = await first()
    await does(`${id}/take`)
    const [to] = await call<{ userid: string; name: string }[]>(
      talk,
      'linyue',
      'GET',
      `/cases/${id}/colleagues`,
    )
    expect(to?.userid).toBe('sample-chenjing')
    await does(`${id}/give`, { to: to?.userid })
    expect(await first()).toMatchObject({ mine: false, handler: to?.name })
    expect(talk.last('chenjing')).toBe(`${no}交给你接着办了，请到控制台“心里话”里看。`)
    await expect(does(`${id}/give`, { to: 'sample-linyue' })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('cannot give it to whom its person has left out', async () => {
    await standsApart(talk, 'linyue')
    await handOver('chenyu', '隐名', '陈主任')
    const { id } = await first()
    expect(await call(talk, 'linyue', 'GET', `/cases/${id}/colleagues`)).toEqual([])
    await expect(does(`${id}/give`, { to: 'sample-chenjing' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    })
  })

  test('may put it back, and then everybody is reminded of it as before', async () => {
    await handOver('chenyu')
    const { id } = await first()
    await does(`${id}/take`)
    await lookedAt()
    await does(`${id}/release`)
    expect(await first()).toMatchObject({ status: 'open', handler: null })
    await talk.pass(9 * 24 * HOUR)
    expect(talk.last('linyue')).toContain('还没有人接')
    await expect(does(`${id}/release`)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('is reminded where a colleague gave it to him, until he takes it; anybody else may take it too', async () => {
    await handOver('chenyu')
    const { id, no } = await first()
    await does(`${id}/take`)
    await lookedAt()
    await does(`${id}/give`, { to: 'sample-chenjing' })
    expect(await first()).toMatchObject({ given: true, handler: '陈静' })
    expect(await talk.say('chenyu', '谁看过')).toContain('还没有人接')
    await talk.pass(9 * 24 * HOUR)
    expect(talk.last('chenjing')).toContain(`${no}到`)
    await does(`${id}/take`, undefined, 'chenjing')
    expect(await first()).toMatchObject({ given: false, handler: '陈静' })
    const before = talk.sent.length
    await talk.pass(9 * 24 * HOUR)
    expect(talk.sent).toHaveLength(before)
    await does(`${id}/give`, { to: 'sample-linyue' }, 'chenjing')
    await does(`${id}/reply`, { text: '看到了', sealed: 'eA==' })
    expect(await first()).toMatchObject({ given: false, status: 'answered' })
  })

  test('is missed where it was opened again and then put back', async () => {
    await handOver('chenyu')
    const { id } = await first()
    await does(`${id}/close`, { outcome: 'talked', sealedNote: '' })
    await lookedAt()
    await does(`${id}/reopen`)
    await does(`${id}/release`)
    await talk.pass(9 * 24 * HOUR)
    expect(talk.last('linyue')).toContain('还没有人接')
  })

  test.each(['his key ends', 'he is no handler any more'])('is missed where %s', async how => {
    await handOver('chenyu')
    const { id } = await first()
    await does(`${id}/take`)
    await lookedAt()
    const { storage, directory } = talk.program
    await storage.transaction(async tx => {
      const who = await directory.byUserid(tx, 'sample-linyue')
      const [key] = await tx.db
        .select()
        .from(tx.t.reader)
        .where(eq(tx.t.reader.person, who?.id ?? ''))
      if (how === 'his key ends') return endReader(tx, key?.id ?? '', 'cli', talk.now())
      const change = { person: who?.id ?? '', where: '2 roles', before: ['handler'], after: [] }
      await changePowers(tx, [change], { actor: 'cli', mayGive: true }, talk.now())
      return void (await tx.db
        .update(tx.t.person)
        .set({ roles: [] })
        .where(eq(tx.t.person.id, change.person)))
    })
    await directory.refresh()
    await talk.settled()
    await talk.pass(9 * 24 * HOUR)
    expect(talk.last('chenjing')).toContain('还没有人接')
  })

  test('opens what was closed too soon again', async () => {
    await handOver('chenyu')
    const { id } = await first()
    await does(`${id}/close`, { outcome: 'talked', sealedNote: 'eA==' })
    await does(`${id}/reopen`)
    expect(await first()).toMatchObject({ status: 'open', outcome: null, mine: true })
    expect((await whole(id)).messages.map(m => m.from)).toEqual(['person', 'note'])
  })
})

describe('whose case it is', () => {
  const close = (id: string, outcome = 'talked') => does(`${id}/close`, { outcome, sealedNote: '' })
  const told = () => talk.sent.filter(s => s.to === 'sample-chenyu' && s.message.text.includes('办结了'))

  test('hears that it was closed, and how it is opened again: the number, and nothing of what came of it', async () => {
    await handOver('chenyu', '隐名')
    const { id, no } = await first()
    await close(id)
    await talk.pass(0)
    expect(talk.last('chenyu')).toBe(
      `你交的${no}，看的人办结了。觉得还没完，或者又有想说的，发“补充”，就重新打开。`,
    )
    await does(`${id}/reopen`)
    expect(told()).toHaveLength(1)
  })

  test('is not woken for it, and hears nothing where it is open again by the morning', async () => {
    await handOver('chenyu')
    await handOver('chenyu')
    const [one, two] = await list()
    await talk.pass(13 * HOUR)
    await close(one?.id ?? '')
    await close(two?.id ?? '')
    await does(`${two?.id}/reopen`)
    await talk.pass(9 * HOUR)
    expect(told()).toHaveLength(0)
    await talk.pass(1 * HOUR)
    expect(told().map(sent => sent.message.text)).toEqual([expect.stringContaining(`你交的${one?.no}，`)])
  })

  test('who asked for it hears that it was done, once; who handed nothing in hears nothing', async () => {
    await handOver('chenyu')
    const { id } = await first()
    await whole(id)
    for (const said of ['撤回心里话', '不用再管了']) await talk.say('chenyu', said)
    await talk.say('ligang', '我不想活了')
    const flag = (await list()).find(line => line.id !== id)
    await close(id)
    await close(flag?.id ?? '', 'false_alarm')
    await talk.pass(1 * HOUR)
    expect(told()).toHaveLength(0)
    expect(talk.last('ligang')).not.toContain('办结')
  })

  test('is told by 谁看过 where it stands at each moment, never that a letter waits which he has read', async () => {
    await handOver('chenyu')
    const { id } = await first()
    const asks = () => talk.say('chenyu', '谁看过')
    expect(await asks()).toMatch(/还没有人接。$/)
    await does(`${id}/reply`, { text: '看到了', sealed: 'eA==' })
    expect(await asks()).toMatch(/。有一封回信你还没看，发“看回信”就能看。$/)
    await talk.say('chenyu', '看回信')
    expect(await talk.say('chenyu', '取消')).toBe(
      '好，这次不回了，写的回话没有留，也没有发给谁。以前交的没有动。',
    )
    expect(await asks()).toMatch(/。回过信，给你看过了，我这里不留底。想接着说，发“补充”。$/)
    for (const said of ['撤回心里话', '把内容删掉']) await talk.say('chenyu', said)
    expect(await asks()).toMatch(/发“补充”。你请他们把内容删掉，还没有删。$/)
    await does(`${id}/reply`, { text: '好，这就删', sealed: 'eA==' })
    await close(id)
    expect(await asks()).toMatch(/已经办结，想接着说，发“补充”。有一封回信你还没看，.*还没有删。$/)
    await does(`${id}/erase`)
    expect(await asks()).toMatch(
      /^没有找到你近三个月交过的心里话。没交的谁也看不到；撤回、删掉的，我这里也查不到了。/,
    )
    expect(await talk.say('chenyu', '看回信')).toContain('现在没有新的回信')
  })
})

describe('notes and labels', () => {
  test('are kept as they were sealed, and its person hears of neither', async () => {
    await handOver('chenyu')
    const { id } = await first()
    const heard = talk.sent.length
    await does(`${id}/note`, { sealed: 'bm90ZQ==' })
    await does(`${id}/labels`, { sealed: 'bGFiZWw=' }, 'linyue', 'PUT')
    expect((await first()).labels).toBe('bGFiZWw=')
    expect((await list('chenjing'))[0]?.labels).toBe('bGFiZWw=')
    await does(`${id}/labels`, { sealed: '' }, 'linyue', 'PUT')
    expect((await first()).labels).toBeNull()
    expect(talk.sent).toHaveLength(heard)
    expect(await talk.say('chenyu', '看回信')).toContain('没有')
  })
})

describe('a case graver than its words', () => {
  test('is due sooner, and its readers are told', async () => {
    await handOver('chenyu', '隐名')
    const { id, no } = await first()
    await does(`${id}/escalate`, { level: 'high' })
    await talk.pass(0)
    expect(await first()).toMatchObject({ level: 'high' })
    expect(talk.last('chenjing')).toContain(no)
    expect(talk.last('xuan')).not.toContain('陈小雨')
    await expect(does(`${id}/escalate`, { level: 'serious' })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('in danger to life whoever is on duty gets the name, and its person hears that he was told', async () => {
    await handOver('chenyu', '隐名')
    const { id } = await first()
    await does(`${id}/escalate`, { level: 'crisis', reason: '信里说药都备好了，怕他今晚出事。' })
    await talk.pass(0)
    const duty = talk.sent.filter(sent => sent.to === 'sample-xuan').map(sent => sent.message.text)
    expect(duty.join('\n')).toContain('陈小雨')
    expect(duty.join('\n')).not.toContain('压力大')
    expect(talk.last('chenyu')).toContain('许科长')
    const audit = await talk.program.storage.read(tx => tx.db.select().from(tx.t.audit))
    expect(audit.map(line => line.action)).toContain('duty.called')
  })
})

describe('two cases of one person', () => {
  const moved = async (from: string, into: string) => {
    const { messages } = await whole(from)
    return { into, messages: messages.map(m => ({ id: m.id, sealed: 'eA==' })) }
  }

  test('become one where both bear the name, and what its person answers comes into it', async () => {
    await handOver('chenyu')
    await handOver('chenyu')
    const [one, two] = await list()
    if (!one || !two) throw new Error('two cases')
    await does(`${one.id}/reply`, { text: '看到了，想问问是哪件事？', sealed: 'eA==' })
    await does(`${one.id}/merge`, await moved(one.id, two.id))
    expect((await list()).map(line => line.id)).toEqual([two.id])
    expect((await whole(two.id)).messages.map(m => m.from)).toEqual(['person', 'person', 'handler'])
    expect(await whole(one.id)).toMatchObject({ status: 'closed', outcome: 'merged', messages: [] })
    expect(await talk.say('chenyu', '看回信')).toContain('想问问是哪件事')
    await talk.say('chenyu', '是值班太密')
    await talk.say('chenyu', '说完了')
    expect((await whole(two.id)).messages).toHaveLength(4)
    await expect(does(`${one.id}/reopen`)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('are one to their writer too: he hears which number goes on, and the old one leads there', async () => {
    await handOver('chenyu')
    await handOver('chenyu')
    await handOver('chenyu')
    const [one, two] = await list()
    if (!one || !two) throw new Error('two cases')
    await does(`${one.id}/merge`, await moved(one.id, two.id))
    expect(talk.last('chenyu')).toContain(`你交的${one.no}并到了${two.no}`)
    const said = await talk.say('chenyu', `撤回心里话${one.no}`)
    expect(said).toContain(`${two.no} `)
    expect(said).toContain('已经打开过')
  })

  test('become due when the sooner of them was', async () => {
    await handOver('chenyu')
    await handOver('chenyu')
    const [one, two] = await list()
    if (!one || !two) throw new Error('two cases')
    await does(`${one.id}/escalate`, { level: 'high' })
    await talk.pass(0)
    await does(`${one.id}/merge`, await moved(one.id, two.id))
    expect(await first()).toMatchObject({ id: two.id, level: 'high', due: talk.now() + 2 * HOUR })
    await talk.pass(3 * HOUR)
    expect(talk.last('linyue')).toContain(`${two.no}到`)
  })

  test('stay two where one is 隐名, whoever wrote them: it would tell who', async () => {
    await handOver('chenyu')
    await handOver('chenyu', '隐名')
    await handOver('ligang', '隐名')
    const [one, two, three] = await list()
    if (!one || !two || !three) throw new Error('three cases')
    for (const [from, into] of [
      [one, two],
      [two, three],
      [three, one],
    ] as const)
      await expect(does(`${from.id}/merge`, await moved(from.id, into.id))).rejects.toMatchObject({
        code: 'CASE_NOT_SAME',
      })
  })

  test('stay two where somebody would read what was kept from him', async () => {
    await standsApart(talk, 'linyue')
    await handOver('chenyu', '实名', '陈主任')
    await handOver('chenyu')
    const [two] = await call<{ id: string }[]>(talk, 'chenjing', 'GET', '/cases')
    const one = (await list()).find(({ id }) => id !== two?.id)
    if (!one || !two) throw new Error('two cases')
    await expect(does(`${one.id}/merge`, await moved(one.id, two.id))).rejects.toMatchObject({
      code: 'CASE_OTHERS_READ',
    })
  })

  test('let nobody in where it was not written down whom one of them names', async () => {
    await handOver('chenyu')
    await handOver('chenyu')
    const [one, two] = await list()
    if (!one || !two) throw new Error('two cases')
    const { storage } = talk.program
    const barred = () =>
      storage.read(tx => tx.db.select().from(tx.t.caseFile).where(eq(tx.t.caseFile.id, two.id)))
    expect((await barred())[0]?.barred).not.toBeNull()
    await storage.transaction(tx =>
      tx.db.update(tx.t.caseFile).set({ barred: null }).where(eq(tx.t.caseFile.id, one.id)),
    )
    await does(`${one.id}/merge`, await moved(one.id, two.id))
    expect((await barred())[0]?.barred).toBeNull()
  })

  test('are both gone where what is now one is deleted for its person: nothing leads to him any more', async () => {
    await handOver('chenyu')
    await handOver('chenyu')
    const [one, two] = await list()
    if (!one || !two) throw new Error('two cases')
    await does(`${one.id}/merge`, await moved(one.id, two.id))
    await does(`${two.id}/reply`, { text: '看到了，先歇两天。', sealed: 'eA==' })
    await talk.program.storage.transaction(tx =>
      tx.db.update(tx.t.caseFile).set({ asked: 'delete' }).where(eq(tx.t.caseFile.id, two.id)),
    )
    await does(`${two.id}/erase`)
    const left = await talk.program.storage.read(async tx => ({
      links: await tx.db.select().from(tx.t.caseLink),
      replies: await tx.db.select().from(tx.t.caseReply),
      keys: (await tx.db.select().from(tx.t.caseKey)).filter(key => key.sealed.length > 0),
    }))
    expect(left).toEqual({ links: [], replies: [], keys: [] })
  })

  test('what came meanwhile is not lost: it must be read first', async () => {
    await handOver('chenyu')
    await handOver('chenyu')
    const [one, two] = await list()
    if (!one || !two) throw new Error('two cases')
    await expect(does(`${one.id}/merge`, { into: two.id, messages: [] })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })
})

describe('sentences of false alarms', () => {
  test('are taken out under a name, with a line for each; nothing else is', async () => {
    await talk.say('chenyu', '我不想活了')
    await talk.settled()
    const { id } = await first()
    const cases = [id]
    const take = (who = 'linyue') => call(talk, who, 'POST', '/cases/false-alarms', { body: { cases } })
    await expect(take()).rejects.toMatchObject({ code: 'CONFLICT' })
    await does(`${id}/close`, { outcome: 'false_alarm', sealedNote: '' })
    expect(await take()).toEqual({ by: '林悦 样例组宣部', at: talk.now() })
    const audit = await talk.program.storage.read(tx => tx.db.select().from(tx.t.audit))
    expect(audit.filter(line => line.action === 'case.export').map(line => line.about)).toEqual([id])
    await standsApart(talk, 'linyue')
    await handOver('ligang', '实名', '陈主任')
    cases.push((await list()).find(line => line.id !== id)?.id ?? '')
    await expect(take('chenjing')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('谈心谈话 and 家访', () => {
  test('are reminded of on their day and every working morning until they are done', async () => {
    await handOver('chenyu')
    const { id, no } = await first()
    const { id: visit } = await does(`${id}/follow-ups`, { kind: 'visit', due: '2026-11-25' })
    await talk.pass(30 * HOUR)
    expect(talk.last('linyue')).not.toContain('家访')
    await talk.pass(24 * HOUR)
    expect(talk.last('linyue')).toBe(
      `提醒一下：${no}的家访定在11月25日（周三），办了请到控制台“心里话”里记一笔。`,
    )
    const times = () => talk.sent.filter(s => s.message.text.includes('还没记办了')).length
    expect(times()).toBe(0)
    await talk.pass(24 * HOUR)
    expect(talk.last('linyue')).toBe(`${no}的家访定在11月25日（周三），还没记办了，请到控制台“心里话”里看。`)
    await talk.pass(24 * HOUR)
    expect(times()).toBe(2)
    await does(`${id}/follow-ups/${visit}/done`)
    await talk.pass(7 * 24 * HOUR)
    expect(times()).toBe(2)
    await expect(does(`${id}/follow-ups/${visit}/done`)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('on a Saturday are reminded of on the Friday before, and again on Monday', async () => {
    await handOver('chenyu')
    const { id } = await first()
    await does(`${id}/follow-ups`, { kind: 'visit', due: '2026-11-28' })
    const heard = () => talk.sent.filter(s => s.message.text.includes('家访')).map(s => s.message.text)
    await talk.pass(3 * 24 * HOUR + 12 * HOUR)
    expect(heard()).toEqual([])
    await talk.pass(24 * HOUR)
    expect(heard()).toEqual([expect.stringContaining('提醒一下')])
    await talk.pass(2 * 24 * HOUR)
    expect(heard()).toHaveLength(1)
    await talk.pass(24 * HOUR)
    expect(heard()).toEqual([expect.anything(), expect.stringContaining('还没记办了')])
  })

  test('for a day whose morning is over are reminded of two hours later, and not of the others again', async () => {
    await handOver('chenyu')
    const { id, no } = await first()
    await talk.pass(4 * HOUR)
    await does(`${id}/follow-ups`, { kind: 'visit', due: '2026-11-23' })
    await does(`${id}/follow-ups`, { kind: 'call', due: '2026-11-24' })
    const heard = () => talk.sent.filter(s => /家访|电话回访/.test(s.message.text)).map(s => s.message.text)
    await talk.pass(1 * HOUR)
    expect(heard()).toEqual([])
    await talk.pass(1 * HOUR)
    expect(heard()).toEqual([`提醒一下：${no}的家访定在11月23日（周一），办了请到控制台“心里话”里记一笔。`])
    await talk.pass(24 * HOUR)
    expect(heard().map(text => text.includes('还没记办了'))).toEqual([false, true, false])
  })

  test('planned before the morning of reminders take away no reminder of that morning', async () => {
    await handOver('chenyu')
    const { id } = await first()
    await does(`${id}/follow-ups`, { kind: 'visit', due: '2026-11-24' })
    await talk.pass(23 * HOUR)
    await does(`${id}/follow-ups`, { kind: 'call', due: '2026-12-04' })
    await talk.pass(2 * HOUR)
    expect(talk.last('linyue')).toContain('家访')
  })

  test('hold a case open until they are done or dropped', async () => {
    await handOver('chenyu')
    const { id } = await first()
    const { id: talked } = await does(`${id}/follow-ups`, { kind: 'talk', due: '2026-11-30' })
    const close = () => does(`${id}/close`, { outcome: 'talked', sealedNote: '' })
    await expect(close()).rejects.toMatchObject({ code: 'FOLLOW_UPS_OPEN' })
    await does(`${id}/follow-ups/${talked}`, undefined, 'linyue', 'DELETE')
    await close()
    expect((await first()).status).toBe('closed')
  })

  test.each(['2026-11-20', '2026-02-30'])('are not planned for %s', async due => {
    await handOver('chenyu')
    const { id } = await first()
    await expect(does(`${id}/follow-ups`, { kind: 'call', due })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    })
  })
})

describe('times for a talk, on the page', () => {
  const times = () => call<{ id: string; no: string | null }[]>(talk, 'linyue', 'GET', '/talk-times')

  test('are offered, booked in the chat, and whoever booked hears when one is taken back', async () => {
    await handOver('chenyu')
    const body = { at: '2026-11-25T15:00', place: '302室' }
    await call(talk, 'linyue', 'POST', '/talk-times', { body })
    await expect(call(talk, 'linyue', 'POST', '/talk-times', { body })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await talk.say('chenyu', '约谈')
    await talk.tap('chenyu', '约')
    const [time] = await times()
    expect(time?.no).toBe((await first()).no)
    await expect(call(talk, 'chenjing', 'DELETE', `/talk-times/${time?.id}`)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await call(talk, 'linyue', 'DELETE', `/talk-times/${time?.id}`)
    expect(talk.last('chenyu')).toContain('去不成了，对方收回了这个时间')
    expect(await times()).toEqual([])
  })

  test.each(['2026-11-20T10:00', '2026-13-01T10:00'])('are not offered at %s', async at => {
    await expect(
      call(talk, 'linyue', 'POST', '/talk-times', { body: { at, place: '302室' } }),
    ).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  })
})
