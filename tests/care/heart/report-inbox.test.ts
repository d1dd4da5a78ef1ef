import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Fault } from '../../../src/kernel/faults.ts'
import { call, NoRole } from '../../support/call.ts'
import {
  giveKey,
  handOver,
  type Key,
  makeKey,
  type Openables,
  readCase,
  standsApart,
} from '../../support/keys.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
let key: Key
beforeEach(async () => {
  talk = await openTalk({ open: true })
  key = await giveKey(talk, 'heqing', 'heqing', 'discipline')
})
afterEach(() => talk.close())

const AGREED = { open: true, by: '何清', day: '2026-11-20', why: '纪〔2026〕3号，书面同意单独收' }
const agree = (open = true) => call(talk, 'zhou', 'PUT', '/report-inbox', { body: { ...AGREED, open } })

const REPORT = '站长挪用公款两万块。'
const MIXED = `${REPORT}我夹在中间，天天睡不着`

async function tell(text: string): Promise<string> {
  for (const said of ['心里话', text, '说完了', '隐名', '工作压力']) await talk.say('chenyu', said)
  return talk.say('chenyu', '希望回复')
}

const files = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.caseFile))
const lines = (who: string) =>
  call<{ id: string; no: string; kind: string; level: string }[]>(talk, who, 'GET', '/cases')
/** Everything that is listed or counted for somebody, in every route that he may ask without naming a case. */
async function seenBy(who: string) {
  const seen: Record<string, unknown> = {}
  for (const path of ['/cases', '/cases/count', '/expiring', '/reveals', '/talk-times', '/concerns', '/help'])
    seen[path] = await call(talk, who, 'GET', path).catch((error: unknown) => {
      if (!(error instanceof NoRole || (error as Fault).code === 'NOT_ALLOWED')) throw error
      return 'no role'
    })
  return seen
}

const answered = async (yes: boolean, ...more: string[]) => {
  await talk.tap('chenyu', yes ? '交给纪检' : '不交，去掉')
  for (const label of more) await talk.tap('chenyu', label)
  return talk.last('chenyu')
}

describe('with a yes', () => {
  test('a mixed message is split by sentence: neither office reads a word of the other’s', async () => {
    await agree()
    expect(await tell(MIXED)).toContain('“站长挪用公款两万块”')
    expect(talk.last('chenyu')).toContain('只有何组长能看')
    const done = await answered(true, '都可以看', '交上去')
    expect(done).toMatch(/编号XS-20261123-\d{4}.*编号DX-20261123-\d{4}/s)
    const [line, ...more] = await lines('heqing')
    expect(more).toEqual([])
    expect(await readCase(talk, 'heqing', key, line?.id ?? '')).toEqual([REPORT])
    expect((await lines('chenjing')).map(one => one.kind)).toEqual(['heart'])
    const [file] = (await files()).filter(one => one.kind === 'heart')
    const keys = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseKey))
    expect(keys.filter(one => one.caseId === line?.id).map(one => one.reader)).toEqual([key.id])
    expect(keys.filter(one => one.caseId === file?.id).map(one => one.reader)).not.toContain(key.id)
  })

  test('the recovery key is let in to no report, by force neither', async () => {
    await agree()
    const { recipient } = await makeKey()
    await call(talk, 'zhou', 'PUT', '/recovery', { body: { decided: '2026-11-20', recipient } })
    await call(talk, 'fangrui', 'POST', '/recovery/agree')
    await tell(REPORT)
    await answered(true, '交上去')
    const [line] = await lines('heqing')
    const { id } = await call<{ id: string }>(talk, 'zhou', 'GET', '/recovery')
    const path = `/readers/${id}/cases`
    const offered = await call<Openables>(talk, 'heqing', 'GET', path, { query: { with: key.id } })
    expect(offered.cases).toEqual([])
    const body = { with: key.id, keys: [{ case: line?.id, sealed: 'AAAA' }] }
    await expect(call(talk, 'heqing', 'POST', path, { body })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('whom the one part names reads the other neither', async () => {
    await agree()
    await tell('林悦挪用公款两万块。我夹在中间，天天睡不着')
    await talk.tap('chenyu', '交给纪检')
    await talk.tap('chenyu', '交上去')
    expect((await lines('heqing')).map(one => one.kind)).toEqual(['report'])
    expect((await lines('chenjing')).map(one => one.kind)).toEqual(['heart'])
    expect(await lines('linyue')).toEqual([])
    expect(talk.last('linyue')).toBe('')
  })

  test('a report and nothing else is a case for 纪检 alone: nobody else hears that there is one', async () => {
    await agree()
    const others = ['chenjing', 'linyue', 'xuan', 'fangrui', 'zhou']
    const seenBefore = Object.fromEntries(
      await Promise.all(others.map(async who => [who, await seenBy(who)])),
    )
    await tell(REPORT)
    await answered(true)
    expect(talk.last('chenyu')).toContain('只交给纪检的何组长')
    const before = talk.sent.length
    expect(await talk.tap('chenyu', '交上去')).toMatch(/^收到了，交给了纪检，编号DX-20261123-\d{4}。/)
    const after = talk.sent.slice(before)
    expect(new Set(after.map(s => s.to))).toEqual(new Set(['sample-chenyu', 'sample-heqing']))
    for (const who of others) expect(await seenBy(who)).toEqual(seenBefore[who])
    await tell('我夹在中间，天天睡不着')
    await talk.tap('chenyu', '都可以看')
    expect(await talk.tap('chenyu', '交上去')).toMatch(/编号XS-20261123-\d{4}。/)
    // Nor do days go by with a word to anybody else, and of the two one is counted.
    await talk.pass(12 * 24 * 3_600_000)
    expect(await call(talk, 'zhou', 'GET', '/cases/count')).toEqual({ open: 1 })
    const reminders = talk.sent.filter(s => s.message.text.includes('DX-'))
    expect(new Set(reminders.map(s => s.to))).toEqual(new Set(['sample-chenyu', 'sample-heqing']))
    expect(talk.sent.some(s => s.to === 'sample-heqing' && s.message.text.includes('DX-'))).toBe(true)
  })

  test('a report is in no statistic: four others and its writer are no five', async () => {
    await agree()
    await tell(REPORT)
    await answered(true, '交上去')
    for (const who of ['ligang', 'wang', 'sunli', 'wumin']) await handOver(talk, who, '最近压力大')
    await talk.pass(40 * 24 * 3_600_000)
    const query = { quarter: '2026Q4' }
    expect(await call(talk, 'linyue', 'GET', '/cases/statistics', { query })).toMatchObject({ total: null })
  })

  test('is answered, added to and taken back as any case is', async () => {
    await agree()
    await tell(REPORT)
    await answered(true, '交上去')
    const no = (await files())[0]?.no ?? ''
    await talk.say('chenyu', '补充')
    await talk.say('chenyu', '发票也是站长虚开的，套了公款')
    expect(await talk.say('chenyu', '说完了')).toContain('补上了')
    const id = (await files())[0]?.id ?? ''
    expect(await talk.say('chenyu', '谁看过')).toContain(`${no}：何组长还没打开`)
    await talk.say('chenyu', '撤回心里话')
    await talk.tap('chenyu', '撤回')
    expect((await files())[0]?.status).toBe('withdrawn')
    expect(talk.last('heqing')).toContain(`${no}本人撤回了`)
    await expect(readCase(talk, 'heqing', key, id)).resolves.toEqual([])
  })

  test('an answer of 纪检 comes back to the person, who can answer with a report again', async () => {
    await agree()
    await tell(REPORT)
    await answered(true, '交上去')
    const id = (await lines('heqing'))[0]?.id ?? ''
    const body = { text: '材料收到了。', sealed: 'AAAA' }
    await call(talk, 'heqing', 'POST', `/cases/${id}/reply`, { body })
    expect(await talk.say('chenyu', '看回信')).toContain('材料收到了。')
    await talk.say('chenyu', '站长还收了开发商的红包')
    expect(await talk.say('chenyu', '说完了')).toContain('转过去了')
    // Custodians and who is on duty would hear of it.
    const danger = { level: 'crisis', reason: '有危险，请马上联系他' }
    await expect(call(talk, 'heqing', 'POST', `/cases/${id}/escalate`, { body: danger })).rejects.toThrow()
  })
})

describe('two of 纪检 could read it', () => {
  let second: Key
  beforeEach(async () => {
    second = await giveKey(talk, 'malin', 'malin', 'discipline')
    await standsApart(talk, 'malin', { post: '干事' })
    await agree()
  })
  const opens = async (who: string, with_: Key) => {
    const [line] = await lines(who)
    return line ? readCase(talk, who, with_, line.id) : []
  }

  test('one is left out before it is handed over: he has no key to it, nor is he let in later', async () => {
    await tell(MIXED)
    await talk.tap('chenyu', '交给纪检')
    expect(talk.last('chenyu')).toContain('纪检能看的有何组长、马干事')
    await talk.tap('chenyu', '何组长')
    expect(await talk.tap('chenyu', '都可以看')).toMatch(/举报的话不给何组长看。.*只有马干事能看。/s)
    await talk.tap('chenyu', '交上去')
    expect([await opens('heqing', key), await opens('malin', second)]).toEqual([[], [REPORT]])
    expect(talk.sent.filter(s => s.to === 'sample-heqing')).toEqual([])
    const [line] = await lines('malin')
    const keys = [{ case: line?.id ?? '', sealed: 'AAAA' }]
    const letIn = call(talk, 'malin', 'POST', `/readers/${key.id}/cases`, { body: { with: second.id, keys } })
    await expect(letIn).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('whom it names is not among them, nor whoever is left out amid the story; nobody else hears it', async () => {
    await talk.say('chenyu', '心里话')
    expect(await talk.say('chenyu', '别让何清看到')).toContain('不给何组长看，只给别的能看的人')
    for (const said of [MIXED, '说完了', '隐名', '工作压力', '希望回复']) await talk.say('chenyu', said)
    expect(talk.last('chenyu')).toContain('只有马干事能看')
    await answered(true, '都可以看', '交上去')
    expect([await opens('heqing', key), await opens('malin', second)]).toEqual([[], [REPORT]])

    await talk.say('chenyu', '心里话')
    for (const said of [`马琳也收了钱。${MIXED}`, '说完了', '隐名', '工作压力', '希望回复'])
      await talk.say('chenyu', said)
    expect(talk.last('chenyu')).toContain('只有何组长能看')
  })

  test('one of them stays; none may also be said', async () => {
    await tell(REPORT)
    await talk.tap('chenyu', '交给纪检')
    expect(await talk.say('chenyu', '何组长和马干事都不给看')).toContain('总要留一个能看的人')
    await talk.say('chenyu', '举报的话改成不交')
    expect(await talk.tap('chenyu', '都可以看')).toContain('举报的那几句会去掉')
    expect(await files()).toEqual([])
  })
})

describe('without one', () => {
  test('the sentences are left out, and the rest is handed over as ever', async () => {
    await agree()
    await tell(MIXED)
    expect(await answered(false, '都可以看', '交上去')).toMatch(/编号XS-20261123-\d{4}/)
    expect((await files()).map(one => one.kind)).toEqual(['heart'])
    expect(await lines('heqing')).toEqual([])
  })

  test('a report alone goes nowhere, and it is said where it can go', async () => {
    await agree()
    await tell(REPORT)
    expect(await answered(false, '都可以看', '交上去')).toContain('12388')
    expect(await files()).toEqual([])
  })
})

describe('there is no inbox', () => {
  const asEver = async () => {
    expect(await tell(MIXED)).toContain('举报不归这里收')
    expect(talk.buttons('chenyu')).toContain('不是举报，照交')
  }

  test('before it was agreed to in writing', async () => {
    await asEver()
  })

  test('after it was taken back; both are in the log', async () => {
    await agree()
    await agree(false)
    await asEver()
    const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.audit))
    const actions = rows.map(row => row.action).filter(action => action.startsWith('report_inbox'))
    expect(actions).toEqual(['report_inbox.on', 'report_inbox.off'])
  })

  test('where the report names who would read it', async () => {
    await agree()
    expect(await tell(`何清也收了钱。${MIXED}`)).toContain('举报不归这里收')
  })

  test.each(['handler', 'hr', 'admin'])(
    'for who of 纪检 is %s too: he gets no key and opens none',
    async role => {
      await agree()
      await tell(REPORT)
      await answered(true, '交上去')
      const id = (await lines('heqing'))[0]?.id ?? ''
      const { storage, directory } = talk.program
      await storage.transaction(tx =>
        tx.db
          .update(tx.t.person)
          .set({ roles: ['discipline', role] })
          .where(eq(tx.t.person.userid, 'sample-heqing')),
      )
      await directory.refresh()
      expect(await lines('heqing')).toEqual([])
      await expect(readCase(talk, 'heqing', key, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
      expect(await tell(MIXED)).toContain('举报不归这里收')
    },
  )

  test('closed between the question and the yes, nothing is handed over', async () => {
    await agree()
    await tell(MIXED)
    await answered(true, '都可以看')
    await agree(false)
    expect(await talk.tap('chenyu', '交上去')).toContain('没有交上去')
    expect(await files()).toEqual([])
    await talk.pass(61_000)
    expect(await talk.say('chenyu', '再试一次')).toContain('举报不归这里收')
  })
})

test('said elsewhere it is kept nowhere, and the way to 纪检 is told', async () => {
  await agree()
  for (const said of ['我要举报站长挪用公款', '找人']) await talk.say('chenyu', said)
  expect(await talk.say('chenyu', '我们主任收了开发商的红包，还虚报冒领公款')).toContain('发“心里话”从头说')
  expect(talk.sent.find(s => s.message.text.includes('单独交给纪检'))?.to).toBe('sample-chenyu')
  expect(await talk.program.storage.read(tx => tx.db.select().from(tx.t.piece))).toEqual([])
})

test('the recovery key opens no report', async () => {
  await agree()
  const recipient = key.recipient
  await talk.program.storage.transaction(tx =>
    tx.db.insert(tx.t.reader).values({
      id: 'paper',
      person: 'recovery',
      recipient,
      wrapped: null,
      created: 0,
      admitted: 0,
      removed: null,
    }),
  )
  await tell(MIXED)
  await answered(true, '都可以看', '交上去')
  const keys = await talk.program.storage.read(tx => tx.db.select().from(tx.t.caseKey))
  const report = (await files()).find(one => one.kind === 'report')?.id
  expect(keys.filter(one => one.reader === 'paper')).toHaveLength(1)
  expect(keys.filter(one => one.caseId === report).map(one => one.reader)).toEqual([key.id])
})

test.each(['2026-02-30', '2026-11-24'])(
  'a day of %s, which is none or still to come, agrees to nothing',
  async day => {
    const put = call(talk, 'zhou', 'PUT', '/report-inbox', { body: { ...AGREED, day } })
    await expect(put).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  },
)
